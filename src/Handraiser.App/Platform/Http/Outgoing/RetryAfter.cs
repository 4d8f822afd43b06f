using System.Globalization;
using NodaTime;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>Reads the Retry-After header (RFC 9110, 10.2.3), which strangers fill with anything.</summary>
internal static class RetryAfter
{
    public static readonly Duration Max = Duration.FromHours(24);

    static readonly string[] DateForms =
        ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"];

    /// <summary>The wait, between nothing and a day; null when the header is missing or is nonsense.</summary>
    public static Duration? Parse(string? text, Instant now)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }
        if (trimmed.All(char.IsAsciiDigit))
        {
            // More digits than a long holds still mean "far too long".
            var isSmall = long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds < (long)Max.TotalSeconds;
            return isSmall ? Duration.FromSeconds(seconds) : Max;
        }
        return DateTimeOffset.TryParseExact(trimmed, DateForms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var date)
            ? Clamp(Instant.FromDateTimeOffset(date) - now)
            : null;
    }

    static Duration Clamp(Duration wait) => Duration.Max(Duration.Zero, Duration.Min(wait, Max));
}
