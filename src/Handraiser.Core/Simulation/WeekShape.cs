namespace Handraiser.Core.Simulation;

/// <summary>
/// How many requests come on average in each hour of the week, in the traffic's own zone: 168 numbers from Monday,
/// midnight. An hour is universal and takes the rate of the local hour in which it begins.
/// </summary>
public sealed class WeekShape
{
    public const int HoursPerWeek = 168;
    const double MostPerHour = 1_000_000;

    // A weekday and a day of the weekend of a site that companies visit, as parts of a thousand of the week.
    static readonly int[] Weekday =
        [1, 1, 0, 0, 1, 1, 3, 6, 11, 15, 17, 17, 14, 15, 16, 16, 14, 11, 7, 5, 4, 4, 3, 2];
    static readonly int[] Weekend = [1, 1, 0, 0, 0, 0, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 3, 3, 2, 1];

    readonly double[] rates;

    /// <exception cref="ArgumentException">Not 168 rates, or one that is not a number of requests.</exception>
    public WeekShape(IEnumerable<double> requestsPerHour)
    {
        rates = [.. requestsPerHour];
        if (rates.Length != HoursPerWeek || rates.Any(rate => !(rate >= 0 && rate <= MostPerHour)))
        {
            throw new ArgumentException(
                $"A week has {HoursPerWeek} rates of 0 to {MostPerHour:0} requests an hour.", nameof(requestsPerHour));
        }
    }

    public IReadOnlyList<double> RequestsPerHour => rates;

    public double RequestsPerWeek => rates.Sum();

    /// <summary>Busy in office hours, with a dent at lunch, a tail in the evening and a quiet weekend.</summary>
    public static WeekShape Business(double requestsPerWeek)
    {
        int[] parts = [.. Enumerable.Range(0, HoursPerWeek).Select(h => (h < 120 ? Weekday : Weekend)[h % 24])];
        var total = parts.Sum();
        return new WeekShape(parts.Select(part => part * requestsPerWeek / total));
    }

    public static WeekShape Even(double requestsPerHour) =>
        new(Enumerable.Repeat(requestsPerHour, HoursPerWeek));

    public WeekShape Times(double factor) => new(rates.Select(rate => rate * factor));
}
