using System.Text.Json;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Mail;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>Watches work change hands: who leased it, who took it over, and whether what it says it did reached anybody.</summary>
internal sealed class JobWatch(World world)
{
    readonly Dictionary<string, (long Token, Node Node, Instant Since)> held = new(StringComparer.Ordinal);
    readonly HashSet<string> late = new(StringComparer.Ordinal);

    public void Committed(Node node, Tx look)
    {
        var running = Many(look, "select id, kind, key, token, state, attempt, data, outcome from job where state = 'running'");
        foreach (var job in running)
        {
            if (held.TryGetValue(job.Id, out var before) && before.Token == job.Token) continue;
            if (before.Node is not null)
            {
                if (world.Now - before.Since < JobQueue.Lease)
                    world.Checks.Report($"Job {job.Id} was taken over from {before.Node.Name} within its lease.");
                world.Sometimes.Saw(before.Node.IsUp ? "a lease taken over from a node that came back"
                    : "a lease taken over from a node that was killed");
            }
            else if (job.Kind == "mail" && IsClosed(job, look)) late.Add(MessageIds.For(job.Key, "acme.example"));
            held[job.Id] = (job.Token, node, world.Now);
        }
        if (held.Count > running.Count)
        {
            var still = running.Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in held.Keys.Where(id => !still.Contains(id)).ToList())
            {
                if (held[gone].Node != node) world.Checks.Report($"Job {gone} was settled by {node.Name}, which no longer held it.");
                held.Remove(gone);
            }
        }
    }

    /// <summary>Nobody runs for a lead that was closed before the mail about it was even begun.</summary>
    public bool IsLate(string messageId) => late.Contains(messageId);

    public void Finish(Tx look)
    {
        foreach (var job in Many(look, "select id, kind, key, token, state, attempt, data, outcome from job"))
        {
            var moot = job.Outcome?.StartsWith("moot", StringComparison.Ordinal) == true;
            if (moot) world.Sometimes.Saw("an alert that was moot when its turn came");
            if (job.State == "in-doubt") world.Sometimes.Saw("a mail in doubt");
            if (job is { State: "parked", Kind: "mail" }) world.Sometimes.Saw("a mail refused");
            if (job is { State: "done", Attempt: > 1 } && !moot) world.Sometimes.Saw(job.Kind == "mail"
                ? "a mail deferred and sent later" : "a webhook retried and delivered");
            if (job is { State: "done", Kind: "mail" } && !moot && !world.Mail.Has(MessageIds.For(job.Key, "acme.example")))
            {
                world.Checks.Report($"The mail {job.Key} is said to be sent ({job.Outcome}), and nobody got it.");
            }
        }
    }

    static bool IsClosed(JobRow job, Tx look)
    {
        using var data = JsonDocument.Parse(job.Data);
        return data.RootElement.TryGetProperty("lead", out var lead) && look.SingleAsync<string>("select state from lead where id = @Id",
            new { Id = lead.GetString() }).GetAwaiter().GetResult() == "closed";
    }

    static List<JobRow> Many(Tx look, string sql) => look.ListAsync<JobRow>(sql).GetAwaiter().GetResult();

    sealed record JobRow
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Key { get; init; } = "";

        public long Token { get; init; }

        public string State { get; init; } = "";

        public long Attempt { get; init; }

        public string Data { get; init; } = "";

        public string? Outcome { get; init; }
    }
}
