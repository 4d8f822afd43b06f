using Handraiser.Core.Clocks;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Tests.Clocks;

public sealed class BuyerClockTests
{
    static readonly OpeningHours Office = new(DateTimeZone.Utc, Enumerable.Range(1, 5)
        .Select(day => new Shift((IsoDayOfWeek)day, new LocalTime(9, 0), new LocalTime(17, 0))));

    static readonly Instant Monday = Instant.FromUtc(2024, 1, 8, 8, 0);

    [Fact]
    public void A_buyer_who_wrote_twice_has_waited_since_the_first_time()
    {
        var thursday = Monday + Duration.FromDays(3);
        Assert.Equal(Duration.FromDays(3), BuyerClock.Waited(Monday, thursday, thursday + Duration.FromDays(9)));
    }

    [Fact]
    public void A_buyer_waits_through_the_weekend()
    {
        var friday = Instant.FromUtc(2024, 1, 5, 16, 30);
        Assert.Equal(Duration.FromDays(3), BuyerClock.Waited(friday, null, friday + Duration.FromDays(3)));
    }

    [Fact]
    public void An_answer_at_once_took_no_time() =>
        Assert.Equal(Duration.Zero, BuyerClock.Waited(Monday, Monday, Monday + Duration.FromDays(1)));

    [Fact]
    public void Nobody_waits_less_than_nothing() =>
        Assert.Equal(Duration.Zero, BuyerClock.Waited(Monday, Monday - Duration.FromSeconds(2), Monday));

    [Fact]
    public void An_owner_answers_for_open_hours_since_the_lead_was_theirs() => Assert.Equal(
        Duration.FromHours(1),
        OwnerClock.Spent(Instant.FromUtc(2024, 1, 5, 16, 30), null, Instant.FromUtc(2024, 1, 8, 9, 30), Office));

    [Fact]
    public void An_owner_stops_counting_when_the_lead_leaves() => Assert.Equal(
        Duration.FromHours(2),
        OwnerClock.Spent(Monday, Instant.FromUtc(2024, 1, 8, 11, 0), Instant.FromUtc(2024, 1, 9, 11, 0), Office));

    [Fact]
    public void The_next_owner_begins_at_zero()
    {
        var handedOn = Instant.FromUtc(2024, 1, 8, 11, 0);
        Assert.Equal(Duration.Zero, OwnerClock.Spent(handedOn, null, handedOn, Office));
    }
}
