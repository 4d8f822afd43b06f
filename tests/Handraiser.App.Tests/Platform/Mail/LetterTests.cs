using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class LetterTests
{
    [Theory]
    [InlineData("Hi\r\nBcc: evil@y.com")]
    [InlineData("Hi\nthere")]
    [InlineData("Hi\rthere")]
    [InlineData("Hi\0")]
    public void A_line_break_or_NUL_in_the_subject_is_refused_by_name(string subject)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Letters.Plain with { Subject = subject });

        Assert.Contains("Subject", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a@b>\r\nBcc: <e@y>")]
    [InlineData("a@b")]
    [InlineData("<a@b> <c@d>")]
    [InlineData("<a b@c>")]
    [InlineData("<ab>")]
    [InlineData("<ä@b>")]
    public void What_is_not_one_id_is_refused_by_the_name_of_its_header(string id)
    {
        static string Refusal(Func<Letter> make) => Assert.Throws<ArgumentException>(make).Message;

        Assert.Contains("Message-ID", Refusal(() => Letters.Plain with { MessageId = id }), StringComparison.Ordinal);
        Assert.Contains("In-Reply-To", Refusal(() => Letters.Plain with { InReplyTo = id }), StringComparison.Ordinal);
        Assert.Contains("References", Refusal(() => Letters.Plain with { References = [id] }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lead/7\r\nBcc: e@y")]
    [InlineData("lead 7")]
    [InlineData("")]
    public void A_key_is_visible_ASCII(string key) =>
        Assert.Throws<ArgumentException>(() => Letters.Plain with { Key = key });

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://bücher.example/stop")]
    [InlineData("/stop")]
    public void The_way_to_unsubscribe_is_a_web_or_mail_address(string link) =>
        Assert.Throws<ArgumentException>(() =>
            Letters.Plain with { Unsubscribe = new Uri(link, UriKind.RelativeOrAbsolute) });

    [Fact]
    public void A_way_to_unsubscribe_that_no_line_can_hold_is_refused() => Assert.Throws<ArgumentException>(() =>
        Letters.Plain with { Unsubscribe = new Uri("https://seller.example/" + new string('x', 1000)) });
}
