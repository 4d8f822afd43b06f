using Handraiser.Core.Identity;
using Handraiser.Core.Screening;

namespace Handraiser.Core.Tests.Screening;

public sealed class SpamScoreTests
{
    static readonly SpamSignals Quiet = new();

    public static TheoryData<SpamSignals> WeakSignals =>
    [
        Quiet with { SecondsToFill = 0.3 },
        Quiet with { IsDisposableEmail = true },
        Quiet with { IsRoleEmail = true },
        Quiet with { IsFreeMail = true },
        Quiet with { NameLooksMashed = true },
        Quiet with { EmailDoubts = [EmailDoubts.Unverified, EmailDoubts.MixedScript] },
        Quiet with { EmailDoubts = [EmailDoubts.Unverified] },
        Quiet with { SameNetworkIn10Min = 10_000 },
        Quiet with { SameEmailIn10Min = 10_000 },
        Quiet with { FormIsFlooded = true },
        Quiet with { LinkCount = 4 },
        Quiet with { Message = "We run an online casino and need your chat." },
        Quiet with { Message = "see [url=https://acme.com]us[/url]" },
    ];

    [Theory]
    [MemberData(nameof(WeakSignals))]
    public void A_weak_signal_scores_with_a_reason_and_never_quarantines_alone(SpamSignals signals)
    {
        var verdict = SpamScore.Of(signals);
        Assert.InRange(verdict.Score, 1, SpamScore.Quarantine - 1);
        Assert.Single(verdict.Reasons);
    }

    public static TheoryData<SpamSignals> StrongSignals =>
    [
        Quiet with { HoneypotFilled = true },
        Quiet with { LinkCount = 50 },
        Quiet with { IsUnreachable = true },
        Quiet with { Message = "Виагра и сиалис, купить таблетки без рецепта, онлайн аптека" },
    ];

    [Theory]
    [MemberData(nameof(StrongSignals))]
    public void A_strong_signal_quarantines_alone(SpamSignals signals) =>
        Assert.True(SpamScore.Of(signals).IsQuarantined);

    [Fact]
    public void A_quiet_request_scores_nothing_and_an_unknown_time_counts_for_the_buyer() =>
        Assert.Equal((0, 0), (SpamScore.Of(Quiet).Score, SpamScore.Of(Quiet).Reasons.Count));

    [Fact]
    public void A_throw_away_desk_address_sent_by_autofill_is_still_answered() =>
        Assert.False(SpamScore.Of(Quiet with
        {
            SecondsToFill = 0.3, IsDisposableEmail = true, IsRoleEmail = true, IsFreeMail = true,
        }).IsQuarantined);

    [Fact]
    public void Weak_signals_add_up_to_quarantine() =>
        Assert.True(SpamScore.Of(Quiet with
        {
            SecondsToFill = 0.3, NameLooksMashed = true, IsDisposableEmail = true,
        }).IsQuarantined);

    [Fact]
    public void A_score_ends_at_100_and_the_heaviest_reason_comes_first()
    {
        var verdict = SpamScore.Of(Quiet with
        {
            SecondsToFill = 0.1, HoneypotFilled = true, LinkCount = 99, FormIsFlooded = true, SameNetworkIn10Min = 99,
        });
        Assert.Equal(100, verdict.Score);
        Assert.StartsWith("A field that people cannot see", verdict.Reasons[0], StringComparison.Ordinal);
        Assert.All(verdict.Reasons, reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
    }

    [Fact]
    public void One_more_signal_never_lowers_the_score()
    {
        var plain = SpamScore.Of(Quiet with { SecondsToFill = 2, LinkCount = 4 }).Score;
        for (var links = 4; links < 30; links++)
        {
            var more = SpamScore.Of(Quiet with { SecondsToFill = 2, LinkCount = links }).Score;
            Assert.True(more >= plain, $"{links} links score {more} after {plain}");
            plain = more;
        }
    }
}
