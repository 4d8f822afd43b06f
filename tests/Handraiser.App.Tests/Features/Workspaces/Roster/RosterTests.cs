using System.Net;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Workspaces.Roster;

public sealed class RosterTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_is_added_chooses_a_password_by_a_link_that_works_once(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var admin = await app.SignedInAsync();
        using var added = await admin.PostFormAsync("/people",
            new { Name = "Rita Rep", Email = "Rita@Acme.example", Role = "rep" });
        var page = await added.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var link = System.Text.RegularExpressions.Regex.Match(page,
            "http://localhost:5080(/set-password\\?token=[0-9a-z]{32})").Groups[1].Value;
        Assert.NotEqual("", link);
        var form = new { Token = link[^32..], Password = "rita likes long walks" };

        using var rita = app.NewClient();
        using var chosen = await rita.PostFormAsync("/set-password", form, page: link);
        Assert.Equal("/", chosen.Headers.Location?.ToString());
        Assert.Contains("Rita Rep", await rita.PageAsync("/profile"), StringComparison.Ordinal);
        using var again = await app.NewClient().PostFormAsync("/set-password", form, page: "/sign-in");
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        using var elsewhere = await app.SignedInAsync("rita@acme.example", form.Password);
    }

    [Fact]
    public async Task A_link_is_dead_after_three_days()
    {
        await using var app = await TestApp.StartAsync();
        var rep = Assert.Single(await app.AddRepsAsync("rita@acme.example"));
        var token = await app.Get<App.Features.Workspaces.Roster.PasswordLinks>().MakeAsync(
            app.Workspace.WorkspaceId, rep, TestContext.Current.CancellationToken);
        app.Clock.Advance(Duration.FromDays(3));
        using var answer = await app.NewClient().GetAsync(new Uri($"/set-password?token={token}", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_is_deactivated_is_signed_out_and_their_leads_go_to_others_on_the_same_clocks(
        string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.PublishAsync(SamplePools.Of("bo@acme.example", "cy@acme.example"));
        for (var i = 0; i < 4; i++) await app.RaiseAsync($"buyer{i}@example.com");
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from lead where owner_id = @Bo",
            new { Bo = reps[0] }));
        using var bo = await app.SignedInAsync("bo@acme.example");
        await bo.PageAsync("/profile");
        var before = await ClocksAsync(app);

        using var admin = await app.SignedInAsync();
        using var done = await admin.PostFormAsync($"/people/{reps[0]}/deactivate", new { },
            page: $"/people/{reps[0]}");
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal(4, await app.AskAsync<long>("select count(*) from lead where owner_id = @Cy",
            new { Cy = reps[1] }));
        Assert.Equal(2, await app.AskAsync<long>(
            "select count(*) from assignment where cause = 'deactivated' and ended_at is null and missed = 0"));
        Assert.Equal(before, await ClocksAsync(app));
        using var refused = await bo.GetAsync(new Uri("/profile", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        using var signIn = await app.NewClient().PostFormAsync("/sign-in",
            new { Email = "bo@acme.example", TestApp.Password });
        Assert.Equal(HttpStatusCode.Unauthorized, signIn.StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_leaves_with_forty_open_leads_leaves_none_behind(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.PublishAsync(SamplePools.Of("bo@acme.example", "cy@acme.example"));
        for (var i = 0; i < 80; i++)
        {
            var lead = (await app.RaiseAsync($"buyer{i}@example.com")).GetProperty("leadId").GetString()!;
            // In every state that an open lead can be in: new, claimed, late with its alarm up, answered.
            if (i % 4 == 1) await app.ClaimAsync(lead, (await app.OwnerAsync(lead))!);
            if (i % 4 == 3) await app.TouchAsync(lead, (await app.OwnerAsync(lead))!, "two-way");
            if (i == 20) await app.PassAsync(Duration.FromMinutes(20), Duration.FromMinutes(5));
        }
        var bo = await app.AskAsync<long>("select count(*) from lead where owner_id = @Bo", new { Bo = reps[0] });
        Assert.True(bo >= 25, $"Bo has {bo}.");
        var before = await ClocksAsync(app);

        using var admin = await app.SignedInAsync();
        using var done = await admin.PostFormAsync($"/people/{reps[0]}/deactivate", new { },
            page: $"/people/{reps[0]}");

        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal((0, 80), (await app.AskAsync<long>("select count(*) from lead where owner_id = @Bo",
            new { Bo = reps[0] }), await app.CountAsync("lead")));
        Assert.Equal(bo,
            await app.AskAsync<long>(
            "select count(*) from assignment where cause = 'deactivated' and ended_at is null"));
        Assert.Equal(before, await ClocksAsync(app));
        await app.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task Whom_the_playbook_needs_stays_until_it_names_somebody_else()
    {
        await using var app = await TestApp.StartAsync();
        await app.ChangeAsync("update rep set role = 'rep' where id = @Ada", new { Ada = app.Workspace.AdminId });
        await app.AddRepsAsync("eve@acme.example");
        await app.ChangeAsync("update rep set role = 'admin' where email = 'eve@acme.example'");
        using var admin = await app.SignedInAsync("eve@acme.example");
        using var answer = await admin.PostFormAsync(
            $"/people/{app.Workspace.AdminId}/deactivate", new { }, page: $"/people/{app.Workspace.AdminId}",
                background: true);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("The playbook needs Ada Admin",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, await app.AskAsync<long>("select active from rep where id = @Ada",
            new { Ada = app.Workspace.AdminId }));
    }

    [Theory]
    [InlineData("rep", "", 403)]
    [InlineData("rep", "/presence", 403)]
    [InlineData("rep", "/deactivate", 403)]
    [InlineData("rep", "/password-link", 403)]
    [InlineData("manager", "/deactivate", 403)]
    [InlineData("manager", "/password-link", 403)]
    [InlineData("manager", "/presence", 303)]
    public async Task Who_may_do_what_is_decided_by_the_server(string role, string act, int status)
    {
        await using var app = await TestApp.StartAsync();
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.ChangeAsync("update rep set role = @Role where id = @Bo", new { Role = role, Bo = reps[0] });
        using var bo = await app.SignedInAsync("bo@acme.example");
        using var answer = await bo.PostFormAsync($"/people/{reps[1]}{act}", new { Name = "X", Role = "admin" },
            page: "/profile");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("rep", await app.AskAsync<string>("select role from rep where id = @Cy", new { Cy = reps[1] }));
    }

    [Fact]
    public async Task Nobody_sees_or_changes_the_people_of_another_workspace()
    {
        await using var app = await TestApp.StartAsync();
        var other = await app.Get<App.Features.Workspaces.SetUp>().RunAsync(
            "Other", "Olga", "olga@other.example", TestApp.Password, "Europe/Oslo",
                TestContext.Current.CancellationToken);
        using var admin = await app.SignedInAsync();
        using var shown = await admin.GetAsync(new Uri($"/people/{other.AdminId}", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        foreach (var act in (string[])["/presence", "/deactivate", "/password-link", "/leave"])
        {
            using var answer = await admin.PostFormAsync($"/people/{other.AdminId}{act}",
                new { From = "2026-04-01", To = "2026-04-02" }, page: "/profile");
        }
        Assert.Equal(1, await app.AskAsync<long>(
            "select count(*) from rep where id = @Id and active = 1 and present = 1", new { Id = other.AdminId }));
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from leave") + await app.AskAsync<long>(
            "select count(*) from password_link"));
    }

    [Theory]
    [InlineData("", "rep", "", "", "Name")]
    [InlineData("Bo", "owner", "", "", "Role")]
    [InlineData("Bo", "rep", "Oslo time", "", "Zone")]
    [InlineData("Bo", "rep", "", "mon-fri 25:00-17:00", "Hours")]
    public async Task A_wrong_field_is_named(string name, string role, string zone, string hours, string field)
    {
        await using var app = await TestApp.StartAsync();
        var rep = Assert.Single(await app.AddRepsAsync("bo@acme.example"));
        using var admin = await app.SignedInAsync();
        using var answer = await admin.PostFormAsync($"/people/{rep}",
            new { Name = name, Role = role, Zone = zone, Hours = hours }, background: true);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = System.Text.Json.JsonDocument.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_is_away_gets_nothing_new(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.AddRepsAsync("bo@acme.example", "cy@acme.example");
        await app.PublishAsync(SamplePools.Of("bo@acme.example", "cy@acme.example"));
        using var bo = await app.SignedInAsync("bo@acme.example");
        using var away = await bo.PostFormAsync("/presence", new { }, page: "/profile");
        for (var i = 0; i < 3; i++) await app.RaiseAsync($"buyer{i}@example.com");
        Assert.Equal(3, await app.AskAsync<long>("select count(*) from lead where owner_id = @Cy",
            new { Cy = reps[1] }));
    }

    static async Task<string> ClocksAsync(TestApp app) =>
        string.Join('\n', await app.Database.ReadAsync(tx => tx.ListAsync<ClockRow>(
        "select * from clock order by lead_id, number"), TestContext.Current.CancellationToken));
}
