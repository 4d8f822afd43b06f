using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Platform.Http.Outgoing;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class RetryAfterTests
{
    static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0, 0);

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("120", 120L)]
    [InlineData(" 120 ", 120L)]
    [InlineData("0000120", 120L)]
    [InlineData("86399", 86399L)]
    [InlineData("86400", 86400L)]
    [InlineData("86401", 86400L)]
    [InlineData("1000000000", 86400L)]
    [InlineData("99999999999999999999999999999999", 86400L)]
    [InlineData("Sun, 01 Mar 2026 12:01:30 GMT", 90L)]
    [InlineData("Sunday, 01-Mar-26 12:01:30 GMT", 90L)]
    [InlineData("Sun Mar  1 12:01:30 2026", 90L)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0L)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86400L)]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT", 0L)]
    public void A_wait_is_read_and_kept_between_nothing_and_a_day(string text, long seconds) =>
        Assert.Equal(Duration.FromSeconds(seconds), RetryAfter.Parse(text, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1.5")]
    [InlineData("1e9")]
    [InlineData("١٢")]
    [InlineData("Mon, 01 Mar 2026 12:01:30 GMT")]
    [InlineData("2026-03-01T12:01:30Z")]
    public void Nonsense_is_no_wait_at_all(string? text) => Assert.Null(RetryAfter.Parse(text, Now));

    [Fact]
    public void Nothing_that_a_stranger_writes_breaks_it() =>
        Prop.ForAll<string>(text => RetryAfter.Parse(text, Now) is not { } wait
            || (wait >= Duration.Zero && wait <= RetryAfter.Max)).QuickCheckThrowOnFailure();
}
