using Handraiser.App.Platform.Ui;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Ui;

public sealed class SpansTests
{
    static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59, "0:59")]
    [InlineData(252, "4:12")]
    [InlineData(3600, "1 h 00 min")]
    [InlineData(7500, "2 h 05 min")]
    [InlineData(273600, "3 d 4 h")]
    public void Lengths_read_short(long seconds, string words) => Assert.Equal(words, Spans.Words(seconds));

    [Theory]
    [InlineData(-251.1, "4:12 left")]
    [InlineData(-0.2, "0:01 left")]
    [InlineData(0, "0:00 left")]
    [InlineData(0.4, "0:00 late")]
    [InlineData(7500.9, "2 h 05 min late")]
    public void A_clock_is_never_late_before_it_is_due(double secondsPastDue, string words) =>
        Assert.Equal(words, Spans.Left(Noon, Noon + Duration.FromSeconds(secondsPastDue)));

    [Theory]
    [InlineData(-300, "is-fine", 0)]
    [InlineData(-76, "is-fine", 74)]
    [InlineData(-75, "is-soon", 75)]
    [InlineData(0, "is-soon", 100)]
    [InlineData(0.001, "is-late", 100)]
    public void A_face_asks_for_attention_in_the_last_quarter(double secondsPastDue, string state, int percent) =>
        Assert.Equal(
            new ClockFace(state, percent),
            ClockFace.At(Noon - Duration.FromMinutes(5), Noon, Noon + Duration.FromSeconds(secondsPastDue)));
}
