using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>One lead, for <see cref="HistoryBuilder"/>; see <see cref="LeadColumns"/> for what each part
/// means.</summary>
public sealed record LeadEntry(string Id, Instant RaisedAt)
{
    /// <summary>The raise itself when unknown.</summary>
    public Instant? LoggedAt { get; init; }
    public bool DateOnly { get; init; }
    public string? Owner { get; init; }
    public string? Team { get; init; }
    public string? Source { get; init; }
    public string? Kind { get; init; }
    public string? Campaign { get; init; }
    public string? Country { get; init; }
    public string? Domain { get; init; }
    public double? Employees { get; init; }
    public Instant? ContactedAt { get; init; }
    public Instant? QualifiedAt { get; init; }
    public Instant? MetAt { get; init; }
    public Instant? HandedOverAt { get; init; }
    public Instant? AcceptedAt { get; init; }
    public Instant? WonAt { get; init; }
    public Instant? EndedAt { get; init; }
    public Ending Ending { get; init; }

    /// <summary>Steps that nobody dated; those with a date are added to them.</summary>
    public Reached Reached { get; init; }

    /// <summary>Further words about the buyer, by the name of their column.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    /// <summary>Further numbers about the buyer, by the name of their column.</summary>
    public IReadOnlyDictionary<string, double>? Numbers { get; init; }

    internal Reached AllReached => DealOutcome.Implied(Reached
        | Step(ContactedAt, Reached.Contacted) | Step(QualifiedAt, Reached.Qualified) | Step(MetAt, Reached.Met)
        | Step(HandedOverAt, Reached.HandedOver) | Step(WonAt, Reached.Won)
        | (Ending == Ending.Won ? Reached.Won : Reached.None));

    static Reached Step(Instant? at, Reached step) => at is null ? Reached.None : step;
}

/// <summary>One touch; see <see cref="TouchColumns"/>.</summary>
/// <param name="Lead">The lead's id; a touch of null or of an id that nobody added belongs to no known lead.</param>
public sealed record TouchEntry(string? Lead, Instant At, Grade Grade)
{
    /// <summary>Empty when the record has none.</summary>
    public string Id { get; init; } = "";
    public Instant? LoggedAt { get; init; }
    public bool DateOnly { get; init; }
    public Origin Origin { get; init; }
    public bool Inbound { get; init; }
    public Channel Channel { get; init; } = Channel.Call;
    public Duration? Lasted { get; init; }
    public string? Owner { get; init; }
    public string? Type { get; init; }
}

/// <summary>One deal; see <see cref="DealColumns"/>.</summary>
/// <param name="Lead">The lead's id, or null.</param>
public sealed record DealEntry(string Id, string? Lead, Instant CreatedAt)
{
    /// <summary>What ties it to the lead; none when the lead is unknown.</summary>
    public Link Link { get; init; } = Link.Id;
    public string? Owner { get; init; }
    public Instant? ClosedAt { get; init; }
    public DealState State { get; init; }
    public double? Value { get; init; }
    public string? LossReason { get; init; }
}

/// <summary>Money spent on a source; see <see cref="CostColumns"/>.</summary>
public sealed record CostEntry(Instant From, Instant To, double Amount)
{
    public string? Source { get; init; }
    public string? Campaign { get; init; }
}
