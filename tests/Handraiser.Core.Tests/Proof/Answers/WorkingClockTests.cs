using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class WorkingClockTests
{
    // A week in which the clocks change, from a minute that begins no hour.
    static readonly long First = Moment.Of(Instant.FromUtc(2026, 3, 26, 9, 17));
    static readonly long Last = First + (7 * Micros.Day);

    [Theory]
    [InlineData("Mon-Fri 09:00-17:00")]
    [InlineData("Mon-Sun 08:30-12:10; Sun 22:00-02:45")]
    public void Hours_worked_out_beforehand_tell_the_same_time(string written)
    {
        var hours = WrittenHours.Read(written, DateTimeZoneProviders.Tzdb["Europe/Oslo"]).Hours!;
        var (known, asked) = (new WorkingClock(hours, First, Last), new WorkingClock(hours));
        // Also before and after the span.
        var moments = Gen.Choose(-60 * 24, 60 * 24 * 8).Select(minute => First + (minute * Micros.Minute) + 1)
            .ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(2026, 25), Prop.ForAll(moments, moments,
            (from, to) => Assert.Equal(asked.Between(from, to), known.Between(from, to))));
    }

    [Fact]
    public void The_last_instant_of_the_span_is_in_it()
    {
        var hours = WrittenHours.Read("always", DateTimeZone.Utc).Hours!;
        Assert.Equal(Last - First, new WorkingClock(hours, First, Last).Between(First, Last));
    }
}
