using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ui;
using Handraiser.Core.Proof;
using NodaTime;

namespace Handraiser.App.Features.Reports;

/// <summary>The audit's report over a workspace's own ledger, and what one may narrow it down by.</summary>
public sealed record LiveFigures(AuditReport Report, History History, Instant Now)
{
    /// <summary>Below this hardly a figure can be told: shares of fewer leads are not printed.</summary>
    public const int Fewest = 20;

    public required IReadOnlyList<Choice> Pools { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Leads that were merged into another, which stands for them.</summary>
    public required long Merged { get; init; }

    /// <summary>Whoever asks gets it by mail each Monday.</summary>
    public required bool IsSubscribed { get; init; }
}

/// <summary>Works the report out from one snapshot. One at a time: a report takes a processor for a while.</summary>
internal sealed class LiveReport(Database database, PolicyStore policies) : IDisposable
{
    readonly SemaphoreSlim turn = new(1);

    public async Task<LiveFigures> OfAsync(string workspace, string rep, LiveFilter filter, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var (figures, history) = await database.SnapshotAsync(tx => ReadAsync(tx, workspace, rep, filter), cancel);
            return figures(await Task.Run(() => AuditReport.Of(history), cancel));
        }
        finally { turn.Release(); }
    }

    public void Dispose() => turn.Dispose();

    async Task<(Func<AuditReport, LiveFigures> Figures, History History)> ReadAsync(Tx tx, string workspace, string rep, LiveFilter filter)
    {
        var policy = await policies.InForceAsync(tx, workspace);
        var read = await LiveHistory.OfAsync(tx, policy, filter.ArrivedBy(tx.Now), filter);
        var subscribed = await Subscribers.HasAsync(tx, workspace, rep);
        return (report => new LiveFigures(report, read.History, tx.Now)
        {
            Pools = [.. policy.Playbook.Pools.Keys.Order(StringComparer.Ordinal).Select(pool =>
                new Choice(pool, $"{pool} ({policy.TeamOf(pool).Name})"))],
            Sources = read.Sources, Merged = read.Merged, IsSubscribed = subscribed,
        }, read.History);
    }
}
