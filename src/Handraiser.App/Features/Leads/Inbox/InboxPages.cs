using Handraiser.App.Features.Live;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace Handraiser.App.Features.Leads.Inbox;

/// <summary>The screen that reps live in: who to call now, and why.</summary>
internal static class InboxPages
{
    const int MostHits = 8;

    public static void MapInbox(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").RequireRep().ExcludeFromDescription();
        pages.MapGet("/", () => TypedResults.LocalRedirect("/inbox"));
        pages.MapGet("/inbox", ShowAsync);
        pages.MapGet("/inbox/list", ListAsync);
        pages.MapGet("/inbox/news", NewsAsync);
        pages.MapGet("/inbox/find", FindAsync);
    }

    static async Task<RazorComponentResult<InboxPage>> ShowAsync(HttpContext http, Database database,
        PolicyStore policies,
        string? view, string? q, string? kind, string? before, CancellationToken cancel)
    {
        var rep = http.Rep()!;
        var (screen, after) = await LoadAsync(rep, database, policies, InboxQuestion.Of(view, q, kind, before), cancel);
        var news = await database.ReadAsync(tx => LeadQueries.NewsAsync(tx, rep.WorkspaceId, rep.RepId), cancel);
        return new(new { Screen = screen, StreamAfter = after, News = news });
    }

    static async Task<RazorComponentResult<InboxList>> ListAsync(HttpContext http, Database database,
        PolicyStore policies,
        string? view, string? q, string? kind, string? before, CancellationToken cancel)
    {
        var (screen, _) = await LoadAsync(http.Rep()!, database, policies, InboxQuestion.Of(view, q, kind, before),
            cancel);
        return new(new { Screen = screen });
    }

    static async Task<RazorComponentResult<InboxNews>> NewsAsync(HttpContext http, Database database,
        CancellationToken cancel)
    {
        var rep = http.Rep()!;
        var leads = await database.ReadAsync(tx => LeadQueries.NewsAsync(tx, rep.WorkspaceId, rep.RepId), cancel);
        return new(new { Leads = leads, rep.RepId });
    }

    /// <summary>The search of every page: a few hits while somebody types, the whole list on Enter.</summary>
    static async Task<IResult> FindAsync(HttpContext http, Database database, PolicyStore policies, string? q,
        CancellationToken cancel)
    {
        var question = InboxQuestion.Of(InboxQuestion.All, q, null, null);
        if (!http.Request.WantsFragment()) return TypedResults.LocalRedirect(question.Path());
        var rep = http.Rep()!;
        var (rows, past, policy, now) = await database.ReadAsync(async tx =>
        {
            var inForce = await policies.InForceAsync(tx, rep.WorkspaceId);
            return (await LeadQueries.InboxAsync(tx, inForce, rep.RepId, question),
                await LeadQueries.InboxAsync(tx, inForce, rep.RepId, question with { View = InboxQuestion.Closed }),
                    inForce, tx.Now);
        }, cancel);
        var hits = rows.Concat(past).Take(MostHits).Select(row => InboxLead.Of(row, policy, ActorOf(rep), now))
            .ToList();
        return new RazorComponentResult<InboxHits>(new { Leads = hits, Question = question });
    }

    static Task<(InboxScreen Screen, string After)> LoadAsync(SignedIn rep, Database database, PolicyStore policies,
        InboxQuestion question, CancellationToken cancel) =>
        database.ReadAsync(async tx =>
        {
            // Before the rows: what is committed between the two is then shown again, and never missed.
            var after = await LiveEvents.LastAsync(tx);
            var policy = await policies.InForceAsync(tx, rep.WorkspaceId);
            var rows = await LeadQueries.InboxAsync(tx, policy, rep.RepId, question);
            var counts = await LeadQueries.CountAsync(tx, policy, rep.RepId);
            return (InboxScreen.Of(question, rows, counts, policy, ActorOf(rep), tx.Now,
                DateTimeZoneProviders.Tzdb[rep.Zone]),
                after.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }, cancel);

    static Actor ActorOf(SignedIn rep) => new(rep.WorkspaceId, rep.RepId, rep.Role);
}
