namespace Handraiser.Core.Proof;

/// <summary>Deals, one row each.</summary>
public sealed class DealColumns
{
    public required int Count { get; init; }

    public required TextColumn Id { get; init; }

    /// <summary>Row of the lead that it came from, or <see cref="Unknown.Row"/>.</summary>
    public required int[] Lead { get; init; }

    /// <summary>What ties the deal to its lead.</summary>
    public required Link[] Link { get; init; }

    public required CodeColumn Owner { get; init; }

    public required long[] CreatedAt { get; init; }

    /// <summary>When it was won or lost.</summary>
    public required long[] ClosedAt { get; init; }

    public required DealState[] State { get; init; }

    /// <summary>In the export's one currency; NaN when unknown.</summary>
    public required double[] Value { get; init; }

    public required CodeColumn LossReason { get; init; }
}

public enum DealState : byte { Open, Won, Lost }

/// <summary>What ties a deal to a lead, strongest first.</summary>
public enum Link : byte { Id, Email, Domain, None }

/// <summary>Money spent, one row for a day or month and source.</summary>
public sealed class CostColumns
{
    public required int Count { get; init; }

    /// <summary>First instant of the time that the money bought.</summary>
    public required long[] From { get; init; }

    /// <summary>First instant after it.</summary>
    public required long[] To { get; init; }

    public required CodeColumn Source { get; init; }

    public required CodeColumn Campaign { get; init; }

    public required double[] Amount { get; init; }
}
