using System.Diagnostics;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Intake;
using Handraiser.App.Tests.Features.Alerts;
using Handraiser.App.Tests.Support;
using Handraiser.Core.Leads;
using NodaTime;

namespace Handraiser.App.Tests.Scenarios;

/// <summary>
/// Nobody looked for hours and everything is overdue at once. Each step is taken once, oldest first; new requests need
/// not wait for it; and each person is told once of all of it.
/// </summary>
public sealed class OverdueStormTests
{
    /// <summary>100,000 were measured; fewer show the same, sooner. HANDRAISER_TEST_STORM asks for another
    /// number.</summary>
    static readonly int Leads = int.Parse(Environment.GetEnvironmentVariable("HANDRAISER_TEST_STORM") ?? "400",
        System.Globalization.CultureInfo.InvariantCulture);

    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task Everything_overdue_happens_once_in_order_and_each_person_gets_one_message(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.HireAsync("mia");
        var reps = await app.OfAsync(rules => rules with { Manager = Company.Email("mia") }, "ann", "bob", "carl",
            "dora");
        await FillAsync(app);
        // What they were told when all was well is another matter.
        await app.ChangeAsync("delete from job");
        app.Clock.Advance(Duration.FromHours(3));

        var (ladder, clock) = (app.Get<ClimbLadder>(), Stopwatch.StartNew());
        var climbing = Task.Run(() => ladder.RunDueAsync(Cancel), Cancel);
        var waits = new List<TimeSpan>();
        for (var i = 0; !climbing.IsCompleted && i < 500; i++)
        {
            var sent = Stopwatch.StartNew();
            await app.RaiseAsync($"new{i}@buyer.example", "community");
            waits.Add(sent.Elapsed);
        }
        await climbing;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{engine}: {Leads} leads in {clock.Elapsed}; meanwhile {waits.Count} requests were taken, the slowest in {waits.DefaultIfEmpty().Max()}");

        Assert.Equal(0, await ladder.RunDueAsync(Cancel));
        foreach (var kind in (string[])["ladder.nudged", "ladder.manager-told", "clock.breached", "ladder.on-call"])
        {
            Assert.Equal((kind, Leads, Leads), (kind, await CountAsync(app, "count(*)", kind),
                await CountAsync(app, "count(distinct stream)", kind)));
        }
        Assert.Equal(0, await CountAsync(app, "count(*)", "lead.handed-on"));
        Assert.Equal(0, await app.AskAsync<long>(
            """
            select count(*) from (select id, due, max(due) over (order by id) as latest from (
              select min(e.id) as id, min(c.due_at) as due from event e join clock c on c.workspace_id = e.workspace_id and c.lead_id = e.stream
              where e.kind = 'ladder.on-call' group by e.stream) as told) as ordered where due < latest
            """));
        app.Clock.Advance(Duration.FromMinutes(1));
        var letters = (await app.LettersAsync()).Where(letter =>
            letter.Subject.Contains("late", StringComparison.Ordinal)).ToList();
        // The four whom they were taken from own none of them any more, and so have nothing to be told.
        Assert.Equal([TestApp.AdminEmail, Company.Email("mia")], letters.Select(letter => letter.To.Address).Order());
        Assert.All(letters, letter => Assert.StartsWith(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{Leads:#,0} leads are late"), letter.Subject, StringComparison.Ordinal));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_few_late_leads_are_told_one_by_one_as_ever(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        for (var i = 0; i < 5; i++) await app.LeadAsync($"b{i}@buyer.example");
        await app.LettersAsync();
        app.Clock.Advance(Duration.FromHours(3));

        await app.Get<ClimbLadder>().RunDueAsync(Cancel);

        Assert.Equal(5, (await app.LettersAsync()).Count(letter =>
            letter.Subject.StartsWith("You are on call", StringComparison.Ordinal)));
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from job where key like 'digest:%'"));
    }

    static async Task FillAsync(TestApp app)
    {
        var capture = app.Get<CaptureRequest>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Leads),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel },
            async (i, cancel) => Assert.IsType<CaptureResult.Captured>(await capture.RunAsync(new Submission
            {
                WorkspaceId = app.Workspace.WorkspaceId, Channel = "api", Raw = "{}",
                Body = new RequestBody { Kind = RequestKind.Demo, Email = $"b{i}@buyer{i}.example" },
            }, cancel)));
    }

    static async Task<int> CountAsync(TestApp app, string what, string kind) =>
        (int)await app.AskAsync<long>($"select {what} from event where kind = @Kind", new { Kind = kind });
}
