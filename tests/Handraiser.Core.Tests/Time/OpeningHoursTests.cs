using Handraiser.Core.Time;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.Core.Tests.Time;

/// <summary>Cases that other systems are on record for getting wrong, and the borders of each rule.</summary>
public sealed class OpeningHoursTests
{
    const string Office = "Mon-Fri 09:00-17:00";

    [Theory]
    [InlineData(Office, "2024-01-07T23:00", 5, "2024-01-08T09:05")]
    [InlineData(Office, "2024-01-05T16:30", 60, "2024-01-08T09:30")]
    [InlineData(Office, "2024-01-06T14:00", 60, "2024-01-08T10:00")]
    [InlineData(Office, "2024-01-06T18:30", 60, "2024-01-08T10:00")]
    [InlineData(Office, "2024-01-05T16:55", 5, "2024-01-05T17:00")]
    [InlineData(Office, "2024-01-05T17:00", 5, "2024-01-08T09:05")]
    [InlineData(Office, "2024-01-05T17:00", 0, "2024-01-05T17:00")]
    [InlineData("Mon-Fri 08:00-12:00 13:30-18:00", "2024-01-08T12:30", 30, "2024-01-08T14:00")]
    [InlineData("Mon-Fri 08:00-12:00 13:30-18:00", "2024-01-08T11:45", 30, "2024-01-08T13:45")]
    [InlineData("Mon-Fri 22:00-06:00", "2024-01-05T23:00", 480, "2024-01-08T23:00")]
    [InlineData("Mon-Fri 22:00-06:00", "2024-01-06T05:59", 2, "2024-01-08T22:01")]
    [InlineData("Fri 18:00-24:00", "2024-01-05T23:30", 60, "2024-01-12T18:30")]
    [InlineData("Sat 08:00-08:00", "2024-01-05T12:00", 1440, "2024-01-07T08:00")]
    public void Open_time_is_added_over_closed_time(string shifts, string start, int minutes, string due) =>
        Assert.Equal(Utc(due), Hours("UTC", shifts).Add(Utc(start), Duration.FromMinutes(minutes)));

    [Theory]
    [InlineData("2024-01-05T16:30", "2024-01-08T09:30", 60)]
    [InlineData("2024-01-06T10:00", "2024-01-07T20:00", 0)]
    [InlineData("2024-01-08T09:00", "2024-01-15T09:00", 2_400)]
    [InlineData("2024-01-08T10:00", "2024-01-08T09:00", 0)]
    public void Only_open_time_elapses(string from, string to, int minutes) =>
        Assert.Equal(Duration.FromMinutes(minutes), Hours("UTC", Office).Elapsed(Utc(from), Utc(to)));

    [Fact]
    public void A_fifth_of_a_second_is_a_fifth_of_a_second()
    {
        var start = Utc("2024-01-08T10:00");
        var span = Duration.FromMilliseconds(200);
        Assert.Equal(span, Hours("UTC", Office).Elapsed(start, start + span));
    }

    [Fact]
    public void A_holiday_counts_nothing()
    {
        var hours = Hours("UTC", Office, [new LocalDate(2024, 1, 15)]);
        Assert.Equal(Utc("2024-01-16T10:00"), hours.Add(Utc("2024-01-15T11:00"), Duration.FromHours(1)));
    }

    [Fact]
    public void A_night_shift_begun_before_a_holiday_runs_on_into_it()
    {
        var hours = Hours("UTC", "Mon-Sun 22:00-06:00", [new LocalDate(2024, 1, 16)]);
        Assert.Equal(Utc("2024-01-16T06:00"), hours.StretchAt(Utc("2024-01-16T03:00"))?.End);
        Assert.False(hours.IsOpenAt(Utc("2024-01-16T23:00")));
        Assert.False(hours.IsOpenAt(Utc("2024-01-17T03:00")));
    }

    [Fact]
    public void A_holiday_is_a_date_of_the_zone_that_the_hours_are_kept_in()
    {
        var hours = Hours("Pacific/Auckland", Office, [new LocalDate(2026, 2, 6)]);
        Assert.False(hours.IsOpenAt(Utc("2026-02-05T21:00")));
        Assert.True(hours.IsOpenAt(Utc("2026-02-04T21:00")));
    }

