using System.Text;
using Handraiser.App.Features.Audit.Reading;
using Handraiser.Core.Proof;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Text;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>Writes the report for people: one page that needs nothing but itself.</summary>
internal static class WriteReport
{
    static readonly LocalDateTimePattern Day = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static async Task ToAsync(string path, AuditReport report, History history, ExportReading? reading, string language) =>
        await File.WriteAllTextAsync(path, await PageAsync(report, history, reading, language), new UTF8Encoding(false));

    public static async Task<string> PageAsync(AuditReport report, History history, ExportReading? reading, string language)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportPage>(ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(ReportPage.Report)] = report, [nameof(ReportPage.W)] = ReportWords.Of(language), [nameof(ReportPage.Reading)] = reading,
                [nameof(ReportPage.Until)] = Moment.At(history.Until) is { } until ? Day.Format(until.InZone(history.Zone).LocalDateTime) : "",
                [nameof(ReportPage.Zone)] = history.Zone.Id,
            }))).ToHtmlString());
    }
}
