using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Handraiser.App.Features.Leads.Merge;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Touches;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Ledger;
using Handraiser.Core.Touches;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Text;

namespace Handraiser.App.Features.Leads;

/// <summary>Leads as a resource for programs: read them, follow their events, act on them in a rep's name.</summary>
internal static class LeadsApi
{
    const int PageSize = 50;
    const int MostPerPage = 200;
    const int IdLength = 26;

    public static async Task<IResult> ListAsync(HttpContext http, ApiKeys keys, Database database, PolicyStore policies,
        string? owner, string? state, string? cursor, string? limit, CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        var problems = new List<(string, string)>();
        var size = limit is null ? PageSize : int.TryParse(limit, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        if (state is not (null or "open" or "closed")) problems.Add(("state", "Is open or closed."));
        if (size is < 1 or > MostPerPage) problems.Add(("limit", $"Is 1 to {MostPerPage}."));
        if (cursor is not null && (cursor.Length != IdLength || !cursor.All(char.IsAsciiLetterOrDigit)))
            problems.Add(("cursor", "Is what the page before gave as next."));
        if (problems.Count > 0) return Problems.Fields(400, "The list cannot be made.", problems);
        return await database.ReadAsync(async tx =>
        {
            var policy = await policies.InForceAsync(tx, caller.WorkspaceId);
            var rows = await tx.ListAsync<LeadRow>(
                """
                select * from lead where workspace_id = @Workspace and (@Owner is null or owner_id = @Owner)
                and (@State is null or state = @State) and (@Cursor is null or id < @Cursor) order by id desc limit @Most
                """,
                new { Workspace = caller.WorkspaceId, Owner = Rep(policy, owner), State = state, Cursor = cursor, Most = size + 1 });
            var page = rows.Take(size).Select(row => LeadView.Of(row, policy, tx.Now)).ToList();
            return (IResult)TypedResults.Ok(new LeadPage(page, rows.Count > size ? page[^1].Id : null));
        }, cancel);
    }

    public static async Task<IResult> GetAsync(HttpContext http, ApiKeys keys, Database database, PolicyStore policies, string id, CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        return await database.ReadAsync(async tx => await LeadStore.FindAsync(tx, caller.WorkspaceId, id) is { } row
            ? (IResult)TypedResults.Ok(await LeadDetail.OfAsync(tx, row, await policies.InForceAsync(tx, caller.WorkspaceId)))
            : Problems.NotFound(), cancel);
    }

    public static async Task<IResult> EventsAsync(HttpContext http, ApiKeys keys, Database database, string id, CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        return await database.ReadAsync(async tx => await LeadStore.FindAsync(tx, caller.WorkspaceId, id) is null
            ? (IResult)Problems.NotFound()
            : TypedResults.Ok((await Ledger.ReadAsync(tx, caller.WorkspaceId, id)).Select(EventView.Of)), cancel);
    }

    public static Task<IResult> ClaimAsync(HttpContext http, ApiKeys keys, ChangeLead changeLead, PolicyStore policies, Database database,
        string id, ClaimBody body, CancellationToken cancel) =>
        ActAsync(http, keys, changeLead, policies, database, id, body.Rep, (change, actor) => LeadActs.ClaimAsync(change, actor), cancel);

    public static Task<IResult> AssignAsync(HttpContext http, ApiKeys keys, ChangeLead changeLead, PolicyStore policies, Database database,
        string id, AssignBody body, CancellationToken cancel) =>
        ActAsync(http, keys, changeLead, policies, database, id, body.By ?? body.Rep, (change, actor) =>
            LeadActs.AssignAsync(change, actor with { Role = "manager" }, Rep(change.Policy, body.Rep) ?? "", body.Why,
                Rep(change.Policy, body.From)), cancel);

    public static async Task<IResult> TouchAsync(HttpContext http, ApiKeys keys, ChangeLead changeLead, PolicyStore policies, Database database,
        string id, TouchBody body, CancellationToken cancel)
    {
        var problems = new List<(string, string)>();
        var grade = TouchWords.ParseGrade(body.Grade);
        var origin = TouchWords.ParseOrigin(body.Origin ?? "reported");
        if (grade is null) problems.Add(("grade", "Is one of automated, attempt, personal, two-way, meeting."));
        if (origin is null) problems.Add(("origin", "Is observed or reported."));
        if (!IsChannel(body.Channel)) problems.Add(("channel", "Say how, in at most 40 letters: phone, mail, chat, meeting."));
        if (body.Note?.Length > 4000) problems.Add(("note", "Is at most 4,000 characters."));
        var at = body.At is null ? null : InstantPattern.ExtendedIso.Parse(body.At) is { Success: true } parsed ? parsed.Value : (NodaTime.Instant?)null;
        if (body.At is not null && at is null) problems.Add(("at", "Is a moment like 2026-03-01T09:30:00Z."));
        if (problems.Count > 0) return Problems.Fields(400, "The touch cannot be recorded.", problems);
        return await ActAsync(http, keys, changeLead, policies, database, id, body.Rep, (change, actor) =>
            RecordTouch.RunAsync(change, actor, new(grade!.Value, body.Channel!.Trim(), origin!.Value, at, body.Note)), cancel);
    }

    public static Task<IResult> CloseAsync(HttpContext http, ApiKeys keys, ChangeLead changeLead, PolicyStore policies, Database database,
        string id, CloseBody body, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(body.Outcome) || body.Outcome.Length > 200)
        {
            return Task.FromResult<IResult>(Problems.Fields(400, "The lead cannot be closed.", [("outcome", "Say what became of it, in at most 200 characters.")]));
        }
        return ActAsync(http, keys, changeLead, policies, database, id, body.Rep, (change, actor) =>
            LeadActs.CloseAsync(change, actor with { Role = "manager" }, body.Outcome.Trim()), cancel);
    }

