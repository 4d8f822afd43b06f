using System.Collections.Concurrent;
using System.Globalization;
using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>
/// Many buyers at once, and now and then a rep: whoever hears nothing asks again with the same key, at whichever node
/// is
/// there. What was acknowledged is remembered, to be looked for afterwards.
/// </summary>
internal sealed class Traffic(int seed)
{
    readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> receipts = new();
    readonly ConcurrentDictionary<string, string> leads = new();
    readonly ConcurrentDictionary<string, int> touches = new();
    readonly ConcurrentQueue<int> unanswered = new();
    int next;
    int answers;

    /// <summary>Requests of which a sender was told that they are kept.</summary>
    public int Acknowledged => receipts.Count;

    /// <summary>Answers that said so, told twice or not.</summary>
    public int Answers => Volatile.Read(ref answers);

    public int Touches => touches.Values.Sum();

    /// <summary>Sends until it is over.</summary>
    /// <param name="nodes">Those that are there at the moment.</param>
    public Task RunAsync(int senders, Func<IReadOnlyList<Served>> nodes, Func<bool> isOver) =>
        Task.WhenAll(Enumerable.Range(0, senders).Select(sender =>
            Task.Run(() => SendAsync(new Random(seed + sender), nodes, isOver))));

    /// <summary>Everything that was acknowledged is in the database.</summary>
    /// <param name="answersAreLost">On their way to the senders, who then cannot know every receipt.</param>
    public async Task KeptAsync(Database database, string after, bool answersAreLost = false)
    {
        var stored = (await database.ReadAsync(tx => tx.ListAsync<Request>("select id, lead_id from request")))
            .ToDictionary(row => row.Id, row => row.LeadId);
        var kept = (await database.ReadAsync(tx => tx.ListAsync<Kept>(
            "select idempotency_key, request_id from submission where idempotency_key is not null and request_id is not null")))
            // As it is kept, a program's key begins with the program's own id.
            .ToDictionary(row => row.IdempotencyKey[(row.IdempotencyKey.LastIndexOf(':') + 1)..], row => row.RequestId);
        foreach (var (key, told) in receipts)
        {
            if (!kept.TryGetValue(key, out var request) || !stored.ContainsKey(request)) throw new Finding(
                $"{after}: {key} was acknowledged as {string.Join(", ", told.Keys)} and is not there.");
            // Two nodes that could not ask the database may each have given a receipt: one of them is the request's, and
            // that one may be the one that was lost on its way to the sender.
            if (!answersAreLost && !told.ContainsKey(request)) throw new Finding(
                $"{after}: {key} is there, and none of its receipts {string.Join(", ", told.Keys)} leads to it.");
            if (told.Count > 1 && stored.Keys.Count(told.ContainsKey) > 1) throw new Finding(
                $"{after}: {key} became two requests.");
        }
        foreach (var (request, lead) in leads)
        {
            if (stored.TryGetValue(request, out var there)
                && there != lead) throw new Finding(
                    $"{after}: {request} was answered with lead {lead} and is on {there}.");
        }
        var written = (await database.ReadAsync(tx =>
            tx.ListAsync<Touched>("select lead_id, count(*) as number from touch group by lead_id")))
                .ToDictionary(row => row.LeadId, row => row.Number);
        foreach (var (lead, count) in touches)
        {
            if (written.GetValueOrDefault(lead) < count) throw new Finding(
                $"{after}: {count} touches of lead {lead} were acknowledged, {written.GetValueOrDefault(lead)} are "
                    + $"there.");
        }
    }

    /// <summary>Waits until all that is due is done and nothing is under way.</summary>
    public static Task SettledAsync(Database database) => Waiting.UntilAsync("all that is due is done", async () =>
    {
        try
        {
            return await database.ReadAsync(tx => tx.SingleAsync<long>(
                """
                select (select count(*) from clock where state = 'running' and next_at < @Soon)
                + (select count(*) from job where state = 'running' or (state = 'queued' and due_at < @Soon))
                """,
                new { Soon = tx.Now + NodaTime.Duration.FromSeconds(5) })) == 0;
        }
        catch (DatabaseUnavailableException) { return false; }
    }, everyMs: 100);

    async Task SendAsync(Random dice, Func<IReadOnlyList<Served>> nodes, Func<bool> isOver)
    {
        while (!isOver())
        {
            var number = unanswered.TryDequeue(out var again) ? again : Interlocked.Increment(ref next);
            if (nodes() is not { Count: > 0 } there
                || await TryAsync(there[dice.Next(there.Count)], number, dice) is false)
            {
                unanswered.Enqueue(number);
                await Waiting.PassAsync(TimeSpan.FromMilliseconds(5));
            }
        }
    }

    async Task<bool> TryAsync(Served node, int number, Random dice)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"s{seed}-{number}");
        if (await node.RaiseAsync(Body(number), key) is not { IsTaken: true } answer) return false;
        var request = answer.Read("requestId")!;
        receipts.GetOrAdd(key, _ => new())[request] = true;
        Interlocked.Increment(ref answers);
        if (answer.Read("leadId") is not { } lead) return true;
        leads[request] = lead;
        if (dice.Next(6) == 0) await node.ActAsync(lead, "claim", new { rep = Stage.Ann });
        if (dice.Next(6) != 0) return true;
        if (await node.ActAsync(lead, "touches",
            new { rep = Stage.Bob, grade = "attempt", channel = "phone" }) is { IsTaken: true })
        {
            touches.AddOrUpdate(lead, 1, (_, count) => count + 1);
        }
        return true;
    }

    // A few people raise a hand again and again, the others once; some wait in a pool.
    static object Body(int number) => new
    {
        kind = (number % 8) switch { 0 or 1 => "chat", 2 => "community", _ => "pricing" },
        person = new { email = number % 5 == 0 ? $"often{number % 7}@often.example"
            : $"buyer{number}@buyer{number}.example", name = "Bea Buyer" },
        company = number % 4 == 0 ? new { name = "Buyer Ltd", country = Stage.Waits } : null,
        message = "Please call me.",
    };

    sealed record Kept
    {
        public string IdempotencyKey { get; init; } = "";

        public string RequestId { get; init; } = "";
    }

    sealed record Request
    {
        public string Id { get; init; } = "";

        public string LeadId { get; init; } = "";
    }

    sealed record Touched
    {
        public string LeadId { get; init; } = "";

        public long Number { get; init; }
    }
}
