using NodaTime;

namespace Handraiser.App.Platform.Ui;

/// <summary>What a countdown looks like at one instant; js/clocks.js makes the same of it each second.</summary>
internal readonly record struct ClockFace(string State, int Percent)
{
    /// <summary>Share of the time, in percent, after which a running countdown asks for attention.</summary>
    public const int SoonPercent = 75;

    public static ClockFace At(Instant started, Instant due, Instant now)
    {
        if (now > due)
        {
            return new("is-late", 100);
        }

        var whole = Math.Max(1, (due - started).TotalMilliseconds);
        var percent = (int)Math.Clamp(Math.Floor((now - started).TotalMilliseconds / whole * 100), 0, 100);
        return new(percent >= SoonPercent ? "is-soon" : "is-fine", percent);
    }
}
