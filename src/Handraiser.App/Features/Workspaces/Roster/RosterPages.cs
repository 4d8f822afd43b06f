using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Workspaces.Roster;

/// <summary>The people of a workspace: who is here, who is away, who comes and who goes.</summary>
internal static class RosterPages
{
    public static void MapRoster(this IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/people").RequireRep().ExcludeFromDescription();
        people.MapGet("", ListAsync);
        people.MapPost("", AddAsync).RequireAdmin();
        var person = people.MapGroup("/{id}").AddEndpointFilter(OfThisWorkspaceAsync);
        person.MapGet("", ShowAsync);
        person.MapPost("", ChangeAsync).RequireManager();
        person.MapPost("/presence", SetPresenceAsync).RequireManager();
        person.MapPost("/leave", AddLeaveAsync);
        person.MapPost("/leave/{leave}/remove", RemoveLeaveAsync);
        person.MapPost("/password-link", MakeLinkAsync).RequireAdmin();
        person.MapPost("/deactivate", DeactivateAsync).RequireAdmin();
        person.MapPost("/reactivate", ReactivateAsync).RequireAdmin();
    }

    /// <summary>Whoever is not of this workspace is nobody here, whatever is asked about them.</summary>
    static async ValueTask<object?> OfThisWorkspaceAsync(EndpointFilterInvocationContext asked,
        EndpointFilterDelegate next)
    {
        var http = asked.HttpContext;
        var found = await http.RequestServices.GetRequiredService<Database>().ReadAsync(tx =>
            RosterStore.IsHereAsync(tx, http.Rep()!.WorkspaceId, (string)http.GetRouteValue("id")!), http.RequestAborted);
        return found ? await next(asked) : TypedResults.NotFound();
    }

    static Task<IResult> ListAsync(HttpContext http, Database database, PolicyStore policies,
        CancellationToken cancel) =>
        database.ReadAsync(async tx => (IResult)new RazorComponentResult<PeoplePage>(new
        {
            tx.Now, People = await RosterStore.AllAsync(tx, await policies.InForceAsync(tx, http.Rep()!.WorkspaceId)),
        }), cancel);

    static Task<IResult> ShowAsync(HttpContext http, Database database, PolicyStore policies, string id,
        CancellationToken cancel) =>
        database.ReadAsync(async tx =>
        {
            var policy = await policies.InForceAsync(tx, http.Rep()!.WorkspaceId);
            if (await RosterStore.FindAsync(tx, policy, id) is not { } person) return (IResult)TypedResults.NotFound();
            return new RazorComponentResult<PersonPage>(new
            {
                tx.Now, Person = person, Leave = await RosterStore.LeaveAsync(tx, policy.WorkspaceId, id), Zone =
                    policy.Zone.Id,
            });
        }, cancel);

    static async Task<IResult> AddAsync(HttpContext http, ChangeRep change, Settings settings, TimeProvider time,
        [FromForm] RepForm? form, CancellationToken cancel)
    {
        form ??= new();
        var faults = form.Wish.Faults(isNew: true);
        if (faults.Count > 0) return new Refused(400, "Nobody was added.", faults);
        return await change.AddAsync(http.Rep()!, form.Wish, cancel) is { } added
            ? Link(settings, time, form.Name!.Trim(), added.Rep, added.Token)
            : new Refused(409, "Nobody was added.", ("Email", "Somebody here has this e-mail already."));
    }

    static async Task<IResult> ChangeAsync(HttpContext http, ChangeRep change, string id, [FromForm] RepForm? form,
        CancellationToken cancel)
    {
        form ??= new();
        var faults = form.Wish.Faults(isNew: false);
        if (faults.Count > 0) return new Refused(400, "Nothing was changed.", faults);
        return Answer(await change.RunAsync(http.Rep()!, id, form.Wish, cancel), $"/people/{id}");
    }

    static async Task<IResult> SetPresenceAsync(HttpContext http, Presence presence, string id,
        [FromForm] PresenceWish? form, CancellationToken cancel)
    {
        form ??= new();
        await presence.SetAsync(http.Rep()!.WorkspaceId, id, form.Present ?? false, cancel);
        return new SeeOther($"/people/{id}");
    }

