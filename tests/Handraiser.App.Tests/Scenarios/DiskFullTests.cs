using System.Net;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Scenarios;

/// <summary>There is no room left. Nothing is acknowledged that is not on disk, and with room it goes on by
/// itself.</summary>
public sealed class DiskFullTests
{
    // The spool would lie on the same disk.
    static Settings WithoutSpool(Settings one) => one with { Spool = "" };

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_is_acknowledged_while_the_disk_is_full_and_all_of_it_is_taken_when_there_is_room(
        string engine)
    {
        await using var app = await TestApp.StartAsync(engine, WithoutSpool);
        var reps = await app.OfAsync("ann");
        var before = await app.LeadAsync();
        await FillAsync(app);

        var refused = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => RaiseAsync(app, i)));
        Assert.All(refused, answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json", "5"),
            answer));
        Assert.Equal((1, 1), (await app.CountAsync("submission"), await app.CountAsync("lead")));
        // What was there can still be read.
        Assert.Equal("open", (await app.ViewAsync(before)).Text("state"));

        await MakeRoomAsync(app);
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => RaiseAsync(app, i)));
        Assert.All(taken, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal((21, 21), (await app.CountAsync("submission"), await app.CountAsync("lead")));
        await app.TouchAsync(before, reps["ann"]);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_form_comes_back_with_all_that_was_written(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, WithoutSpool);
        await FillAsync(app);

        using var refused = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"),
            ("budget", "20k"), ("message", Long));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("value=\"20k\"", await refused.TextAsync(), StringComparison.Ordinal);

        await MakeRoomAsync(app);
        using var taken = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"),
            ("budget", "20k"), ("message", Long));
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Equal(1, await app.CountAsync("lead"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_rep_does_is_done_whole_or_not_at_all(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, WithoutSpool);
        var reps = await app.OfAsync("ann");
        var lead = await app.LeadAsync();
        var history = await app.KindsAsync(lead);
        await FillAsync(app);

        var (status, _) = await NoteAsync(app, lead, reps["ann"]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(history, await app.KindsAsync(lead));
        Assert.Equal(0, await app.CountAsync("touch"));

        await MakeRoomAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await NoteAsync(app, lead, reps["ann"])).Status);
        await app.AssertLawsHoldAsync();
    }

    // More than fits into what is left of any page.
    static readonly string Long = new('x', 8000);

    static async Task<(HttpStatusCode Status, string? Type, string? RetryAfter)> RaiseAsync(TestApp app, int number)
    {
        using var answer = await app.PostAsync("/api/v1/requests",
            new { kind = "demo", person = new { email = $"b{number}@buyer.example" }, message = Long }, $"key{number}");
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.RetryAfter?.ToString());
    }

    static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> NoteAsync(TestApp app, string lead,
        string rep) =>
        app.ActAsync(lead, "touches", new { rep, grade = "attempt", channel = "phone", note = Long[..4000] });

    // The real disk of a test machine is better left alone: each engine is made to say what it says when there is no
    // room.
    static Task<int> FillAsync(TestApp app) => app.ChangeAsync(
        app.Database.Engine == App.Platform.Database.Engine.Sqlite
        ? "pragma max_page_count = 1"
        : """
        create function no_room() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
        create trigger no_room before insert on submission for each row execute function no_room();
        create trigger no_room before insert on touch for each row execute function no_room();
        """);

    static Task<int> MakeRoomAsync(TestApp app) => app.ChangeAsync(
        app.Database.Engine == App.Platform.Database.Engine.Sqlite
        ? "pragma max_page_count = 1073741823" : "drop function no_room cascade");
}
