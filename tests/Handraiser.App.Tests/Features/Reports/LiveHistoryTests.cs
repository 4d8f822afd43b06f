using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Reports;
using Handraiser.App.Tests.Support;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;
using Answers = Handraiser.Core.Proof.Answers;

namespace Handraiser.App.Tests.Features.Reports;

public sealed class LiveHistoryTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_response_table_of_a_small_floor_is_the_one_worked_out_by_hand(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.PlayAsync();

        var (history, sources, _) = await HistoryAsync(app, new LiveFilter(7));

        var table = Response.Of(Answers.Of(history), Answers.Of(history)).AsLogged.Attempt;
        Assert.Equal((4, 1, 2, 1, 0, 1),
            (table.Leads, table.Within5m, table.Within1h, table.From1hTo24h, table.Over24h, table.Never));
        Assert.Equal(30, table.AmongResponders.P50Minutes);
        Assert.Equal(["ads", "web"], sources);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Endings_grades_and_hours_are_those_of_the_ledger_and_the_playbook(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.PlayAsync();

        var (history, _, _) = await HistoryAsync(app, new LiveFilter());

        Assert.Equal([Ending.Open, Ending.Open, Ending.Won, Ending.Disqualified], history.Leads.Ending.Order());
        Assert.Equal([Grade.Automated, Grade.Attempt, Grade.Personal, Grade.TwoWay], history.Touches.Grade.Order());
        Assert.Equal([Channel.Call, Channel.Call, Channel.Mail, Channel.Mail], history.Touches.Channel.Order());
        Assert.Equal(("Europe/Oslo", "Ada Admin"), (history.Zone.Id, history.Leads.Owner[0]));
        Assert.False(history.Hours.NeverCloses);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_filter_lets_through_what_it_names(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.PlayAsync();
        var pool = (await app.AskAsync<string>("select pool from lead where pool is not null limit 1"))!;

        Assert.Equal((2, 2), await CountAsync(app, new LiveFilter(Source: "ads")));
        Assert.Equal((1, 1), await CountAsync(app, new LiveFilter(Kind: "pricing")));
        Assert.Equal((4, 4), await CountAsync(app, new LiveFilter(Pool: pool)));
        Assert.Equal((0, 0), await CountAsync(app, new LiveFilter(Pool: "nobody's")));
        app.Clock.Advance(Duration.FromDays(8));
        Assert.Equal((0, 0), await CountAsync(app, new LiveFilter(7)));
        Assert.Equal((4, 4), await CountAsync(app, new LiveFilter(30)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_merged_lead_is_not_one_that_was_never_answered(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var (one, two) = (await app.HandAsync("one"), await app.HandAsync("two"));
        app.Clock.Advance(Duration.FromMinutes(4));
        await app.TouchAsync(two, "attempt");
        await app.DoAsync(two, "merge", new { rep = app.Workspace.AdminId, into = one });

        var read = await HistoryAsync(app, new LiveFilter());
        var answered = Response.Of(Answers.Of(read.History), Answers.Of(read.History)).AsLogged.Attempt;

        Assert.Equal((1, 1L), (read.History.Leads.Count, read.Merged));
        Assert.Equal((1, 0), (answered.Within5m, answered.Never));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_erased_lead_stays_with_its_ending(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var gone = await app.HandAsync("gone");
        await app.HandAsync("one");
        using var admin = await app.SignedInAsync();
        using var erased = await admin.PostFormAsync($"/leads/{gone}/erasure", new { Confirm = "erase" });
        Assert.Equal(303, (int)erased.StatusCode);

        var (history, _, _) = await HistoryAsync(app, new LiveFilter());

        Assert.Equal([Ending.Open, Ending.Erased], history.Leads.Ending.Order());
    }

    static async Task<(int Leads, int Touches)> CountAsync(TestApp app, LiveFilter filter)
    {
        var (history, _, _) = await HistoryAsync(app, filter);
        return (history.Leads.Count, history.Touches.Count);
    }

    static Task<LiveRead> HistoryAsync(TestApp app, LiveFilter filter) =>
        app.Database.SnapshotAsync(async tx => await LiveHistory.OfAsync(tx,
            await app.Get<PolicyStore>().InForceAsync(tx, app.Workspace.WorkspaceId), filter.ArrivedBy(tx.Now), filter), Cancel);
}
