using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Platform.Http.Outgoing;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class RetryScheduleTests
{
    static readonly Instant FailedAt = Instant.FromUtc(2026, 3, 1, 12, 0, 0);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 5)]
    [InlineData(2, 5 * 60)]
    [InlineData(3, 30 * 60)]
    [InlineData(4, 2 * 3600)]
    [InlineData(5, 5 * 3600)]
    [InlineData(6, 10 * 3600)]
    [InlineData(7, 14 * 3600)]
    [InlineData(8, 20 * 3600)]
    [InlineData(9, 24 * 3600)]
    public void A_webhook_waits_longer_after_each_failure(int attempt, int seconds) => Assert.Equal(
        FailedAt + Duration.FromSeconds(seconds), RetrySchedule.Webhook.NextAttemptAt(attempt, FailedAt));

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(int.MaxValue)]
    public void After_ten_attempts_there_is_no_next(int attempt) =>
        Assert.Null(RetrySchedule.Webhook.NextAttemptAt(attempt, FailedAt, Duration.FromHours(1), 0.5));

    [Fact]
    public void A_webhook_is_tried_for_75_hours_and_35_minutes()
    {
        Assert.Equal(10, RetrySchedule.Webhook.Attempts);
        Assert.Equal(Duration.FromSeconds(75 * 3600 + 35 * 60 + 5), RetrySchedule.Webhook.Total);
    }

    [Fact]
    public void Mail_gives_up_sooner()
    {
        Assert.Equal(8, RetrySchedule.Mail.Attempts);
        Assert.Equal(Duration.FromHours(37) + Duration.FromMinutes(21), RetrySchedule.Mail.Total);
        Assert.Null(RetrySchedule.Mail.NextAttemptAt(8, FailedAt));
    }

    [Theory]
    [InlineData(1, 60, 60)]
    [InlineData(3, 60, 30 * 60)]
    [InlineData(9, 10 * 86400, 86400)]
    [InlineData(1, -60, 5)]
    public void What_the_receiver_asks_for_is_a_minimum_of_at_most_a_day(int attempt, int asked, int seconds) =>
        Assert.Equal(
            FailedAt + Duration.FromSeconds(seconds),
            RetrySchedule.Webhook.NextAttemptAt(attempt, FailedAt, Duration.FromSeconds(asked)));

    [Fact]
    public void Chance_lengthens_a_wait_by_a_tenth_at_most() => Assert.Equal(
        FailedAt + Duration.FromMinutes(33), RetrySchedule.Webhook.NextAttemptAt(3, FailedAt, fraction: 1));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Chance_is_from_0_to_1(double fraction) => Assert.Throws<ArgumentOutOfRangeException>(
        () => RetrySchedule.Webhook.NextAttemptAt(1, FailedAt, fraction: fraction));

    [Fact]
    public void No_luck_makes_the_promise_shorter_or_a_tenth_longer() =>
        Prop.ForAll<byte[]>(luck =>
        {
            var at = FailedAt;
            for (var attempt = 0; attempt < RetrySchedule.Webhook.Attempts; attempt++)
            {
                var fraction = luck.Length == 0 ? 0 : luck[attempt % luck.Length] / 255.0;
                at = RetrySchedule.Webhook.NextAttemptAt(attempt, at, null, fraction)!.Value;
            }
            var total = at - FailedAt;
            return total >= RetrySchedule.Webhook.Total && total <= RetrySchedule.Webhook.Total * 1.1;
        }).QuickCheckThrowOnFailure();
}
