namespace Handraiser.Core.Proof;

/// <summary>Leads, one row each, in the order of the export. All columns have the same length.</summary>
public sealed class LeadColumns
{
    public required int Count { get; init; }

    /// <summary>The lead's own id in the system that it came from.</summary>
    public required TextColumn Id { get; init; }

    /// <summary>t0: the first raised hand (form, chat, call, booking), not the insert into the CRM.</summary>
    public required long[] RaisedAt { get; init; }

    /// <summary>When the CRM had it; the lag to <see cref="RaisedAt"/> is time lost in enrichment and
    /// routing.</summary>
    public required long[] LoggedAt { get; init; }

    /// <summary>The raise is known by its date only: such a lead has no response time.</summary>
    public required bool[] DateOnly { get; init; }

    public required CodeColumn Owner { get; init; }

    public required CodeColumn Team { get; init; }

    public required CodeColumn Source { get; init; }

    /// <summary>What was asked for (demo, pricing, content), in the words of the export.</summary>
    public required CodeColumn Kind { get; init; }

    public required CodeColumn Campaign { get; init; }

    public required CodeColumn Country { get; init; }

    /// <summary>The buyer's e-mail domain, lower case; links deals that carry no id.</summary>
    public required CodeColumn Domain { get; init; }

    /// <summary>The company's employees; NaN when unknown.</summary>
    public required double[] Employees { get; init; }

    /// <summary>The first time both sides spoke, by the lead's own fields; touches may know an earlier one.</summary>
    public required long[] ContactedAt { get; init; }

    public required long[] QualifiedAt { get; init; }

    /// <summary>When a meeting was held, by the lead's own fields.</summary>
    public required long[] MetAt { get; init; }

    /// <summary>When the SDR handed it to an account executive.</summary>
    public required long[] HandedOverAt { get; init; }

    public required long[] AcceptedAt { get; init; }

    /// <summary>When it was won, by the lead's own fields or its deal.</summary>
    public required long[] WonAt { get; init; }

    /// <summary>When it ended without a win; <see cref="Ending"/> says how.</summary>
    public required long[] EndedAt { get; init; }

    public required Ending[] Ending { get; init; }

    /// <summary>What the outcome columns can say of a lead at all.</summary>
    public required Reached[] Reached { get; init; }

    /// <summary>Every other column that describes the buyer, for the model of the best customers.</summary>
    public required IReadOnlyList<Trait> Traits { get; init; }
}

/// <summary>How a lead ended.</summary>
public enum Ending : byte { Open, Won, Lost, Disqualified, Merged, NoAnswer, Erased }

/// <summary>
/// Steps that a lead is known to have reached, whether or not anyone knows when. A win implies the steps before it.
/// </summary>
[Flags]
public enum Reached : byte { None = 0, Contacted = 1, Qualified = 2, Met = 4, HandedOver = 8, Won = 16 }

/// <summary>One further column about the buyer: words or numbers.</summary>
/// <param name="Words">Null for a column of numbers.</param>
/// <param name="Numbers">NaN where missing; null for a column of words.</param>
public sealed record Trait(string Name, CodeColumn? Words, double[]? Numbers)
{
    /// <summary>When each value was written, where known: a value written after t0 may not predict anything.</summary>
    public long[]? WrittenAt { get; init; }
}
