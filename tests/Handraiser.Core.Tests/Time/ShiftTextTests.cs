using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Tests.Time;

public sealed class ShiftTextTests
{
    [Fact]
    public void Groups_of_days_and_hours_become_shifts() => Assert.Equal(
        [
            new Shift(IsoDayOfWeek.Monday, new LocalTime(9, 0), new LocalTime(12, 0)),
            new Shift(IsoDayOfWeek.Monday, new LocalTime(13, 0), new LocalTime(17, 0)),
            new Shift(IsoDayOfWeek.Friday, new LocalTime(22, 0), new LocalTime(2, 0)),
        ],
        Read("Fri 22:00-02:00; Mon 13:00-17:00 09:00-12:00; Sun closed"));

    [Theory]
    [InlineData("Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-14:00")]
    [InlineData("Mon-Thu 09:00-17:00; Fri 09:00-17:00 22:00-02:00")]
    [InlineData("Mon-Sun 00:00-24:00")]
    [InlineData("Tue 08:00:30-08:00:45")]
    [InlineData("Mon-Sun closed")]
    public void Canonical_text_is_printed_as_it_was_read(string text) =>
        Assert.Equal(text, ShiftText.Format(Read(text)));

    [Theory]
    [InlineData("mon – fri  9:00 – 17:00 ;", "Mon-Fri 09:00-17:00")]
    [InlineData("Monday, Wednesday 09:00-17:00", "Mon 09:00-17:00; Wed 09:00-17:00")]
    [InlineData("Fri-Mon 09:00-17:00", "Mon 09:00-17:00; Fri-Sun 09:00-17:00")]
    [InlineData("Mon 18:00-00:00", "Mon 18:00-24:00")]
    [InlineData("Mon 08:00-12:00; Mon 12:00-13:00; Tue closed", "Mon 08:00-12:00 12:00-13:00")]
    public void Text_is_read_as_it_was_meant(string text, string canonical) =>
        Assert.Equal(canonical, ShiftText.Format(Read(text)));

    [Theory]
    [InlineData("", "There are no hours")]
    [InlineData("Mon-Fri", "\"Mon-Fri\" has no hours")]
    [InlineData("Mo-Fri 09:00-17:00", "\"Mo-Fri\" is not a day")]
    [InlineData("09:00-17:00", "\"09:00-17:00\" is not a day")]
    [InlineData("Mon-Wed-Fri 09:00-17:00", "\"Mon-Wed-Fri\" is not a day")]
    [InlineData("Mon 9-17", "\"9-17\" is not a stretch of hours")]
    [InlineData("Mon 09:00", "\"09:00\" is not a stretch of hours")]
    [InlineData("Mon 09:00-25:00", "\"09:00-25:00\" is not a stretch of hours")]
    [InlineData("Mon 24:00-08:00", "\"24:00-08:00\" is not a stretch of hours")]
    [InlineData("Mon 09:00-17:00 closed", "\"closed\" is not a stretch of hours")]
    [InlineData("Mon-Sun 09:00-17:00; Sun closed", "Sun is both open and closed")]
    [InlineData("Mon 09:00-13:00 12:00-17:00", "On Mon, 09:00-13:00 and 12:00-17:00 overlap")]
    [InlineData("Fri 09:00-17:00; Mon-Fri 09:00-17:00", "On Fri, 09:00-17:00 and 09:00-17:00 overlap")]
    [InlineData("Fri 20:00-02:00 22:00-23:00", "On Fri, 20:00-02:00 and 22:00-23:00 overlap")]
    public void A_mistake_is_named_with_its_remedy(string text, string error)
    {
        Assert.False(ShiftText.TryParse(text, out var shifts, out var said));
        Assert.Empty(shifts);
        Assert.StartsWith(error, said);
        Assert.Matches("Write|Use|Take", said);
    }

    [Fact]
    public void Shifts_that_do_not_overlap_survive_being_written_down()
    {
        var times = Gen.Choose(0, 1439).ArrayOf(4).Select(minutes => minutes.Distinct().Order().ToArray());
        var days = Gen.Choose(1, 7).SelectMany(day => times.Select(minutes => Enumerable.Range(0, minutes.Length / 2)
            .Select(i => new Shift((IsoDayOfWeek)day, Time(minutes[2 * i]), Time(minutes[2 * i + 1])))));
        var weeks = days.ArrayOf(7).Select(some => some.SelectMany(day => day).DistinctBy(s => s.Day).ToArray());
        Check.One(Schedules.Config(300), Prop.ForAll(weeks.ToArbitrary(), week =>
            Read(ShiftText.Format(week)).SequenceEqual(week.OrderBy(s => s.Day).ThenBy(s => s.Opens))));
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            Assert.Equal("Mon 09:00-17:00", ShiftText.Format(Read("MONDAY 09:00-17:00")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    static LocalTime Time(int minute) => LocalTime.FromMinutesSinceMidnight(minute);

    static IReadOnlyList<Shift> Read(string text)
    {
        Assert.True(ShiftText.TryParse(text, out var shifts, out var error), error);
        return shifts;
    }
}
