using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;

namespace Handraiser.Core.Simulation;

/// <summary>
/// Where every pool stands in its rotation, and the leads that wait in it. Beside the product's own numbers it keeps a
/// plain count of turns, so that the two can be compared.
/// </summary>
internal sealed class Rotations
{
    readonly Playbook playbook;
    readonly Dictionary<string, PoolState> pools;
    readonly PoolState[] all;

    public Rotations(Playbook playbook)
    {
        this.playbook = playbook;
        pools = playbook.Pools.Values.ToDictionary(
            pool => pool.Key, pool => new PoolState(pool, Rota.From(pool, [])), StringComparer.Ordinal);
        all = [.. pools.Values];
        foreach (var state in all)
        {
            foreach (var key in Chain(state.Pool)) state.Rotas.Add(key, pools[key].Rota);
        }
    }

    public IReadOnlyList<PoolState> All => all;

    public bool AnyWaiting
    {
        get
        {
            foreach (var pool in all)
            {
                if (pool.Waiting.Count > 0) return true;
            }
            return false;
        }
    }

    public PoolState this[string pool] => pools[pool];

    /// <summary>Writes down what a decision adds to the ledgers of the pools that it asked.</summary>
    public void Apply(IReadOnlyList<Turn> turns)
    {
        for (var i = 0; i < turns.Count; i++)
        {
            // A skip changes nobody's numbers.
            if (turns[i].Kind != TurnKind.Skipped) Apply(turns[i]);
        }
    }

    public void Apply(Turn turn)
    {
        var state = pools[turn.Pool];
        state.Rota = state.Rota.Apply(turn);
        if (turn.Kind is TurnKind.Assigned or TurnKind.Credited) state.Count(turn.Rep!, turn.Delta);
        foreach (var other in all)
        {
            if (other.Rotas.ContainsKey(turn.Pool)) other.Rotas[turn.Pool] = state.Rota;
        }
    }

    // The pools that a lead of this pool may overflow into, each once.
    List<string> Chain(Pool first)
    {
        var chain = new List<string>();
        for (var key = first.Key; key is not null && !chain.Contains(key); key = playbook.Pools[key].Overflow)
        {
            chain.Add(key);
        }
        return chain;
    }
}

/// <summary>One pool in a simulation.</summary>
internal sealed class PoolState(Pool pool, Rota rota)
{
    readonly Dictionary<string, long> turns = new(StringComparer.Ordinal);

    public Pool Pool => pool;

    public Rota Rota { get; set; } = rota;

    /// <summary>The rotas that a decision which begins at this pool may look at.</summary>
    public Dictionary<string, Rota> Rotas { get; } = new(StringComparer.Ordinal);

    /// <summary>Leads that the pool owns until a member is back, oldest first.</summary>
    public List<(int Slot, int Life, int Spell)> Waiting { get; } = [];

    public int Leads { get; set; }

    public void Count(string rep, int delta) => turns[rep] = Turns(rep) + delta;

    public long Turns(string rep) => turns.GetValueOrDefault(rep);
}