    [Fact]
    public void Leave_cuts_a_stretch_in_two()
    {
        var hours = Hours("UTC", Office).WithLeave([new Interval(Utc("2024-01-08T11:00"), Utc("2024-01-08T12:00"))]);
        var morning = new Interval(Utc("2024-01-08T09:00"), Utc("2024-01-08T11:00"));
        Assert.Equal(morning, hours.StretchAt(Utc("2024-01-08T09:00")));
        Assert.Null(hours.StretchAt(Utc("2024-01-08T11:00")));
        Assert.Equal(Utc("2024-01-08T12:00"), hours.NextOpening(Utc("2024-01-08T11:00")));
    }

    [Fact]
    public void Shifts_that_touch_are_one_stretch() => Assert.Equal(
        new Interval(Utc("2024-01-08T22:00"), Utc("2024-01-09T10:00")),
        Hours("UTC", "Mon 22:00-02:00; Tue 02:00-06:00 06:00-10:00").StretchAt(Utc("2024-01-09T05:00")));

    [Theory]
    [InlineData("America/New_York", "09:00-17:00", "2026-03-08", "2026-03-08T13:00", "2026-03-08T21:00")]
    [InlineData("America/New_York", "13:00-18:00", "2026-03-08", "2026-03-08T17:00", "2026-03-08T22:00")]
    [InlineData("America/New_York", "13:00-18:00", "2026-11-01", "2026-11-01T18:00", "2026-11-01T23:00")]
    [InlineData("America/New_York", "00:00-06:00", "2026-11-01", "2026-11-01T04:00", "2026-11-01T11:00")]
    [InlineData("America/New_York", "01:30-05:00", "2026-11-01", "2026-11-01T05:30", "2026-11-01T10:00")]
    [InlineData("America/New_York", "00:30-01:30", "2026-11-01", "2026-11-01T04:30", "2026-11-01T06:30")]
    [InlineData("Europe/Berlin", "14:00-18:00", "2026-03-29", "2026-03-29T12:00", "2026-03-29T16:00")]
    [InlineData("Europe/London", "01:30-05:00", "2026-03-29", "2026-03-29T01:00", "2026-03-29T04:00")]
    [InlineData("Europe/London", "22:00-01:30", "2026-03-28", "2026-03-28T22:00", "2026-03-29T01:00")]
    [InlineData("Australia/Lord_Howe", "09:00-17:00", "2026-10-04", "2026-10-03T22:00", "2026-10-04T06:00")]
    [InlineData("Pacific/Chatham", "14:00-17:00", "2026-09-27", "2026-09-27T00:15", "2026-09-27T03:15")]
    [InlineData("Africa/Cairo", "00:00-06:00", "2026-04-24", "2026-04-23T22:00", "2026-04-24T03:00")]
    [InlineData("Africa/Casablanca", "02:30-06:00", "2024-04-14", "2024-04-14T02:00", "2024-04-14T05:00")]
    [InlineData("Asia/Kathmandu", "09:00-17:00", "2026-03-08", "2026-03-08T03:15", "2026-03-08T11:15")]
    [InlineData("America/Asuncion", "00:00-05:00", "2024-10-06", "2024-10-06T04:00", "2024-10-06T08:00")]
    [InlineData("Europe/Chisinau", "22:00-02:30", "2020-10-24", "2020-10-24T19:00", "2020-10-25T00:30")]
    [InlineData("Pacific/Apia", "20:00-03:00", "2011-12-29", "2011-12-30T06:00", "2011-12-30T10:00")]
    public void A_shift_keeps_its_wall_clock_on_the_day_the_clocks_change(
        string zone, string shift, string date, string opens, string closes)
    {
        var day = LocalDatePattern.Iso.Parse(date).Value;
        LocalDate[] others = [day.PlusDays(-1), day.PlusDays(1)];
        var hours = Hours(zone, $"Mon-Sun {shift}", others);
        Assert.Equal(new Interval(Utc(opens), Utc(closes)), hours.StretchAt(Utc(opens)));
    }

