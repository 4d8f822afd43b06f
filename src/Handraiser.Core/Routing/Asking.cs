using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Routing;

/// <summary>
/// One lead going from pool to pool until somebody answers: the route's pool, the pools it overflows into (each asked
/// once, so a ring of pools ends), and at last a human. With a claim, it is a cover that is looked for.
/// </summary>
readonly struct Asking(OwnershipQuestion question, Route? route, Claim? claim)
{
    public OwnershipDecision From(Pool first)
    {
        var asked = new List<TurnDecision>(1);
        for (var pool = first; ;)
        {
            var turn = Ask(pool);
            asked.Add(turn);
            if (turn.Rep is not null) return Taken(turn, asked);
            if (pool.EveryoneAway != EveryoneAway.Overflow) return Behind(turn, pool, pool.EveryoneAway, asked);
            if (pool.Overflow is null || !question.Playbook.Pools.TryGetValue(pool.Overflow, out var next)
                || asked.Exists(earlier => earlier.Pool.Key == next.Key))
            {
                return Behind(turn, first, EveryoneAway.Manager, asked);
            }
            pool = next;
        }
    }

    TurnDecision Ask(Pool pool)
    {
        var (rota, standings) = question.State.Of(pool);
        return claim is null
            ? TurnTaking.NextOf(pool, rota, standings, question.Now, question.Missed, question.Seed)
            : TurnTaking.CoverOf(pool, rota, standings, question.Now, question.Missed, question.Seed, claim.Value.Rep);
    }

    OwnershipDecision Taken(TurnDecision turn, List<TurnDecision> asked)
    {
        var overflown = asked.Count > 1 ? $"{asked[0].Reason} '{turn.Pool.Key}' answers instead. " : "";
        if (claim is not { } rightful)
        {
            return new(question, turn.Rep!, Step(asked), Capacity.Member, $"{overflown}{Where}: {turn.Reason}")
            {
                Pool = turn.Pool.Key, Route = route?.Name, Turns = All(asked), Asked = asked,
            };
        }
        // Somebody who is not here either is no better than the owner, who is not here but knows the buyer.
        var bar = Ownership.Bar(question, rightful, asked[0].Pool);
        if (turn.Rep == rightful.Rep || (turn.Anyway && bar >= Verdict.OutsideHours))
        {
            return Ownership.Owned(question, rightful, route, $", who is {bar.Text()}: nobody is free to cover.");
        }
        return new(question, turn.Rep!, rightful.Rung, Capacity.Member,
            $"{overflown}Covers for {rightful.Rung.Owner()}, who is {bar.Text()} and keeps the credit.")
        {
            Pool = turn.Pool.Key, Route = route?.Name, Turns = All(asked), Asked = asked, CoverFor = rightful.Rep,
        };
    }

    OwnershipDecision Behind(TurnDecision last, Pool pool, EveryoneAway policy, List<TurnDecision> asked)
    {
        var waits = policy == EveryoneAway.Wait && last.SomebodyMayReturn;
        var human = Human.Behind(question, pool.Team,
            policy == EveryoneAway.OnCall ? Capacity.OnCall : Capacity.Manager);
        var who = human.Capacity switch
        {
            Capacity.Manager => "the team's manager",
            Capacity.OnCall => "the on-call human",
            _ => "the owner of screening",
        };
        var reason = waits ? $"{last.Reason} It waits for the next member who is back; until then {who} answers for it."
            : $"{last.Reason} So it goes to {who}.";
        return new(question, human.Rep, claim?.Rung ?? Step(asked), human.Capacity, reason)
        {
            Owner = waits ? OwnerKind.Pool : OwnerKind.Rep, Pool = pool.Key, Route = route?.Name, Turns = All(asked),
            Asked = asked, CoverFor = claim?.Rep == human.Rep ? null : claim?.Rep,
        };
    }

    Rung Step(List<TurnDecision> asked) =>
        route is not null && route.Pool == asked[0].Pool.Key ? Rung.Route : Rung.CatchAll;

    string Where => route is null ? "No route matched" : $"Route '{route.Name}'";

    static IReadOnlyList<Turn> All(List<TurnDecision> asked) =>
        asked.Count == 1 ? asked[0].Turns : [.. asked.SelectMany(turn => turn.Turns)];
}
