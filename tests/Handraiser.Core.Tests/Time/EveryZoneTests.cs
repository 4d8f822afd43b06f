using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Tests.Time;

/// <summary>Every zone of the database, every transition of fourteen years, against the wall clock itself.</summary>
public sealed class EveryZoneTests
{
    const int HoursAround = 36;
    static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0);
    static readonly Instant Last = Instant.FromUtc(2038, 1, 1, 0, 0);

    [Fact]
    public void A_split_shift_counts_what_the_wall_clock_shows_around_every_transition() =>
        Assert.InRange(Check("Mon-Sun 09:00-12:00 13:00-18:00"), 3_000, int.MaxValue);

    [Fact]
    public void An_overnight_shift_counts_what_the_wall_clock_shows_around_every_transition() =>
        Assert.InRange(Check("Mon-Sun 22:00-06:00"), 3_000, int.MaxValue);

    static int Check(string text)
    {
        Assert.True(ShiftText.TryParse(text, out var shifts, out var error), error);
        var transitions = 0;
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            var hours = new OpeningHours(zone, shifts);
            foreach (var interval in zone.GetZoneIntervals(First, Last))
            {
                if (!interval.HasStart || interval.Start < First) continue;
                var start = interval.Start - Duration.FromHours(HoursAround);
                var oracle = new WallClockOracle(zone, [.. shifts], [], [], start, 2 * HoursAround * 60);
                Compare(hours, oracle, $"{id} {interval.Start}");
                transitions++;
            }
        }
        return transitions;
    }

    static void Compare(OpeningHours hours, WallClockOracle oracle, string place)
    {
        for (var minute = 0; minute <= oracle.Minutes; minute += 30)
        {
            var counted = hours.Elapsed(oracle.Start, oracle.At(minute));
            var expected = Duration.FromMinutes(oracle.Elapsed(0, minute));
            if (counted != expected) Assert.Fail($"{place}: {minute} min: {counted}");
        }
        for (var minute = oracle.Minutes / 2 - 120; minute < oracle.Minutes / 2 + 120; minute++)
        {
            var isOpen = hours.IsOpenAt(oracle.At(minute));
            if (isOpen != oracle.IsOpen(minute)) Assert.Fail($"{place}: {minute} min: {isOpen}");
        }
        var passed = 0;
        for (var open = 1; open <= oracle.Total; open += 37)
        {
            while (oracle.Elapsed(0, passed) < open) passed++;
            var due = hours.Add(oracle.Start, Duration.FromMinutes(open));
            if (due != oracle.At(passed)) Assert.Fail($"{place}: + {open} min: {due}");
            var back = hours.Elapsed(oracle.Start, due.Value);
            if (back != Duration.FromMinutes(open)) Assert.Fail($"{place}: + {open} min is {back}");
        }
    }
}
