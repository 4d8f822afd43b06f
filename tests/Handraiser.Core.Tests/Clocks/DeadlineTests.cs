using Handraiser.Core.Clocks;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Clocks;

public sealed class DeadlineTests
{
    static readonly OpeningHours Office = Hours("UTC", "Mon-Fri 09:00-12:00 13:00-17:00");

    [Fact]
    public void Five_minutes_late_on_Sunday_are_due_at_five_past_nine_on_Monday() => Assert.Equal(
        Instant.FromUtc(2024, 1, 8, 9, 5),
        Deadline.DueAt(Within(Duration.FromMinutes(5)), Instant.FromUtc(2024, 1, 7, 23, 0), Office));

    [Fact]
    public void Five_minutes_of_every_hour_are_due_five_minutes_later() => Assert.Equal(
        Instant.FromUtc(2024, 1, 7, 23, 5),
        Deadline.DueAt(Within(Duration.FromMinutes(5)), Instant.FromUtc(2024, 1, 7, 23, 0), OpeningHours.Always));

    [Theory]
    [InlineData(8, 10, 1, 9)]
    [InlineData(8, 23, 1, 9)]
    [InlineData(8, 0, 1, 9)]
    [InlineData(12, 10, 1, 15)]
    [InlineData(13, 10, 1, 15)]
    [InlineData(12, 10, 3, 17)]
    public void Working_days_are_due_when_work_ends_on_the_last_of_them(int day, int hour, int days, int dueDay) =>
        Assert.Equal(
            Instant.FromUtc(2024, 1, dueDay, 17, 0),
            Deadline.DueAt(Days(days), Instant.FromUtc(2024, 1, day, hour, 0), Office));

    [Fact]
    public void The_date_of_arrival_is_that_of_the_zone_of_the_hours() => Assert.Equal(
        Instant.FromUtc(2024, 1, 10, 4, 0),
        Deadline.DueAt(Days(1), Instant.FromUtc(2024, 1, 8, 23, 30), Hours("Pacific/Auckland", "Mon-Fri 09:00-17:00")));

    [Fact]
    public void A_night_shift_is_the_working_day_on_which_it_starts() => Assert.Equal(
        Instant.FromUtc(2024, 1, 10, 6, 0),
        Deadline.DueAt(Days(1), Instant.FromUtc(2024, 1, 8, 12, 0), Hours("UTC", "Mon-Fri 22:00-06:00")));

    [Fact]
    public void Holidays_and_days_of_leave_are_not_working_days()
    {
        var hours = new OpeningHours(DateTimeZone.Utc, Office.Shifts, [new LocalDate(2024, 1, 9)],
            [new Interval(Instant.FromUtc(2024, 1, 10, 8, 0), Instant.FromUtc(2024, 1, 10, 18, 0))]);
        Assert.Equal(
            Instant.FromUtc(2024, 1, 11, 17, 0),
            Deadline.DueAt(Days(1), Instant.FromUtc(2024, 1, 8, 12, 0), hours));
    }

    [Fact]
    public void Of_every_hour_the_next_working_day_ends_at_midnight() => Assert.Equal(
        Instant.FromUtc(2024, 1, 8, 0, 0),
        Deadline.DueAt(Days(1), Instant.FromUtc(2024, 1, 6, 12, 0), OpeningHours.Always));

    [Fact]
    public void A_target_that_never_comes_due_says_so()
    {
        var gone = Office.WithLeave([new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), null)]);
        Assert.Null(Deadline.DueAt(Within(Duration.FromMinutes(5)), Instant.FromUtc(2024, 1, 8, 9, 0), gone));
        Assert.Null(Deadline.DueAt(Days(1), Instant.FromUtc(2024, 1, 8, 9, 0), gone));
    }

    [Fact]
    public void A_target_without_a_length_is_a_mistake() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Deadline.DueAt(Days(0), Instant.FromUtc(2024, 1, 8, 9, 0), Office));

    static Target Within(Duration within) => new(within, 0, WhoseHours.Team, Grade.Attempt, null);

    static Target Days(int days) => new(null, days, WhoseHours.Team, Grade.Attempt, null);

    static OpeningHours Hours(string zone, string text)
    {
        Assert.True(ShiftText.TryParse(text, out var shifts, out var error), error);
        return new OpeningHours(DateTimeZoneProviders.Tzdb[zone], shifts);
    }
}
