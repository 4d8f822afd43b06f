using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using Handraiser.App.Features.Routing;

namespace Handraiser.App.Features.Verify;

/// <summary>The numbers that turns are decided by are always the fold of the pool's ledger.</summary>
internal static class PoolLaws
{
    public const string Sums = "What a pool's members stand at is what its turns add up to";

    public static async IAsyncEnumerable<Finding> FindAsync(Database database, string workspace,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var pools = await database.ReadAsync(tx => tx.ListAsync<string>(
            "select pool from turn where workspace_id = @Workspace union select pool from pool_member where workspace_id = @Workspace",
            new { Workspace = workspace }), cancel);
        foreach (var pool in pools.Order(StringComparer.Ordinal))
        {
            var wrong = await database.SnapshotAsync(tx => CheckAsync(tx, workspace, pool), cancel);
            foreach (var rep in wrong) yield return new(Sums, workspace, null, $"rep {rep} in '{pool}' stands elsewhere");
        }
    }

    static async Task<List<string>> CheckAsync(Tx tx, string workspace, string key)
    {
        var stored = (await PoolStore.LevelsAsync(tx, workspace, key)).ToDictionary(level => level.Rep);
        var reps = await tx.ListAsync<string>(
            "select distinct rep_id from turn where workspace_id = @Workspace and pool = @Pool and rep_id is not null",
            new { Workspace = workspace, Pool = key });
        var members = stored.Keys.Union(reps).Order(StringComparer.Ordinal).Select(rep => new PoolMember(rep, 1)).ToList();
        // Whoever was ever a member counts here, not only those whom today's playbook lists.
        var pool = new Pool(key, "", members, Caps.None, default, default, default, default, null, false, false);
        var rota = Rota.FromLevels(pool, []);
        for (long? after = 0; after is { } last;)
        {
            (var turns, after) = await PoolStore.TurnsAfterAsync(tx, workspace, key, last);
            rota = rota.Apply(turns);
        }
        return [.. rota.Members.Where(folded => !stored.TryGetValue(folded.Rep, out var kept) || kept != folded).Select(folded => folded.Rep)];
    }
}
