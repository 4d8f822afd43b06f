using System.Text;
using Handraiser.App.Features.Audit.Report;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Handraiser.Core.Proof;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handraiser.App.Features.Reports;

/// <summary>The report as a page of ours, as a file that stands alone, and as figures for programs.</summary>
internal static class ReportPages
{
    public static async Task<IResult> ShowAsync(HttpContext http, LiveReport reports, [AsParameters] ReportQuery query,
        CancellationToken cancel) => new RazorComponentResult<ReportsPage>(
            new { Figures = await FiguresAsync(http, reports, query, cancel), query.Filter, W = ReportWords.Of(query.Language) });

    /// <summary>To be kept: it carries its own style, which no page of ours may.</summary>
    public static async Task<IResult> FileAsync(HttpContext http, LiveReport reports, [AsParameters] ReportQuery query,
        CancellationToken cancel)
    {
        var figures = await FiguresAsync(http, reports, query, cancel);
        var page = await WriteReport.PageAsync(figures.Report, figures.History, null, ReportWords.Of(query.Language).Code);
        return Results.File(Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8", "report.html");
    }

    public static async Task<IResult> JsonAsync(HttpContext http, LiveReport reports, [AsParameters] ReportQuery query,
        CancellationToken cancel)
    {
        using var json = new MemoryStream();
        await ReportJson.WriteAsync((await FiguresAsync(http, reports, query, cancel)).Report, json);
        return Results.Bytes(json.ToArray(), "application/json; charset=utf-8");
    }

    /// <summary>The leads behind the figures: each with its waits, its band and its flags.</summary>
    public static async Task<IResult> LeadsAsync(HttpContext http, LiveReport reports, [AsParameters] ReportQuery query,
        CancellationToken cancel)
    {
        var (history, list) = ((await FiguresAsync(http, reports, query, cancel)).History, new MemoryStream());
        LeadList.Write(list, Answers.Of(history), Trust.Of(history).Marks);
        return Results.File(list.ToArray(), "text/csv; charset=utf-8", "leads.csv");
    }

    public static async Task<IResult> SubscribeAsync(HttpContext http, Database database, CancellationToken cancel)
    {
        var (workspace, rep) = (http.Rep()!.WorkspaceId, http.Rep()!.RepId);
        await database.WriteAsync(tx => { Subscribers.Add(tx, workspace, rep); return Task.CompletedTask; }, cancel);
        return new SeeOther("/reports");
    }

    public static async Task<IResult> UnsubscribeAsync(HttpContext http, Database database, CancellationToken cancel)
    {
        var (workspace, rep) = (http.Rep()!.WorkspaceId, http.Rep()!.RepId);
        await database.WriteAsync(tx => { Subscribers.Remove(tx, workspace, rep); return Task.CompletedTask; }, cancel);
        return new SeeOther("/reports");
    }

    static Task<LiveFigures> FiguresAsync(HttpContext http, LiveReport reports, ReportQuery query, CancellationToken cancel) =>
        reports.OfAsync(http.Rep()!.WorkspaceId, http.Rep()!.RepId, query.Filter, cancel);
}

/// <summary>What the address of a report asks for.</summary>
/// <param name="Language">Of the report itself: en or no.</param>
internal sealed record ReportQuery(string? Days, string? Pool, string? Source, string? Kind, string? Language)
{
    public LiveFilter Filter => LiveFilter.Of(Days, Pool, Source, Kind);
}