    public static Task<IResult> MergeAsync(HttpContext http, ApiKeys keys, MergeLeads mergeLeads, PolicyStore policies,
        Database database,
        string id, MergeBody body, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(body.Into))
        {
            return Task.FromResult<IResult>(Problems.Fields(400, "The lead cannot be merged.",
                [("into", "Name the lead that goes on.")]));
        }
        return ActAsync(http, keys, policies, database, body.Rep, actor =>
            mergeLeads.RunAsync(actor with { Role = "manager" }, id, body.Into, cancel), cancel);
    }

    static Task<IResult> ActAsync(HttpContext http, ApiKeys keys, ChangeLead changeLead, PolicyStore policies,
        Database database,
        string id, string? rep, Func<LeadChange, Actor, Task<LeadResult?>> act, CancellationToken cancel) =>
        ActAsync(http, keys, policies, database, rep, actor =>
            changeLead.RunAsync(actor, id, change => act(change, actor), cancel), cancel);

    static async Task<IResult> ActAsync(HttpContext http, ApiKeys keys, PolicyStore policies, Database database,
        string? rep,
        Func<Actor, Task<LeadResult>> act, CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        var policy = await database.ReadAsync(tx => policies.InForceAsync(tx, caller.WorkspaceId), cancel);
        if (Rep(policy, rep) is not { } repId || !policy.People.TryGetValue(repId, out var person) || !person.Active)
        {
            return Problems.Fields(400, "Nobody acts.", [("rep", "Name the active rep who acts, by id or e-mail.")]);
        }
        var actor = new Actor(caller.WorkspaceId, repId, person.Role);
        return Answer(await act(actor), policy);
    }

    static IResult Answer(LeadResult result, Policy policy) => result switch
    {
        LeadResult.Done done => TypedResults.Ok(LeadView.Of(done.Lead, policy, done.At)),
        LeadResult.Refused refused => Problems.Conflict(refused.Why, refused.Holder),
        LeadResult.NotFound => Problems.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // It stands in the ledger, where nothing that may name a buyer belongs.
    static bool IsChannel(string? text) => text?.Trim() is { Length: > 0 and <= 40 } channel
        && channel.All(c => char.IsAsciiLetter(c) || c is '-' or ' ');

    static string? Rep(Policy policy, string? text) => text is null ? null
        : policy.People.Values.FirstOrDefault(rep => rep.Email.Equals(text, StringComparison.OrdinalIgnoreCase))?.Id ?? text;

    static async Task<ApiCaller?> CallerAsync(HttpContext http, ApiKeys keys, CancellationToken cancel) =>
        await keys.FindAsync(http.Request, cancel) is { MayAct: true } caller ? caller : null;

    static ProblemHttpResult Unauthorized() => Problems.Of(StatusCodes.Status401Unauthorized, "Send an API key: Authorization: Bearer KEY.");
}

/// <param name="Rep">Who acts: a rep's id or e-mail.</param>
internal sealed record ClaimBody([property: Required] string? Rep);

/// <param name="Rep">To whom it goes: a rep's id or e-mail.</param>
/// <param name="Why">What they read beside it.</param>
/// <param name="By">Who says so; without it, the rep.</param>
/// <param name="From">Whom the caller takes for the owner; when it is somebody else by now, nothing is changed.</param>
internal sealed record AssignBody([property: Required] string? Rep, string? Why = null, string? By = null,
    string? From = null);

/// <param name="Rep">Who did it: a rep's id or e-mail.</param>
/// <param name="Grade">automated, attempt, personal, two-way or meeting.</param>
/// <param name="Channel">How, in letters: phone, mail, chat, meeting.</param>
/// <param name="Origin">observed by a system, or reported by the rep; without it, reported.</param>
/// <param name="At">When, if it was observed.</param>
/// <param name="Note">At most 4,000 characters.</param>
internal sealed record TouchBody([property: Required] string? Rep, [property: Required] string? Grade,
    [property: Required] string? Channel,
    string? Origin = null, string? At = null, string? Note = null);

/// <param name="Rep">Who closes it: a rep's id or e-mail.</param>
/// <param name="Outcome">What became of it, in at most 200 characters.</param>
internal sealed record CloseBody([property: Required] string? Rep, [property: Required] string? Outcome);

/// <param name="Rep">Who merges them: a rep's id or e-mail.</param>
/// <param name="Into">The lead that goes on; the one in the address ends.</param>
internal sealed record MergeBody([property: Required] string? Rep, [property: Required] string? Into);

/// <param name="Next">Where the next page begins; null on the last.</param>
internal sealed record LeadPage(IReadOnlyList<LeadView> Leads, string? Next);
