using Handraiser.App.Features.Workspaces.Roster;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Workspaces.Roster;

public sealed class LeaveTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_leave_is_written_into_the_pools_when_it_begins_and_when_it_ends_and_once(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.PublishAsync(SamplePools.Of("bo@acme.example", "cy@acme.example"));
        using var bo = await app.SignedInAsync("bo@acme.example");
        using var entered = await bo.PostFormAsync($"/people/{reps[0]}/leave",
            new { From = "2026-03-03", To = "2026-03-04" },
            page: $"/people/{reps[0]}");
        Assert.Equal(303, (int)entered.StatusCode);
        Assert.Equal("", await TurnsAsync(app, reps[0]));
        await GoToAsync(app, 3, 10);
        Assert.Equal("left", await TurnsAsync(app, reps[0]));
        Assert.Equal(1, await app.AskAsync<long>("select on_leave from pool_member where rep_id = @Bo",
            new { Bo = reps[0] }));
        for (var i = 0; i < 4; i++) await app.RaiseAsync($"buyer{i}@example.com");
        await GoToAsync(app, 5, 10);
        Assert.Equal("left returned calibrated", await TurnsAsync(app, reps[0]));
        Assert.Equal(0, await app.AskAsync<long>("select on_leave from pool_member where rep_id = @Bo",
            new { Bo = reps[0] }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_leave_that_nobody_looked_at_in_time_is_still_written_whole(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.PublishAsync(SamplePools.Of("bo@acme.example", "cy@acme.example"));
        await AddAsync(app, reps[0], 3, 4);
        await GoToAsync(app, 9, 10);
        Assert.Equal("left returned", await TurnsAsync(app, reps[0]));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Leaves_that_overlap_are_one_absence(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.PublishAsync(SamplePools.Of("bo@acme.example", "cy@acme.example"));
        await AddAsync(app, reps[0], 3, 5);
        await AddAsync(app, reps[0], 4, 8);
        foreach (var day in (int[])[3, 4, 5, 6, 7]) await GoToAsync(app, day, 12);
        Assert.Equal("left", await TurnsAsync(app, reps[0]));
        await GoToAsync(app, 8, 12);
        Assert.Equal("left returned", await TurnsAsync(app, reps[0]));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Taking_a_leave_back_in_its_middle_is_a_return(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.PublishAsync(SamplePools.Of("bo@acme.example", "cy@acme.example"));
        await AddAsync(app, reps[0], 3, 20);
        await GoToAsync(app, 4, 12);
        var id = await app.AskAsync<string>("select id from leave");
        Assert.True(await app.Get<LeaveTurns>().RemoveAsync(app.Workspace.WorkspaceId, reps[0], id!,
            TestContext.Current.CancellationToken));
        Assert.Equal("left returned", await TurnsAsync(app, reps[0]));
        await app.RaiseAsync("buyer@example.com");
        Assert.Equal(reps[0], await app.AskAsync<string>("select owner_id from lead"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_server_looks_by_itself(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, loops: true);
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.PublishAsync(SamplePools.Of("bo@acme.example", "cy@acme.example"));
        var now = SystemClock.Instance.GetCurrentInstant();
        // Not yet begun when it is entered, so that nobody but the loop can write it down.
        await app.Get<LeaveTurns>().AddAsync(app.Workspace.WorkspaceId, reps[0], now + Duration.FromMilliseconds(300),
            now + Duration.FromMilliseconds(600), null, TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var page = await app.SignedInAsync();
        while (await TurnsAsync(app, reps[0]) is not "left returned") await page.PageAsync("/profile").WaitAsync(
            patience.Token);
    }

    [Theory]
    [InlineData("", "2026-03-04", "From")]
    [InlineData("2026-03-04", "2026-03-03", "To")]
    [InlineData("2026-02-01", "2026-02-10", "To")]
    [InlineData("2026-04-01", "2028-04-01", "To")]
    public async Task A_leave_that_makes_no_sense_is_refused_by_its_field(string from, string to, string field)
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();
        using var answer = await admin.PostFormAsync($"/people/{app.Workspace.AdminId}/leave",
            new { From = from, To = to },
            page: $"/people/{app.Workspace.AdminId}", background: true);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains($"\"{field}\":[",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    static Task AddAsync(TestApp app, string rep, int from, int to) =>
        app.Get<LeaveTurns>().AddAsync(app.Workspace.WorkspaceId, rep,
        Instant.FromUtc(2026, 3, from, 0, 0), Instant.FromUtc(2026, 3, to, 0, 0), null,
            TestContext.Current.CancellationToken);

    static async Task GoToAsync(TestApp app, int day, int hour)
    {
        app.Clock.Set(Instant.FromUtc(2026, 3, day, hour, 0));
        while (await app.Get<LeaveTurns>().RunDueAsync(TestContext.Current.CancellationToken) > 0) { }
    }

    static async Task<string> TurnsAsync(TestApp app, string rep) =>
        string.Join(' ', await app.Database.ReadAsync(tx => tx.ListAsync<string>(
        "select kind from turn where rep_id = @Rep and kind in ('left', 'returned', 'calibrated') order by id",
            new { Rep = rep }),
        TestContext.Current.CancellationToken));
}
