using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Tests.Playbooks;

/// <summary>Reads hours through whole playbooks, as the text of shifts has no door of its own.</summary>
public sealed class HoursTextTests
{
    static IReadOnlyList<PlaybookError> Errors(string hours) =>
        PlaybookText.Read(SamplePlaybook.With("Mon-Fri 08:00-16:00", hours)).Errors;

    [Theory]
    [InlineData("Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-14:00; Fri 22:00-02:00")]
    [InlineData("Fri-Mon 9:00-17:00")]
    [InlineData("Mon,Wed,Fri 09:00–12:00, 13:00–17:00;")]
    [InlineData("monday 00:00-24:00; TUESDAY 00:00-24:00")]
    [InlineData("Sun 22:00-06:00; Mon 06:00-14:00")]
    [InlineData("always")]
    public void Shifts_read_as_people_write_them(string hours) => Assert.Empty(Errors(hours));

    [Theory]
    [InlineData("Mon 09:00-17:00; Mon 16:59-18:00", "Mon 09:00-17:00 and Mon 16:59-18:00 overlap")]
    [InlineData("Mon 22:00-06:00; Tue 05:00-14:00", "overlap")]
    [InlineData("Sun 22:00-06:00; Mon 05:59-14:00", "Sun 22:00-06:00 and Mon 05:59-14:00 overlap")]
    [InlineData("Mon 09:00-09:00", "not a stretch of time")]
    [InlineData("Mon 24:00-06:00", "not a stretch of time")]
    [InlineData("Mon 9-17", "not a stretch of time")]
    [InlineData("Mon 09:60-17:00", "not a stretch of time")]
    [InlineData("Mon 09:00-17:00-18:00", "not a stretch of time")]
    [InlineData("09:00-17:00", "is not a day")]
    [InlineData("Mon-Wed-Fri 09:00-17:00", "is not a day")]
    [InlineData("M-F 09:00-17:00", "is not a day")]
    [InlineData(";", "No opening hours")]
    public void Shifts_that_cannot_be_are_refused(string hours, string problem) =>
        Assert.Contains(problem, Assert.Single(Errors(hours)).Problem, StringComparison.Ordinal);
}
