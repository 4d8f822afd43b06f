using System.Globalization;
using System.Net;
using System.Text.Json;
using Handraiser.App.Features.Verify;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Scenarios;

/// <summary>A playbook as scenarios need it: everything said in one place, and each test changes what it is about.</summary>
internal sealed record Rules
{
    public required IReadOnlyList<(string Rep, int Weight)> Members { get; init; }

    public string Manager { get; init; } = TestApp.AdminEmail;

    public string OnCall { get; init; } = TestApp.AdminEmail;

    public string Screener { get; init; } = TestApp.AdminEmail;

    public string Open { get; init; } = "Mon-Fri 09:00-17:00";

    public string Away { get; init; } = "wait";

    public string Counts { get; init; } = "[presence, hours]";

    public string Caps { get; init; } = "{}";

    public string MorePools { get; init; } = "";

    public string MoreTeams { get; init; } = "";

    public string Routes { get; init; } = "[]";

    public string Targets { get; init; } =
        "chat 1 min, call-me 5 min, demo 5 min, contact 5 min, pricing 5 min, trial 5 min, content 60 min, event next working day, community none";

    public string Ladder { get; init; } = "50% nudge, 80% tell-manager, 100% hand-on, 200% hand-on, 300% on-call";

    public string Yaml() => string.Create(CultureInfo.InvariantCulture, $$"""
        name: Acme
        hours: { office: { zone: Europe/Oslo, open: "{{Open}}" } }
        teams:
          sales: { hours: office, manager: {{Manager}}, on-call: {{OnCall}} }
        {{MoreTeams}}
        pools:
          sellers:
            team: sales
            members: [ {{string.Join(", ", Members.Select(one => $"{{ rep: {one.Rep}, weight: {one.Weight} }}"))}} ]
            everyone-away: {{Away}}
            counts: {{Counts}}
            caps: {{Caps}}
        {{MorePools}}
        targets:
        {{string.Join('\n', Targets.Split(", ").Select(Target))}}
        ladders:
          standard:
        {{string.Join('\n', Ladder.Split(", ").Select(step => $"    - {{ at: {step.Split(' ')[0]}, do: {step.Split(' ')[1]} }}"))}}
        routes: {{Routes}}
        catch-all: sellers
        screening: { quarantine-at: 50, owner: {{Screener}} }
        """);

    // "chat 1 min" or "chat 1 min by personal" or "chat 1 min without ladder"
    static string Target(string text)
    {
        var kind = text.Split(' ')[0];
        var within = text[(kind.Length + 1)..];
        if (within == "none") return $"  {kind}: none";
        var bare = within.EndsWith(" without ladder", StringComparison.Ordinal);
        if (bare) within = within[..^" without ladder".Length];
        var (length, grade) = within.Split(" by ") is [var most, var by] ? (most, by) : (within, "attempt");
        return $"  {kind}: {{ within: {length}, hours: team, met-by: {grade}{(bare ? "" : ", ladder: standard")} }}";
    }
}

/// <summary>Acts of people on a running application, in the words of scenarios.</summary>
internal static class Company
{
    public static string Email(string name) => name + "@acme.example";

    /// <summary>Reps of these names, all of one weight, in one pool; returns their ids by name.</summary>
    public static Task<Dictionary<string, string>> OfAsync(this TestApp app, params string[] names) => app.OfAsync(rules => rules, names);

    public static async Task<Dictionary<string, string>> OfAsync(this TestApp app, Func<Rules, Rules> change, params string[] names)
    {
        var ids = await app.HireAsync(names);
        await app.PublishAsync(change(new Rules { Members = [.. names.Select(name => (Email(name), 100))] }).Yaml());
        return names.Zip(ids).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Adds reps who never sign in, which is much faster.</summary>
    public static Task<List<string>> HireAsync(this TestApp app, params string[] names) => app.Database.WriteAsync(tx => Task.FromResult(
        names.Select(name => Reps.Add(tx, app.Get<Chance>(), app.Workspace.WorkspaceId, new NewRep(name, Email(name), "rep", null, null), null)).ToList()));

    /// <summary>They say that they are here, or away.</summary>
    public static Task PresentAsync(this TestApp app, bool present, params IEnumerable<string> reps) => app.ChangeRepsAsync("present", present, reps);

    public static Task ActiveAsync(this TestApp app, bool active, params IEnumerable<string> reps) => app.ChangeRepsAsync("active", active, reps);

    static Task ChangeRepsAsync(this TestApp app, string what, bool value, IEnumerable<string> reps) => app.Database.WriteAsync(async tx =>
    {
        foreach (var rep in reps)
        {
            await tx.ExecuteAsync(what == "present" ? "update rep set present = @Value where workspace_id = @Workspace and id = @Rep"
                : "update rep set active = @Value where workspace_id = @Workspace and id = @Rep",
                new { Value = value, Workspace = app.Workspace.WorkspaceId, Rep = rep });
        }
        Handraiser.App.Features.Playbooks.PolicyStore.RosterChanged(tx, app.Workspace.WorkspaceId);
    });

    public static async Task<string> LeadAsync(this TestApp app, string email = "bea@buyer.example", string kind = "demo", object? body = null) =>
        (await app.RaiseAsync(email, kind, body)).GetProperty("leadId").GetString()!;

    public static async Task<(HttpStatusCode Status, JsonElement Body)> ActAsync(this TestApp app, string lead, string act, object body)
    {
        using var response = await app.PostAsync($"/api/v1/leads/{lead}/{act}", body);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, JsonDocument.Parse(text).RootElement.Clone());
    }

    public static Task<(HttpStatusCode Status, JsonElement Body)> ClaimAsync(this TestApp app, string lead, string rep) =>
        app.ActAsync(lead, "claim", new { rep });

    public static Task<(HttpStatusCode Status, JsonElement Body)> TouchAsync(
        this TestApp app, string lead, string rep, string grade = "attempt", string origin = "reported", Instant? at = null) =>
        app.ActAsync(lead, "touches", new { rep, grade, channel = "phone", origin, at = at?.Iso() });

    public static async Task<JsonElement> CaseAsync(this TestApp app, string lead) => await app.GetAsync($"/api/v1/leads/{lead}");

    public static async Task<JsonElement> ViewAsync(this TestApp app, string lead) => (await app.CaseAsync(lead)).GetProperty("lead");

    public static async Task<string?> OwnerAsync(this TestApp app, string lead)
    {
        var spells = (await app.CaseAsync(lead)).GetProperty("assignments").EnumerateArray().ToList();
        return spells[^1].GetProperty("ownerId").GetString();
    }

    public static async Task<List<string>> KindsAsync(this TestApp app, string lead, string family = "") =>
        [.. (await app.GetAsync($"/api/v1/leads/{lead}/events")).EnumerateArray().Select(one => one.GetProperty("kind").GetString()!)
            .Where(kind => kind.StartsWith(family, StringComparison.Ordinal))];

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>No law is broken anywhere in the database. Said at the end of every scenario.</summary>
    public static Task AssertLawsHoldAsync(this TestApp app) => AssertLawsHoldAsync(app.Database);

    public static async Task AssertLawsHoldAsync(Database database)
    {
        var broken = (await Laws.CheckAsync(database, TestContext.Current.CancellationToken)).SelectMany(verdict => verdict.Shown).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken.Take(20)));
    }
}
