using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Verify;

/// <summary>A place where a law does not hold.</summary>
/// <param name="Lead">Null when it is not about one lead.</param>
internal sealed record Finding(string Law, string Workspace, string? Lead, string What);

/// <summary>What became of one law: how often it was broken, and the first of those places.</summary>
internal sealed record Verdict(string Law, long Broken, IReadOnlyList<Finding> Shown);

/// <summary>
/// What must be true of a database at every commit, whatever crashed or raced before: each law is a question that must find
/// nothing. It reads page by page, so a large database takes long but little memory, and nothing waits for it.
/// </summary>
internal static class Laws
{
    const int MostShown = 20;

    /// <summary>Work that fell due this long ago should have been done, on a server that runs.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(2);

    /// <summary>Every law, in the order in which they are told.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. LawQueries.All.Select(query => query.Law).Concat(LeadLaws.Names).Append(PoolLaws.Sums).Distinct(),
    ];

    /// <summary>Every law with what breaks it, over all workspaces.</summary>
    public static async Task<IReadOnlyList<Verdict>> CheckAsync(Database database, CancellationToken cancel = default)
    {
        var count = All.ToDictionary(law => law, _ => (Broken: 0L, Shown: new List<Finding>()));
        await foreach (var finding in FindAsync(database, cancel))
        {
            var (broken, shown) = count[finding.Law];
            if (shown.Count < MostShown) shown.Add(finding);
            count[finding.Law] = (broken + 1, shown);
        }
        return [.. All.Select(law => new Verdict(law, count[law].Broken, count[law].Shown))];
    }

    static async IAsyncEnumerable<Finding> FindAsync(
        Database database, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var workspaces = await database.ReadAsync(tx => tx.ListAsync<string>("select id from workspace order by id"), cancel);
        foreach (var workspace in workspaces)
        {
            foreach (var query in LawQueries.All)
            {
                var rows = await database.SnapshotAsync(tx => query.RunAsync(tx, workspace), cancel);
                foreach (var row in rows) yield return new(query.Law, workspace, row.Lead, row.What);
            }
            await foreach (var finding in LeadLaws.FindAsync(database, workspace, cancel)) yield return finding;
            await foreach (var finding in PoolLaws.FindAsync(database, workspace, cancel)) yield return finding;
        }
    }
}