    [Fact]
    public void A_long_shift_far_from_Greenwich_is_whole_in_every_week()
    {
        foreach (var (zone, offset) in new[] { ("Etc/GMT+12", -12), ("Etc/GMT-14", 14) })
        {
            var hours = Hours(zone, "Mon 20:00-19:00");
            for (var week = 0; week < 16; week++)
            {
                var opens = Utc("2024-01-08T20:00") + Duration.FromDays(7 * week) - Duration.FromHours(offset);
                Assert.Equal(new Interval(opens, opens + Duration.FromHours(23)), hours.StretchAt(opens));
            }
        }
    }

    [Fact]
    public void A_date_that_the_zone_skipped_has_no_shift()
    {
        var hours = Hours("Pacific/Apia", "Mon-Sun 09:00-17:00");
        Assert.Equal(Utc("2011-12-30T19:00"), hours.NextOpening(Utc("2011-12-30T03:00")));
    }

    [Fact]
    public void A_shift_inside_a_gap_does_not_exist() => Assert.Equal(
        Utc("2026-03-30T00:10"),
        Hours("Europe/London", "Sun-Mon 01:10-01:40").NextOpening(Utc("2026-03-29T00:00")));

    [Fact]
    public void Both_passes_of_a_repeated_hour_are_open_and_counted()
    {
        var hours = Hours("America/New_York", "Sun 00:00-06:00");
        var (first, second) = (Utc("2026-11-01T05:30"), Utc("2026-11-01T06:30"));
        Assert.True(hours.IsOpenAt(first) && hours.IsOpenAt(second));
        Assert.Equal(second, hours.Add(first, Duration.FromHours(1)));
    }