    static async Task<IResult> AddLeaveAsync(
        HttpContext http, LeaveTurns leave, Database database, PolicyStore policies, string id,
            [FromForm] LeaveForm? form, CancellationToken cancel)
    {
        form ??= new();
        var me = http.Rep()!;
        if (id != me.RepId && !me.IsManager) return new Refused(403, "Only a manager enters somebody else's leave.");
        var (person, zone, now) = await database.ReadAsync(async tx =>
        {
            var policy = await policies.InForceAsync(tx, me.WorkspaceId);
            var found = await RosterStore.FindAsync(tx, policy, id);
            return (found, found?.Zone is { } own ? DateTimeZoneProviders.Tzdb[own] : policy.Zone, tx.Now);
        }, cancel);
        if (person is null) return TypedResults.NotFound();
        if (form.Read(zone, now) is not (var from, var to, null)) return new Refused(400,
            "The leave was not entered.", form.Read(zone, now).Fault!.Value);
        await leave.AddAsync(me.WorkspaceId, id, from, to, string.IsNullOrWhiteSpace(form.Reason) ? null
            : form.Reason.Trim(), cancel);
        return new SeeOther($"/people/{id}");
    }

    static async Task<IResult> RemoveLeaveAsync(HttpContext http, LeaveTurns turns, string id, string leave,
        CancellationToken cancel)
    {
        var me = http.Rep()!;
        if (id != me.RepId && !me.IsManager) return new Refused(403, "Only a manager changes somebody else's leave.");
        return await turns.RemoveAsync(me.WorkspaceId, id, leave, cancel) ? new SeeOther($"/people/{id}")
            : TypedResults.NotFound();
    }

    static async Task<IResult> MakeLinkAsync(
        HttpContext http, PasswordLinks links, Database database, PolicyStore policies, Settings settings,
            TimeProvider time, string id, CancellationToken cancel)
    {
        var me = http.Rep()!;
        var policy = await database.ReadAsync(tx => policies.InForceAsync(tx, me.WorkspaceId), cancel);
        return await links.MakeAsync(me.WorkspaceId, id, cancel) is { } token
            ? Link(settings, time, policy.NameOf(id), id, token) : TypedResults.NotFound();
    }

    static async Task<IResult> DeactivateAsync(HttpContext http, DeactivateRep deactivate, string id,
        CancellationToken cancel) =>
        Answer(await deactivate.RunAsync(http.Rep()!, id, cancel), $"/people/{id}");

    static async Task<IResult> ReactivateAsync(HttpContext http, DeactivateRep deactivate, string id,
        CancellationToken cancel)
    {
        await deactivate.ReactivateAsync(http.Rep()!, id, cancel);
        return new SeeOther($"/people/{id}");
    }

    static IResult Answer(string? refusal, string place) =>
        refusal is null ? new SeeOther(place) : new Refused(409, refusal);

    static RazorComponentResult<PasswordLinkPage> Link(Settings settings, TimeProvider time, string name, string rep,
        string token) =>
        new(new { Now = NodaTime.Extensions.TimeProviderExtensions.GetCurrentInstant(time), Name = name, Rep = rep,
            Link = $"{settings.BaseUrl}/set-password?token={token}" });
}

/// <summary>As the form of a rep sends it.</summary>
public sealed record RepForm
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Role { get; init; }

    public string? Zone { get; init; }

    public string? Hours { get; init; }

    public string? Phone { get; init; }

    internal RepWish Wish => new(Name, Email, Role, Zone, Hours, Phone);
}

public sealed record PresenceWish
{
    public bool? Present { get; init; }
}

/// <summary>Whole days, the last of them included.</summary>
public sealed record LeaveForm
{
    const int MostDays = 400;

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Reason { get; init; }

    /// <summary>The moments between which somebody in this zone is away, or the field that is wrong.</summary>
    internal (Instant From, Instant To, (string Field, string Problem)? Fault) Read(DateTimeZone zone, Instant now)
    {
        if (!LocalDatePattern.Iso.Parse(From ?? "").TryGetValue(default, out var first)) return (default, default,
            ("From", "Give the first day, like 2026-07-01."));
        if (!LocalDatePattern.Iso.Parse(To ?? "").TryGetValue(default, out var last)) return (default, default,
            ("To", "Give the last day, like 2026-07-14."));
        if (last < first) return (default, default, ("To", "The last day is before the first."));
        if (Period.DaysBetween(first, last) > MostDays) return (default, default,
            ("To", $"Leave is at most {MostDays} days. Deactivate who is gone for longer."));
        if (Reason?.Length > 200) return (default, default, ("Reason", "Say it in at most 200 characters."));
        var (from, to) = (zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(last.PlusDays(1)).ToInstant());
        return to <= now ? (default, default, ("To", "That is over already.")) : (from, to, null);
    }
}
