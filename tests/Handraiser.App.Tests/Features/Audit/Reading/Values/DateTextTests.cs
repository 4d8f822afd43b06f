using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Features.Audit.Reading;
using Handraiser.Core.Proof;
using NodaTime;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2021-04-15 23:03:00", "2021-04-15T23:03:00Z")]
    [InlineData("2021-04-15T23:03:00.123+02:00", "2021-04-15T21:03:00.123Z")]
    [InlineData("2021-04-15T23:03Z", "2021-04-15T23:03:00Z")]
    [InlineData("2021-04-15", "2021-04-15T00:00:00Z")]
    [InlineData("2012/10/09 14:50:17.000", "2012-10-09T14:50:17Z")]
    [InlineData("15 Apr, 2021 00:03:00", "2021-04-15T00:03:00Z")]
    [InlineData("Apr 15, 2021 11:03 PM", "2021-04-15T23:03:00Z")]
    [InlineData("Thursday, April 15th, 2021 12:03 am", "2021-04-15T00:03:00Z")]
    [InlineData("15. april 2021 kl. 14.05", "2021-04-15T14:05:00Z")]
    [InlineData("15.04.2021 14:05", "2021-04-15T14:05:00Z")]
    [InlineData("3. März 2021", "2021-03-03T00:00:00Z")]
    [InlineData("3 févr. 2021 à 14h05", "2021-02-03T14:05:00Z")]
    [InlineData("27/02/2021 9:05", "2021-02-27T09:05:00Z")]
    [InlineData("2/27/21 9:05 p.m.", "2021-02-27T21:05:00Z")]
    [InlineData("1618527780", "2021-04-15T23:03:00Z")]
    [InlineData("1618527780123", "2021-04-15T23:03:00.123Z")]
    [InlineData("20210415230300", "2021-04-15T23:03:00Z")]
    [InlineData("44301.5", "2021-04-15T12:00:00Z")]
    [InlineData("2021-04", "2021-04-01T00:00:00Z")]
    public void It_reads_what_exports_write(string text, string expected)
    {
        Assert.True(DateText.Read(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(expected, Export.At(time.Micros(true)!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("never")]
    [InlineData("2021-02-30")]
    [InlineData("13/13/2021")]
    [InlineData("25:61")]
    [InlineData("660-485-0224")]
    [InlineData("10.0.0.1")]
    [InlineData("2021-04-15 24:61:00")]
    public void It_makes_no_date_of_what_is_none(string text) => Assert.False(DateText.Read(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Two_numbers_that_may_both_be_the_month_stay_open()
    {
        Assert.True(DateText.Read("03/04/2021 10:00"u8, out var time));
        Assert.Equal(ReadTime.Kinds.EitherFirst, time.Kind);
        Assert.Equal(("2021-04-03T10:00:00Z", "2021-03-04T10:00:00Z"), (Export.At(time.Micros(true)!.Value), Export.At(time.Micros(false)!.Value)));
    }

    [Fact]
    public void Every_instant_that_is_written_is_read_back() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(2026, 31), Prop.ForAll(
        Gen.Choose(-2_000_000_000, 2_000_000_000).ToArbitrary(), second =>
        {
            var at = Instant.FromUnixTimeSeconds(second);
            Assert.True(DateText.Read(Encoding.UTF8.GetBytes(at.ToString("uuuu-MM-dd HH:mm:ss", null)), out var time));
            Assert.Equal(Moment.Of(at), time.Micros(true));
        }));

    [Fact]
    public void No_bytes_make_it_fail() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(2026, 33), Prop.ForAll(
        Gen.Elements("1", "2021", "-", "/", ".", ":", " ", "T", "Z", "+", "Apr", "pm", "é", ",",
            "\"").ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (DateText.Read(bytes, out var time)) Assert.NotEqual(ReadTime.Kinds.None, time.Kind);
            AmountText.Read(bytes, out _, out _, out _);
            SpanText.Read(bytes, LengthUnit.Seconds, out _);
        }));
}
