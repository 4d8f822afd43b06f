using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.Core.Routing;

/// <summary>The answer to a rep who reaches for a lead.</summary>
/// <param name="Owner">Who owns it now: the claimant when granted, else the holder, whom the loser is told.</param>
public sealed record ClaimDecision(bool Granted, string Owner, IReadOnlyList<Turn> Turns, string Reason);

/// <summary>
/// A rep takes a lead that waits in a pool. First come, first served: who may is decided here, who was first by whoever
/// stores the new owner only if the old one is still there.
/// </summary>
public static class Claiming
{
    /// <param name="waiting">
    /// The pool that owns the lead; null when a rep does, and then only that rep keeps it.
    /// </param>
    /// <param name="owner">The rep on record: the owner, or the human behind the pool.</param>
    public static ClaimDecision Decide(Pool? waiting, string owner, string claimant, bool active, Instant now)
    {
        if (!active) return new ClaimDecision(false, owner, [], "Only an active rep can take a lead.");
        if (waiting is null)
        {
            return owner == claimant ? new ClaimDecision(true, owner, [], "Already the owner.")
                : new ClaimDecision(false, owner, [], "Somebody else has it.");
        }
        const string reason = "Taken while it waited in the pool.";
        for (var i = 0; i < waiting.Members.Count; i++)
        {
            if (waiting.Members[i].Rep != claimant) continue;
            // It would have been somebody's turn, so it is theirs: grabbing leads must not pay.
            return new ClaimDecision(true, claimant,
                [new Turn(waiting.Key, TurnKind.Assigned, claimant, 1, reason, now)], reason);
        }
        return new ClaimDecision(true, claimant, [], reason);
    }
}
