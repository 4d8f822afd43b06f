using System.Globalization;
using NodaTime;

namespace Handraiser.App.Platform.Ui;

/// <summary>
/// Lengths of time in words, the same as js/clocks.js makes of them. What is left is rounded up and what has passed is
/// rounded down, so that a clock never reads worse than it is.
/// </summary>
internal static class Spans
{
    public static string Left(Instant due, Instant now) =>
        now <= due ? $"{Words(Up(due - now))} left" : $"{Words(Down(now - due))} late";

    public static string Since(Instant started, Instant now) => Words(Down(now - started));

    /// <summary>For example 4:12, 2 h 05 min, 3 d 4 h.</summary>
    public static string Words(long seconds) => seconds switch
    {
        < 0 => "0:00",
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}"),
        < 86400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h {seconds % 3600 / 60:00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400} d {seconds % 86400 / 3600} h"),
    };

    static long Up(Duration span) => (long)Math.Ceiling(span.TotalSeconds);

    static long Down(Duration span) => (long)Math.Floor(span.TotalSeconds);
}
