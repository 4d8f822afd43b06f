using System.Collections.Frozen;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.Core.Routing;

/// <summary>
/// Who answers this lead? The playbook must speak of rep ids (<see cref="Playbook.WithReps"/>), and so do the claims.
/// </summary>
/// <param name="Seed">
/// Settles ties where the pool draws lots; one per lead, so that asking again gives the same answer.
/// </param>
public sealed record OwnershipQuestion(Facts Facts, Playbook Playbook, RoutingState State, Instant Now, ulong Seed)
{
    /// <summary>Owns the person's open lead, which a further request joins.</summary>
    public string? OpenLeadOwner { get; init; }

    /// <summary>Owns the account's open deal, or the account as a customer.</summary>
    public string? DealOwner { get; init; }

    public string? AccountOwner { get; init; }

    /// <summary>Owned the person's last lead.</summary>
    public string? LastOwner { get; init; }

    /// <summary>
    /// Reps who let this lead's clock run out. It never goes back to them while anybody else is left.
    /// </summary>
    public IReadOnlySet<string> Missed { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The spam score is over the playbook's line.</summary>
    public bool Held { get; init; }
}

/// <summary>The steps of the ladder of ownership, strongest first; <see cref="Screening"/> stands beside it.</summary>
public enum Rung { OpenLead, Deal, Account, LastOwner, Route, CatchAll, Screening }

/// <summary>A rep's claim to a lead.</summary>
public readonly record struct Claim(Rung Rung, string Rep);

/// <summary>The words for a <see cref="Rung"/> that somebody can hold a claim by.</summary>
static class Claims
{
    public static Claim? At(OwnershipQuestion question, Rung rung)
    {
        var rep = rung switch
        {
            Rung.OpenLead => question.OpenLeadOwner,
            Rung.Deal => question.DealOwner,
            Rung.Account => question.AccountOwner,
            Rung.LastOwner => question.LastOwner,
            _ => null,
        };
        return string.IsNullOrEmpty(rep) ? null : new Claim(rung, rep);
    }

    public static string Owner(this Rung rung) => rung switch
    {
        Rung.OpenLead => "the open lead's owner",
        Rung.Deal => "the owner of the deal",
        Rung.Account => "the account's owner",
        _ => "the person's last owner",
    };
}
