using Handraiser.App.Features.Leads.Merge;
using Handraiser.App.Features.Touches;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Ui;
using Handraiser.Core.Touches;
using Microsoft.AspNetCore.Mvc;

namespace Handraiser.App.Features.Leads.Case;

/// <summary>Which form a page of its own holds.</summary>
public enum LeadForm { Touch, Assign, Merge, Close }

/// <summary>The page of one lead, and every act on it as a form that works with and without scripts.</summary>
internal static class LeadPages
{
    const int MostNote = 4000;
    const int MostWhy = 200;

    public static readonly IReadOnlyList<string> Outcomes =
        ["won", "lost", "no answer", "not a fit", "duplicate", "spam", "other"];

    public static readonly IReadOnlyList<string> Channels = ["phone", "mail", "chat", "meeting", "other"];

    public static void MapLeadPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/leads/{id}").RequireRep().ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, LeadDesk desk, string id) => desk.ShowAsync(http, id));
        pages.MapGet("/touches", (HttpContext http, LeadDesk desk, string id) =>
            desk.FormAsync(http, id, LeadForm.Touch));
        pages.MapGet("/assignment", (HttpContext http, LeadDesk desk, string id) =>
            desk.FormAsync(http, id, LeadForm.Assign));
        pages.MapGet("/close", (HttpContext http, LeadDesk desk, string id) =>
            desk.FormAsync(http, id, LeadForm.Close));
        pages.MapGet("/merge", (HttpContext http, LeadDesk desk, string id) =>
            desk.FormAsync(http, id, LeadForm.Merge));
        pages.MapPost("/claim", ClaimAsync);
        pages.MapPost("/give-back", GiveBackAsync);
        pages.MapPost("/touches", TouchAsync);
        pages.MapPost("/assignment", AssignAsync);
        pages.MapPost("/release", ReleaseAsync);
        pages.MapPost("/merge", MergeAsync);
        pages.MapPost("/close", CloseAsync);
        pages.MapPost("/reopen", ReopenAsync);
    }

    static Task<IResult> ClaimAsync(HttpContext http, LeadDesk desk, string id) =>
        desk.ActAsync(http, id, LeadActs.ClaimAsync,
            _ => new("Yours. The buyer's clock runs on.", $"/leads/{id}/give-back"));

    static Task<IResult> GiveBackAsync(HttpContext http, LeadDesk desk, string id) =>
        desk.ActAsync(http, id, LeadActs.GiveBackAsync, _ => new("Given back. It is where it was."));

    static Task<IResult> ReleaseAsync(HttpContext http, LeadDesk desk, string id) =>
        desk.ActAsync(http, id, LeadActs.ReleaseAsync, _ => new("Let through: it is on its way to whoever answers."));

    static Task<IResult> ReopenAsync(HttpContext http, LeadDesk desk, string id) =>
        desk.ActAsync(http, id, LeadActs.ReopenAsync, _ => new("Open again. Its clock runs on as it was."));

    static async Task<IResult> TouchAsync(HttpContext http, LeadDesk desk, string id, [FromForm] LeadTouchForm? form)
    {
        form ??= new();
        var errors = new List<FieldError>();
        // A rep reports what people did; machines report for themselves.
        var grade = TouchWords.ParseGrade(form.Grade);
        if (grade is null or Grade.Automated) errors.Add(new("Grade", "Choose what happened."));
        if (!Channels.Contains(form.Channel)) errors.Add(new("Channel", "Choose how."));
        if (form.Note?.Length > MostNote) errors.Add(new("Note", "Is at most 4,000 characters."));
        if (errors.Count > 0) return await desk.FaultyAsync(http, id, LeadForm.Touch, errors);
        var touch = new NewTouch(grade!.Value, form.Channel!, Origin.Reported, null,
            Trimmed(form.Note));
        return await desk.ActAsync(http, id, (change, actor) => RecordTouch.RunAsync(change, actor, touch), lead => new(
            $"{LeadWords.Grade(form.Grade!)}, written down. "
            + $"Answered in {Spans.Since(lead.ArrivedAt, lead.FirstAttemptAt!.Value)}."));
    }

    static async Task<IResult> AssignAsync(HttpContext http, LeadDesk desk, string id, [FromForm] LeadAssignForm? form)
    {
        form ??= new();
        var errors = new List<FieldError>();
        if (string.IsNullOrEmpty(form.Rep)) errors.Add(new("Rep", "Choose somebody."));
        if (form.Why?.Length > MostWhy) errors.Add(new("Why", "Is at most 200 characters."));
        if (errors.Count > 0) return await desk.FaultyAsync(http, id, LeadForm.Assign, errors);
        return await desk.ActAsync(http, id, (change, actor) =>
            LeadActs.AssignAsync(change, actor, form.Rep!, Trimmed(form.Why)),
            _ => new("It is theirs now. The buyer's clock runs on."));
    }

    static async Task<IResult> MergeAsync(HttpContext http, LeadDesk desk, MergeLeads mergeLeads, string id,
        [FromForm] LeadMergeForm? form)
    {
        var other = LeadMatches.Read(form?.Other);
        if (other is null && !string.IsNullOrWhiteSpace(form?.Other)) return await desk.FaultyAsync(http, id,
            LeadForm.Merge, [new("Other", "Give the address of a lead's page.")]);
        if ((other ?? LeadMatches.Read(form?.Into)) is not { } into) return await desk.FaultyAsync(http, id,
            LeadForm.Merge, [new("Into", "Choose the lead that goes on.")]);
        return await desk.AnswerAsync(http, id, await mergeLeads.RunAsync(LeadDesk.ActorOf(http), id, into,
            http.RequestAborted), lead => new("One lead now. The buyer's clock runs on.", Place: "/leads/" + lead.Id));
    }

    static async Task<IResult> CloseAsync(HttpContext http, LeadDesk desk, string id, [FromForm] LeadCloseForm? form)
    {
        form ??= new();
        var errors = new List<FieldError>();
        if (!Outcomes.Contains(form.Outcome)) errors.Add(new("Outcome", "Choose what became of it."));
        if (form.Why?.Length > MostWhy) errors.Add(new("Why", "Is at most 200 characters."));
        if (errors.Count > 0) return await desk.FaultyAsync(http, id, LeadForm.Close, errors);
        return await desk.ActAsync(http, id, (change, actor) =>
            LeadActs.CloseAsync(change, actor, form.Outcome!, Trimmed(form.Why)),
            _ => new($"Closed: {form.Outcome}.", $"/leads/{id}/reopen"));
    }

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>As the forms send it.</summary>
public sealed record LeadTouchForm
{
    public string? Grade { get; init; }

    public string? Channel { get; init; }

    public string? Note { get; init; }
}

public sealed record LeadAssignForm
{
    public string? Rep { get; init; }

    public string? Why { get; init; }
}

public sealed record LeadMergeForm
{
    public string? Into { get; init; }

    /// <summary>A lead that is not offered, by its id or its page's address.</summary>
    public string? Other { get; init; }
}

public sealed record LeadCloseForm
{
    public string? Outcome { get; init; }

    public string? Why { get; init; }
}
