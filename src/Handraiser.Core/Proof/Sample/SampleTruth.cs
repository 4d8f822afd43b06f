using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>
/// What is true of an invented export, whatever its records say. All rates are means of the potential outcomes, so
/// chance is in them only through who came and how long they waited.
/// </summary>
public sealed record SampleTruth
{
    /// <summary>What is left of a deal takes so many times as long once a security review has begun.</summary>
    public const double ReviewLengthens = 1.6;

    public required int Leads { get; init; }

    public required Instant Start { get; init; }

    public required Instant Until { get; init; }

    /// <summary>Nobody there, or a lead that came before: closed untouched.</summary>
    public required int Void { get; init; }

    /// <summary>Leads that nobody ever tried to reach, void ones apart.</summary>
    public required int NeverAnswered { get; init; }

    /// <summary>The curve: rates had every answered lead waited for so long.</summary>
    public required IReadOnlyList<TruePoint> Curve { get; init; }

    /// <summary>Average effects of one wait for all, by group of leads.</summary>
    public required IReadOnlyList<TrueGroup> Groups { get; init; }

    /// <summary>Bands of the wait: what is seen in each, and what would be seen did each hold leads like all others.
    /// </summary>
    public required IReadOnlyList<TrueBand> Bands { get; init; }

    public required TrueMeans Means { get; init; }

    /// <summary>How likely each attempt is to reach somebody whom those before it did not.</summary>
    public required IReadOnlyList<TrueAttempt> Attempts { get; init; }

    /// <summary>How many activities people did themselves, and how many records of each kind were planted.</summary>
    public required int ByPeople { get; init; }

    public required IReadOnlyList<TrueCount> Planted { get; init; }

    /// <summary>The rep who writes down full and half hours, and the one who answers just under five minutes.</summary>
    public required string? HeapingRep { get; init; }

    public required string? BunchingRep { get; init; }
}

/// <summary>Mean outcomes under one wait.</summary>
public sealed record TruePoint(double Minutes, TrueRates Rates);

/// <summary>A group of leads.</summary>
/// <param name="Name">all; answered; mature: answered and raised at least 90 days before the export; in-hours: answered
/// and raised while the office was open.</param>
/// <param name="AsWaited">Mean outcome under the waits that there were; for a lead never answered, none.</param>
public sealed record TrueGroup(string Name, int Leads, TrueRates AsWaited, TrueRates At5, TrueRates At60,
    TrueRates At1440)
{
    /// <summary>What an answer after five minutes instead of an hour is worth.</summary>
    public TrueRates Effect5Against60 => At5 - At60;

    public TrueRates Effect5Against1440 => At5 - At1440;
}

/// <summary>A band of the wait until the first attempt, above its beginning and up to its end.</summary>
/// <param name="Raw">Mean outcome of the leads in it.</param>
/// <param name="Standardised">Mean outcome had all answered leads waited as those in it did.</param>
public sealed record TrueBand(string Name, double OverMinutes, double? UpToMinutes, int Leads, TrueRates Raw,
    TrueRates Standardised)
{
    /// <summary>What the raw figure says too much, because of who is in the band.</summary>
    public TrueRates Bias => Raw - Standardised;
}

/// <summary>Mean hours waited within the first day and the first week, of all leads but the void ones; who was never
/// answered waited for all of it.</summary>
public sealed record TrueMeans(double Attempt24, double Attempt168, double Contact24, double Contact168);

/// <summary>One attempt.</summary>
/// <param name="Made">How many leads are expected to get it.</param>
public sealed record TrueAttempt(int Number, double Made, double Hazard);

/// <summary>One kind of planted record.</summary>
public sealed record TrueCount(Planted Kind, int Count, double Asked);
