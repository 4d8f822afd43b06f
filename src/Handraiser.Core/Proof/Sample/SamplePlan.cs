using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>What an invented export holds. The usual values are those of <c>handraiser sample</c>.</summary>
/// <param name="Leads">How many leads there are, exactly.</param>
public sealed record SamplePlan(int Leads)
{
    static readonly (int Month, int Day)[] FixedHolidays = [(1, 1), (5, 1), (5, 17), (12, 24), (12, 25), (12, 26)];

    static readonly LocalDate[] MovingHolidays =
    [
        new(2025, 4, 17), new(2025, 4, 18), new(2025, 4, 21), new(2025, 5, 29), new(2025, 6, 9),
        new(2026, 4, 2), new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 14), new(2026, 5, 25),
    ];

    /// <summary>A Monday. What is invented must not depend on the day on which somebody asks.</summary>
    public LocalDate FirstDay { get; init; } = new(2025, 1, 6);

    /// <summary>For how long leads come; the export is made at the end.</summary>
    public int Days { get; init; } = 364;

    /// <summary>Multiplies the true effect of waiting; 0 plants none.</summary>
    public double Effect { get; init; } = 1;

    /// <summary>How much sooner a good lead is answered; 0 makes waiting independent of who asks.</summary>
    public double Confounding { get; init; } = 1;

    /// <summary>
    /// Weight of a quality that reps see and no column shows; above 0 no adjustment can find the truth, the closing
    /// time of the office still can.
    /// </summary>
    public double Hidden { get; init; }

    /// <summary>Planted records as shares of the activities that people did themselves.</summary>
    public SampleShares Shares { get; init; } = new();

    /// <summary>One rep writes most touches down at full and half hours.</summary>
    public bool Heaping { get; init; } = true;

    /// <summary>Another answers just under five minutes, often.</summary>
    public bool Bunching { get; init; } = true;

    /// <summary>The zone of the office, and of days and months.</summary>
    public static DateTimeZone Zone => DateTimeZoneProviders.Tzdb["Europe/Oslo"];

    public Instant Start => FirstDay.AtStartOfDayInZone(Zone).ToInstant();

    /// <summary>When the export was made.</summary>
    public Instant Until => FirstDay.PlusDays(Days).AtStartOfDayInZone(Zone).ToInstant();

    /// <summary>08:00 to 17:00 from Monday to Friday, less Norwegian holidays.</summary>
    public OpeningHours Hours() => new(Zone,
        Enumerable.Range(1, 5).Select(day => new Shift((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(17, 0))),
        Holidays());

    internal IReadOnlyList<LocalDate> Holidays() =>
    [
        .. MovingHolidays,
        .. Enumerable.Range(FirstDay.Year, (Days / 365) + 3)
            .SelectMany(year => FixedHolidays.Select(day => new LocalDate(year, day.Month, day.Day))),
    ];
}

/// <summary>Shares of the activities that people did themselves, 0 to 0.1 each.</summary>
/// <param name="BackDated">Written down more than a day after the time that they claim.</param>
/// <param name="BeforeCreation">They claim a time before the lead came.</param>
/// <param name="BulkLogged">Eight or more in one minute by one rep, none of which happened.</param>
/// <param name="Overlapping">Calls that one rep had at the same time.</param>
/// <param name="ShortConnect">Connected, it says, for two seconds.</param>
/// <param name="Duplicate">The same mail twice.</param>
public sealed record SampleShares(double BackDated = 0.012, double BeforeCreation = 0.008, double BulkLogged = 0.015,
    double Overlapping = 0.008, double ShortConnect = 0.008, double Duplicate = 0.01)
{
    public static SampleShares None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>What was asked of a kind; heaped and bunched ones are as many as their rep makes.</summary>
    public double Of(Planted kind) => kind switch
    {
        Planted.BackDated => BackDated,
        Planted.BeforeCreation => BeforeCreation,
        Planted.BulkLogged => BulkLogged,
        Planted.Overlapping => Overlapping,
        Planted.ShortConnect => ShortConnect,
        Planted.Duplicate => Duplicate,
        _ => 0,
    };
}

/// <summary>What is wrong with an invented record, for whoever looks for such.</summary>
public enum Planted : byte
{
    None, BackDated, BeforeCreation, BulkLogged, Overlapping, ShortConnect, Duplicate, Heaped, Bunched,
}

/// <summary>The words for <see cref="Planted"/>.</summary>
public static class PlantedWords
{
    static readonly string[] Words =
    [
        "none", "back-dated", "before-creation", "bulk-logged", "overlapping", "short-connect", "duplicate", "heaped",
        "bunched",
    ];

    public static string Text(this Planted kind) => Words[(int)kind];
}
