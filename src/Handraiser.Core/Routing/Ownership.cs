using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Routing;

/// <summary>
/// The ladder of ownership: the open lead's owner; the owner of the deal or customer; the account's owner; the last
/// owner; the route's pool; the catch-all. It always ends at a named human, whatever the playbook or the state.
/// </summary>
/// <remarks>
/// A claim costs no turn. A claimant who cannot act now is covered for by a member of the pool that the route names,
/// which costs no turn either, and keeps the credit. Somebody inactive has no claim any more: the next step decides, or
/// the departed would keep leads outside the rotation for ever. Nor has an owner of leads who missed this very one: it
/// is handed on for good, while the owner of a deal or an account keeps the credit.
/// </remarks>
public static class Ownership
{
    public static OwnershipDecision Decide(OwnershipQuestion question)
    {
        if (question.Held)
        {
            return Look(question, Hold.Quarantine, null, "Held: it looks like spam, so a human looks at it first.");
        }
        var playbook = question.Playbook;
        var route = FirstMatch(question);
        if (PoolOf(playbook, route) is not { } pool)
        {
            return Strongest(question) is { } only && TakesNow(question, only, null) ? Owned(question, only, route)
                : Look(question, Hold.SecondLook, route, "No pool answers this lead, so a human looks at it.");
        }
        var claim = Strongest(question);
        if (claim is { } sure && TakesNow(question, sure, pool)) return Owned(question, sure, route);
        if (claim is null && route?.SecondLook is { } why)
        {
            return Look(question, Hold.SecondLook, route, $"A second look, asked for by '{route.Name}': {why}");
        }
        return new Asking(question, route, claim).From(pool);
    }

    /// <summary>
    /// The ladder's step "hand on": who answers after <paramref name="currentOwner"/> let the clock run out. Never
    /// somebody who already missed this lead while anybody else is left: a free member, the overflow, the manager, the
    /// on-call human.
    /// </summary>
    public static OwnershipDecision HandOn(OwnershipQuestion question, string currentOwner) =>
        Decide(question with
        {
            Missed = new HashSet<string>(question.Missed, StringComparer.Ordinal) { currentOwner },
        });

    static Route? FirstMatch(OwnershipQuestion question)
    {
        var routes = question.Playbook.Routes;
        for (var i = 0; i < routes.Count; i++)
        {
            if (routes[i].When.Ask(question.Facts) == true) return routes[i];
        }
        return null;
    }

    // A route that asks for a second look names no pool: a claimant who cannot act is then covered for by the
    // catch-all.
    static Pool? PoolOf(Playbook playbook, Route? route)
    {
        if (route?.Pool is { } key && playbook.Pools.TryGetValue(key, out var named)) return named;
        return playbook.Pools.GetValueOrDefault(playbook.CatchAll);
    }

    static Claim? Strongest(OwnershipQuestion question)
    {
        for (var rung = Rung.OpenLead; rung <= Rung.LastOwner; rung++)
        {
            if (Claims.At(question, rung) is not { } claim) continue;
            if (!question.State.Standings.TryGetValue(claim.Rep, out var standing) || !standing.Active) continue;
            if (rung is Rung.OpenLead or Rung.LastOwner && question.Missed.Contains(claim.Rep)) continue;
            return claim;
        }
        return null;
    }

    static bool TakesNow(OwnershipQuestion question, Claim claim, Pool? pool) => pool is null
        ? !question.Missed.Contains(claim.Rep) : Bar(question, claim, pool) == Verdict.Free;

    internal static Verdict Bar(OwnershipQuestion question, Claim claim, Pool pool) =>
        TurnTaking.Bar(question.State.Standings[claim.Rep] with { Rep = claim.Rep }, pool, question.Missed);

    internal static OwnershipDecision Owned(OwnershipQuestion question, Claim claim, Route? route, string tail = ".") =>
        new(question, claim.Rep, claim.Rung, Capacity.Claimant, $"It goes to {claim.Rung.Owner()}{tail}")
        {
            Route = route?.Name,
        };

    static OwnershipDecision Look(OwnershipQuestion question, Hold hold, Route? route, string reason)
    {
        var team = PoolOf(question.Playbook, null)?.Team;
        var human = Human.Behind(question, team, Capacity.Screener);
        return new(question, human.Rep, Rung.Screening, human.Capacity, reason) { Hold = hold, Route = route?.Name };
    }
}
