using Handraiser.App.Features.Audit.Report;
using Handraiser.Core.Proof;
using NodaTime;

namespace Handraiser.App.Tests.Features.Audit.Report;

/// <summary>A small invented history and its report, worked out once for all tests.</summary>
static class AuditedSample
{
    static readonly Lazy<(History, AuditReport)> made = new(() =>
    {
        var history = Sample.Read(new SamplePlan(600), 1).History;
        return (history, AuditReport.Of(history));
    });

    public static (History History, AuditReport Report) Of => made.Value;

    public static History Empty => new HistoryBuilder().Build(DateTimeZone.Utc,
        WrittenHours.Read(WrittenHours.Usual, DateTimeZone.Utc).Hours!, Instant.FromUtc(2026, 3, 2, 9, 0));

    public static Task<string> PageAsync(History history, string language = "en") =>
        WriteReport.PageAsync(AuditReport.Of(history), history, null, language);

    public static Task<string> PageAsync(string language = "en") =>
        WriteReport.PageAsync(Of.Report, Of.History, null, language);
}