    [Fact]
    public void Nine_in_the_morning_is_nine_in_the_morning_on_every_day_of_autumn()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        var hours = Hours(zone.Id, "Mon-Sun 09:00-17:00");
        for (var date = new LocalDate(2026, 10, 25); date < new LocalDate(2027, 1, 1); date = date.PlusDays(1))
        {
            var opening = hours.NextOpening(zone.AtStartOfDay(date).ToInstant())!.Value;
            Assert.Equal(date.At(new LocalTime(9, 0)), opening.InZone(zone).LocalDateTime);
        }
    }

    [Fact]
    public void Without_a_shift_there_is_no_answer_and_no_endless_search()
    {
        var hours = Hours("UTC", "Mon-Sun closed");
        Assert.Null(hours.Add(Utc("2024-01-08T09:00"), Duration.FromMinutes(5)));
        Assert.Null(hours.Subtract(Utc("2024-01-08T09:00"), Duration.FromMinutes(5)));
        Assert.Null(hours.NextOpening(Utc("2024-01-08T09:00")));
    }

    [Fact]
    public void Ten_years_of_nothing_but_holidays_is_never()
    {
        var first = new LocalDate(2024, 1, 1);
        var hours = Hours("UTC", Office, Enumerable.Range(0, 4_100).Select(first.PlusDays));
        Assert.Null(hours.Add(Utc("2024-01-08T09:00"), Duration.FromMinutes(5)));
        Assert.Null(hours.NextOpening(Utc("2024-01-08T09:00")));
    }

    [Fact]
    public void Nine_years_of_leave_still_end()
    {
        var hours = Hours("UTC", Office).WithLeave([new Interval(Utc("2024-01-01T00:00"), Utc("2033-01-03T00:00"))]);
        Assert.Equal(Utc("2033-01-03T09:05"), hours.Add(Utc("2024-01-08T09:00"), Duration.FromMinutes(5)));
    }

    [Fact]
    public void Leave_without_an_end_is_never_over()
    {
        var hours = OpeningHours.Always.WithLeave([new Interval(Utc("2024-01-01T00:00"), null)]);
        Assert.Null(hours.NextOpening(Utc("2024-01-01T00:00")));
        Assert.Equal(new Interval(Instant.MinValue, Utc("2024-01-01T00:00")), hours.StretchAt(Utc("2023-01-01T00:00")));
    }

    [Fact]
    public void Always_is_open_from_one_end_of_time_to_the_other()
    {
        var always = OpeningHours.Always;
        Assert.True(always.IsOpenAt(Instant.MinValue) && always.IsOpenAt(Instant.MaxValue));
        Assert.Equal(new Interval(Instant.MinValue, Instant.MaxValue), always.StretchAt(Utc("2024-01-08T09:00")));
        Assert.Equal(Instant.MaxValue - Instant.MinValue, always.Elapsed(Instant.MinValue, Instant.MaxValue));
        Assert.Null(always.Add(Instant.MaxValue, Duration.Epsilon));
    }

    [Theory]
    [InlineData("Mon-Sun 00:00-24:00")]
    [InlineData("Mon-Sun 08:00-08:00")]
    [InlineData("Mon-Sat 00:00-24:00; Sun 00:00-12:00 12:00-24:00")]
    public void Round_the_clock_never_closes(string shifts) => Assert.True(Hours("Africa/Cairo", shifts).NeverCloses);

    [Fact]
    public void Round_the_clock_less_a_minute_closes() =>
        Assert.False(Hours("UTC", "Mon-Sat 00:00-24:00; Sun 00:00-23:59").NeverCloses);

    [Fact]
    public void Round_the_clock_closes_for_a_holiday_only()
    {
        var hours = Hours("Europe/Berlin", "Mon-Sun 00:00-24:00", [new LocalDate(2026, 12, 25)]);
        Assert.Equal(new Interval(Instant.MinValue, Utc("2026-12-24T23:00")), hours.StretchAt(Utc("2020-01-01T00:00")));
        Assert.Equal(new Interval(Utc("2026-12-25T23:00"), Instant.MaxValue), hours.StretchAt(Utc("2040-01-01T00:00")));
    }

    [Fact]
    public void The_ends_of_time_are_no_trap()
    {
        var hours = Hours("Pacific/Apia", Office);
        Assert.False(hours.IsOpenAt(Instant.MinValue) || hours.IsOpenAt(Instant.MaxValue));
        Assert.Null(hours.Add(Instant.MaxValue, Duration.FromMinutes(5)));
        Assert.Null(hours.Subtract(Instant.MinValue, Duration.FromMinutes(5)));
        Assert.Null(hours.NextOpening(Instant.MaxValue));
    }

    [Fact]
    public void Open_time_is_not_negative() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Hours("UTC", Office).Add(Utc("2024-01-08T09:00"), -Duration.Epsilon));

    [Theory]
    [InlineData("2024-01-08", "2024-01-08T17:00")]
    [InlineData("2024-01-09", "2024-01-10T02:00")]
    [InlineData("2024-01-10", "2024-01-10T12:00")]
    [InlineData("2024-01-11", null)]
    [InlineData("2024-01-12", null)]
    public void Work_ends_with_the_last_shift_that_starts_on_a_date_less_leave(string date, string? closing)
    {
        var hours = Hours("UTC", "Mon 09:00-12:00 13:00-17:00; Tue 22:00-02:00; Wed-Thu 09:00-17:00").WithLeave(
        [
            new Interval(Utc("2024-01-10T12:00"), Utc("2024-01-10T20:00")),
            new Interval(Utc("2024-01-11T00:00"), Utc("2024-01-12T00:00")),
        ]);
        Assert.Equal(closing is null ? null : Utc(closing), hours.ClosingOf(LocalDatePattern.Iso.Parse(date).Value));
    }

    [Fact]
    public void Threads_that_share_hours_read_the_same_answers()
    {
        var start = Utc("2024-01-01T00:00");
        Instant?[] Dues(OpeningHours hours) => [.. Enumerable.Range(0, 2_000)
            .Select(i => hours.Add(start + Duration.FromHours(i * 37), Duration.FromHours(5)))];
        var shared = Hours("Europe/Berlin", Office);
        var expected = Dues(Hours("Europe/Berlin", Office));
        Assert.All(Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4).Select(_ => Dues(shared)).ToArray(),
            dues => Assert.Equal(expected, dues));
    }

    static OpeningHours Hours(string zone, string text, IEnumerable<LocalDate>? holidays = null)
    {
        Assert.True(ShiftText.TryParse(text, out var shifts, out var error), error);
        return new OpeningHours(DateTimeZoneProviders.Tzdb[zone], shifts, holidays);
    }

    static Instant Utc(string text) =>
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm").Parse(text).GetValueOrThrow();
}
