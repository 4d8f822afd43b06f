using System.Globalization;
using Handraiser.App.Features.Leads.Merge;
using Handraiser.App.Features.Live;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace Handraiser.App.Features.Leads.Case;

/// <summary>What a page says after an act, and where to post to take it back.</summary>
/// <param name="Place">The page to go to; without one, that of the lead.</param>
internal sealed record ActDone(string Toast, string? Undo = null, string? Place = null);

/// <summary>
/// Runs what a rep does on a lead's page and answers it: to our script with a few words, to a browser without scripts
/// with a page. A refusal is calm: the page as it is now, and why.
/// </summary>
internal sealed class LeadDesk(Database database, PolicyStore policies, ChangeLead changeLead)
{
    public async Task<IResult> ActAsync(HttpContext http, string lead, Func<LeadChange, Actor, Task<LeadResult?>> act,
        Func<LeadRow, ActDone> say)
    {
        var actor = ActorOf(http);
        return await AnswerAsync(http, lead,
            await changeLead.RunAsync(actor, lead, change => act(change, actor), http.RequestAborted), say);
    }

    /// <summary>Says what became of an act.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, string lead, LeadResult result, Func<LeadRow, ActDone> say)
    {
        switch (result)
        {
            case LeadResult.Done { Lead: var changed }:
                var said = say(changed);
                return http.Request.IsAct() ? TypedResults.Json(new { said.Toast, said.Undo, Go = said.Place })
                    : new SeeOther(said.Place ?? "/leads/" + lead);
            case LeadResult.Refused refused:
                return http.Request.IsAct() ? Problems.Conflict(refused.Why, refused.Holder)
                    : await ShowAsync(http, lead, refused.Why);
            default:
                return http.Request.IsAct() ? Problems.NotFound() : TypedResults.NotFound();
        }
    }

    /// <param name="refusal">Why an act was not done; the page then says so.</param>
    public async Task<IResult> ShowAsync(HttpContext http, string lead, string? refusal = null)
    {
        var rep = http.Rep()!;
        var (screen, news, after) = await database.ReadAsync(async tx =>
        {
            var last = await LiveEvents.LastAsync(tx);
            var policy = await policies.InForceAsync(tx, rep.WorkspaceId);
            return (await LeadScreens.LoadAsync(tx, policy, ActorOf(http), lead, ZoneOf(rep)),
                await LeadQueries.NewsAsync(tx, rep.WorkspaceId, rep.RepId),
                    last.ToString(CultureInfo.InvariantCulture));
        }, http.RequestAborted);
        return screen is null ? TypedResults.NotFound()
            : new RazorComponentResult<LeadPage>(
                new { Screen = screen, News = news, StreamAfter = after, Refusal = refusal })
            {
                StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            };
    }

    /// <summary>The form of one act on a page of its own, which a script shows in a dialog.</summary>
    public async Task<IResult> FormAsync(HttpContext http, string lead, LeadForm form,
        IReadOnlyList<FieldError>? errors = null)
    {
        var rep = http.Rep()!;
        var (screen, people) = await database.ReadAsync(async tx =>
        {
            var policy = await policies.InForceAsync(tx, rep.WorkspaceId);
            return (await LeadScreens.LoadAsync(tx, policy, ActorOf(http), lead, ZoneOf(rep)),
                form == LeadForm.Merge ? await LeadMatches.OfAsync(tx, policy, lead, ZoneOf(rep))
                    : Colleagues(policy, rep, tx.Now));
        }, http.RequestAborted);
        return screen is null ? TypedResults.NotFound()
            : new RazorComponentResult<LeadFormPage>(
                new { Screen = screen, Form = form, People = people, Errors = errors ?? [] })
            {
                StatusCode = errors is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            };
    }

    /// <summary>A form that cannot be taken: to a script its fields' errors, to a browser the form again.</summary>
    public async Task<IResult> FaultyAsync(HttpContext http, string lead, LeadForm form,
        IReadOnlyList<FieldError> errors) => http.Request.IsAct()
        ? Problems.Fields(StatusCodes.Status400BadRequest, "Please check what is marked.",
            errors.Select(error => (error.Name, error.Message)))
        : await FormAsync(http, lead, form, errors);

    static List<Choice> Colleagues(Policy policy, SignedIn rep, Instant now) => [.. policy.People.Values
        .Where(person => person.Active && person.Id != rep.RepId)
        .Select(person => (Person: person, Here: Whereabouts(policy, person, now)))
        .OrderBy(one => one.Here.Length).ThenBy(one => one.Person.Name, StringComparer.OrdinalIgnoreCase)
        .Select(one =>
            new Choice(one.Person.Id, one.Here.Length == 0 ? one.Person.Name : $"{one.Person.Name} ({one.Here})"))];

    static string Whereabouts(Policy policy, Colleague person, Instant now)
    {
        if (person.OnLeaveAt(now)) return "on leave";
        var pool = policy.Playbook.Pools.Values.FirstOrDefault(one =>
            one.Members.Any(member => member.Rep == person.Id));
        if (!policy.HoursOf(person.Id, policy.TeamOf(pool?.Key)).IsOpenAt(now)) return "outside hours";
        return person.Present ? "" : "away";
    }

    public static Actor ActorOf(HttpContext http) => http.Rep() is { } rep ? new(rep.WorkspaceId, rep.RepId, rep.Role)
        : throw new InvalidOperationException("Nobody is signed in.");

    static DateTimeZone ZoneOf(SignedIn rep) => DateTimeZoneProviders.Tzdb[rep.Zone];
}
