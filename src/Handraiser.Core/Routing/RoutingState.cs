using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Routing;

/// <summary>
/// What a decision may look at besides the lead: how reps stand now and where pools stand in their rotation. The caller
/// fills in what can matter: the reps with a claim, the members of the pools that may answer, and the humans behind
/// them. A member or claimant who is not here counts as inactive (unknown is not free); a manager, on-call human or
/// screening owner who is not here counts as active, because somebody must.
/// </summary>
public sealed class RoutingState
{
    readonly Dictionary<string, (Rota Rota, Standing[] Standings)> pools;

    /// <param name="standings">By rep.</param>
    /// <param name="rotas">By the key of the pool. A pool that is not here has taken no turns.</param>
    public RoutingState(IReadOnlyDictionary<string, Standing> standings, IReadOnlyDictionary<string, Rota> rotas)
    {
        Standings = standings;
        Rotas = rotas;
        pools = new Dictionary<string, (Rota, Standing[])>(rotas.Count, StringComparer.Ordinal);
        foreach (var (key, rota) in rotas) pools.Add(key, (rota, Line(rota.Roster)));
    }

    public IReadOnlyDictionary<string, Standing> Standings { get; }

    public IReadOnlyDictionary<string, Rota> Rotas { get; }

    /// <summary>A pool's rota and its members' standings, both in the order of the playbook's list.</summary>
    internal (Rota Rota, Standing[] Standings) Of(Pool pool)
    {
        if (!pools.TryGetValue(pool.Key, out var found)) return (Rota.FromLevels(pool, []), Line(pool.Members));
        return ReferenceEquals(found.Rota.Roster, pool.Members) ? found
            : (found.Rota.For(pool), Line(pool.Members));
    }

    internal bool IsInactive(string rep) => Standings.TryGetValue(rep, out var standing) && !standing.Active;

    Standing[] Line(IReadOnlyList<PoolMember> members)
    {
        var line = new Standing[members.Count];
        for (var i = 0; i < line.Length; i++)
        {
            var rep = members[i].Rep;
            line[i] = Standings.TryGetValue(rep, out var standing) ? standing with { Rep = rep }
                : new Standing(rep, false, false, false, false, 0, 0, 0);
        }
        return line;
    }
}
