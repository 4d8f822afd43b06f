using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using NodaTime;

namespace Handraiser.App.Features.Reports;

/// <summary>For whom a mail about a week is queued.</summary>
/// <param name="Monday">The Monday on which it is told.</param>
internal sealed record ReportWork(string Rep, string Monday, string Purpose = "weekly report");

/// <summary>
/// Queues the Monday mail for each subscriber once a week. The job's key and the subscriber's row, written together,
/// keep it to one however often and on however many nodes this runs.
/// </summary>
internal sealed class WeeklyReports(Database database, Chance chance, Settings settings)
{
    /// <summary>Queues what is due and tells how many that were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        if (settings.Mail.Length == 0 || (await database.ReadAsync(DueAsync, cancel)).Count == 0) return 0;
        return await database.WriteAsync(async tx =>
        {
            var due = await DueAsync(tx);
            foreach (var (to, week) in due) Queue(tx, to, week);
            return due.Count;
        }, cancel);
    }

    void Queue(Tx tx, SubscriberRow to, ReportWeek week)
    {
        JobQueue.Enqueue(tx, to.WorkspaceId, chance.NewId(tx.Now), ReportMail.Kind, "mail",
            $"report:{to.WorkspaceId}:{week.Name}:{to.RepId}", new ReportWork(to.RepId, week.Name), tx.Now);
        tx.Add("update report_subscriber set week = @Week where workspace_id = @WorkspaceId and rep_id = @RepId",
            new { Week = week.Name, to.WorkspaceId, to.RepId });
    }

    static async Task<List<(SubscriberRow To, ReportWeek Week)>> DueAsync(Tx tx)
    {
        var rows = await tx.ListAsync<SubscriberRow>(
            """
            select s.workspace_id, s.rep_id, s.since, s.week, w.zone from report_subscriber s
            join workspace w on w.id = s.workspace_id
            join rep r on r.workspace_id = s.workspace_id and r.id = s.rep_id
            where r.active = 1 and r.role <> 'rep' order by s.workspace_id, s.rep_id
            """);
        return [.. rows.Select(row => (row, ReportWeek.Before(tx.Now, DateTimeZoneProviders.Tzdb[row.Zone])))
            .Where(one => IsDue(one.row, one.Item2, tx.Now))];
    }

    // Who subscribes on a Wednesday hears of it on Monday.
    static bool IsDue(SubscriberRow row, ReportWeek week, Instant now) =>
        now >= week.DueAt && row.Since < week.DueAt && string.CompareOrdinal(row.Week, week.Name) < 0;

    sealed record SubscriberRow
    {
        public string WorkspaceId { get; init; } = "";

        public string RepId { get; init; } = "";

        public Instant Since { get; init; }

        public string? Week { get; init; }

        public string Zone { get; init; } = "";
    }
}
