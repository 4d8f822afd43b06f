using Handraiser.App.Features.Alerts;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Reports;

internal static class ReportsFeature
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<LiveReport>().AddSingleton<ReportMail>().AddSingleton<WeeklyReports>();
        services.AddSingleton(provider => new JobKind(ReportMail.Kind, MailRoute.LaneWidth,
            provider.GetRequiredService<ReportMail>().RunAsync));
        services.AddDueLoop("reports", provider => new Pace(provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromMinutes(1)).Of(provider.GetRequiredService<WeeklyReports>().RunDueAsync));
    }

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/reports").RequireManager().ExcludeFromDescription();
        pages.MapGet("", ReportPages.ShowAsync);
        pages.MapGet("/page", ReportPages.FileAsync);
        pages.MapGet("/report.json", ReportPages.JsonAsync);
        pages.MapGet("/leads.csv", ReportPages.LeadsAsync);
        pages.MapPost("/subscribe", ReportPages.SubscribeAsync);
        pages.MapPost("/unsubscribe", ReportPages.UnsubscribeAsync);
    }
}
