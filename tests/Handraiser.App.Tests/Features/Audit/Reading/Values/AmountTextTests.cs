using System.Text;
using Handraiser.App.Features.Audit.Reading;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("$22,700.00", 22700)]
    [InlineData("22.700,00 EUR", 22700)]
    [InlineData("1 250,50", 1250.5)]
    [InlineData("1\u00a0250,50 kr", 1250.5)]
    [InlineData("1'250.50", 1250.5)]
    [InlineData("$1,117.10K", 1117100)]
    [InlineData("1.5 M", 1500000)]
    [InlineData("(300)", -300)]
    [InlineData("-4", -4)]
    [InlineData("NOK 1 000,-", 1000)]
    [InlineData("1,234,567", 1234567)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("0.5", 0.5)]
    public void It_reads_money_as_people_write_it(string text, double expected)
    {
        Assert.True(AmountText.Read(Encoding.UTF8.GetBytes(text), out var value, out _, out _));
        Assert.Equal(expected, value, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("n/a")]
    [InlineData("2026-01-02T10:00:00Z")]
    [InlineData("L0001x2")]
    public void It_makes_no_money_of_what_is_none(string text) =>
        Assert.False(AmountText.Read(Encoding.UTF8.GetBytes(text), out _, out _, out _));

    [Fact]
    public void What_a_comma_means_is_told_by_the_column()
    {
        const string header = "id;stage;amount\n";
        using var english = new Export().With("deals", header + "1;Won;1,250\n2;Won;99.50\n");
        using var german = new Export().With("deals", header + "1;Won;1.250\n2;Won;99,50\n");
        Assert.Equal([1250, 99.5], english.History().Deals.Value);
        Assert.Equal([1250, 99.5], german.History().Deals.Value);
    }

    [Theory]
    [InlineData("420", "Seconds", 420)]
    [InlineData("7", "Minutes", 420)]
    [InlineData("420000", "Milliseconds", 420)]
    [InlineData("00:07:00", "Seconds", 420)]
    [InlineData("7:00", "Seconds", 420)]
    [InlineData("01:30", "HoursAndMinutes", 5400)]
    [InlineData("1h 20m", "Seconds", 4800)]
    [InlineData("5 min", "Seconds", 300)]
    [InlineData("PT5M", "Seconds", 300)]
    [InlineData("-22", "Seconds", -22)]
    public void It_reads_how_long_a_call_lasted(string text, string unit, double seconds)
    {
        Assert.True(SpanText.Read(Encoding.UTF8.GetBytes(text), Enum.Parse<LengthUnit>(unit), out var read));
        Assert.Equal(seconds, read, 6);
    }
}
