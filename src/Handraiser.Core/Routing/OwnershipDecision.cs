namespace Handraiser.Core.Routing;

/// <summary>Whether a rep owns the lead, or a pool does with a named human behind it.</summary>
public enum OwnerKind { Rep, Pool }

/// <summary>
/// In what capacity the named rep was chosen: by a claim, as the pool's member, or as the human who stands behind when
/// no member can be had (which is worth an alarm).
/// </summary>
public enum Capacity { Claimant, Member, Manager, OnCall, Screener }

/// <summary>Why a human looks before anybody answers. The clock runs all the same.</summary>
public enum Hold { None, Quarantine, SecondLook }

/// <summary>
/// Who owns a lead, and everything that has to be recorded with it. There always is a <see cref="Rep"/>: "nobody is
/// available" is a decision with an owner.
/// </summary>
public sealed class OwnershipDecision
{
    readonly OwnershipQuestion question;

    internal OwnershipDecision(OwnershipQuestion question, string rep, Rung rung, Capacity capacity, string reason)
    {
        this.question = question;
        Rep = rep;
        Rung = rung;
        Capacity = capacity;
        Reason = reason;
    }

    public OwnerKind Owner { get; internal init; }

    /// <summary>The owner; where a pool owns the lead, the human who answers for it until a member is back.</summary>
    public string Rep { get; }

    /// <summary>The pool whose member or human this is; null when a claim or screening decided.</summary>
    public string? Pool { get; internal init; }

    /// <summary>The name of the route that matched, whether or not it decided; null when none did.</summary>
    public string? Route { get; internal init; }

    /// <summary>The step of the ladder that decided: for a cover, the claim of the one who is covered for.</summary>
    public Rung Rung { get; }

    public Capacity Capacity { get; }

    /// <summary>
    /// The rightful owner in whose place <see cref="Rep"/> answers first; the credit stays with them.
    /// </summary>
    public string? CoverFor { get; internal init; }

    public Hold Hold { get; internal init; }

    /// <summary>
    /// The ledger entries to append, of one or more pools, in the same transaction as the assignment.
    /// </summary>
    public IReadOnlyList<Turn> Turns { get; internal init; } = [];

    /// <summary>One sentence for the people who work here: it names no person.</summary>
    public string Reason { get; }

    /// <summary>The pools that were asked, in order: more than one when a pool overflowed into the next.</summary>
    public IReadOnlyList<TurnDecision> Asked { get; internal init; } = [];

    /// <summary>"Why not me", for every member of every pool that was asked.</summary>
    public IReadOnlyList<Considered> Explain() => [.. Asked.SelectMany(asked => asked.Explain())];

    /// <summary>
    /// Claims by others than the owner and the one who is covered for: written down now, settled later.
    /// </summary>
    public IReadOnlyList<Claim> OtherClaims()
    {
        var others = new List<Claim>();
        for (var rung = Rung.OpenLead; rung <= Rung.LastOwner; rung++)
        {
            if (Claims.At(question, rung) is { } claim && claim.Rep != Rep && claim.Rep != CoverFor) others.Add(claim);
        }
        return others;
    }
}
