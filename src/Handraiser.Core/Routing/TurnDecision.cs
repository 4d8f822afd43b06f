using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Routing;

/// <summary>
/// Who of a pool takes a lead, with the entries to append to its ledger. The numbers of those who were passed over are
/// worked out only when somebody asks (<see cref="Explain"/>), from what the decision saw: the inputs must not be
/// changed afterwards.
/// </summary>
public sealed class TurnDecision
{
    readonly Rota rota;
    readonly Standing[] standings;
    readonly IReadOnlySet<string> excluded;
    readonly int chosen;

    internal TurnDecision(Pool pool, Rota rota, Standing[] standings, IReadOnlySet<string> excluded,
        int chosen, string reason)
    {
        Pool = pool;
        Reason = reason;
        this.rota = rota;
        this.standings = standings;
        this.excluded = excluded;
        this.chosen = chosen;
    }

    public Pool Pool { get; }

    /// <summary>Who takes the lead; null when nobody can now, and the pool's policy for that case applies.</summary>
    public string? Rep => chosen < 0 ? null : rota[chosen].Rep;

    /// <summary>The entries to append, in the same transaction as the assignment.</summary>
    public IReadOnlyList<Turn> Turns { get; internal init; } = [];

    /// <summary>Nobody was free, and the pool assigns all the same (<see cref="EveryoneAway.Assign"/>).</summary>
    public bool Anyway { get; internal init; }

    /// <summary>Nobody can take it now, but somebody may yet come back: waiting is not in vain.</summary>
    public bool SomebodyMayReturn { get; internal init; }

    /// <summary>A sentence that names nobody: what was true of the one who was chosen.</summary>
    public string Reason { get; }

    internal TurnDecision WithoutTurns() =>
        new(Pool, rota, standings, excluded, chosen, Reason) { SomebodyMayReturn = SomebodyMayReturn };

    /// <summary>Every member in the order of the list: chosen, or why not, and how far from the next turn.</summary>
    public IReadOnlyList<Considered> Explain()
    {
        var verdicts = new Verdict[standings.Length];
        TurnTaking.Judge(Pool, rota, standings, excluded, verdicts);
        var free = Among.Those(rota, verdicts, Verdict.Free);
        long weight = 0, turn = 1;
        for (var i = 0; i < verdicts.Length; i++)
        {
            weight += rota.Weights[i];
            turn += rota.Levels[i];
        }
        var answer = new Considered[verdicts.Length];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var verdict = i == chosen ? Verdict.Chosen
                : verdicts[i] == Verdict.Free && chosen >= 0 ? Verdict.NotTheirTurn : verdicts[i];
            var share = weight == 0 ? 0 : (decimal)rota.Weights[i] / weight;
            var target = weight == 0 ? 0 : (decimal)rota.Weights[i] * turn / weight;
            long? away = i == chosen ? 0
                : verdicts[i] == Verdict.Free ? Shares.TurnsAway(rota, i, free) : null;
            answer[i] = new Considered(Pool.Key, rota[i], rota.Weights[i], verdict, share, target,
                target - rota.Levels[i], away);
        }
        return answer;
    }
}
