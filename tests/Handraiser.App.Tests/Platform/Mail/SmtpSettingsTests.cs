using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class SmtpSettingsTests
{
    [Theory]
    [InlineData("smtp://u:p@mail.example:2525?tls=starttls", "smtp://u:***@mail.example:2525?tls=starttls")]
    [InlineData("smtp://mail.example?tls=starttls", "smtp://mail.example:587?tls=starttls")]
    [InlineData("smtp://mail.example?tls=none", "smtp://mail.example:25?tls=none")]
    [InlineData("smtps://u:p@Mail.Example", "smtps://u:***@mail.example:465")]
    [InlineData("smtp://localhost:1025", "smtp://localhost:1025?tls=none")]
    [InlineData("smtp://[::1]:1025", "smtp://[::1]:1025?tls=none")]
    [InlineData("smtp://u:p@127.0.0.1?tls=none", "smtp://u:***@127.0.0.1:25?tls=none")]
    public void A_setting_is_read_and_printed_without_its_password(string setting, string printed) =>
        Assert.Equal(printed, SmtpSettings.Parse(setting).ToString());

    [Fact]
    public void User_and_password_are_written_with_percent_signs()
    {
        var settings = SmtpSettings.Parse("smtps://me%40x.com:p%40%3A%2F%3F%23%25@mail.example");

        Assert.Equal(("me@x.com", "p@:/?#%"), (settings.User, settings.Password));
    }

    [Fact]
    public void The_sender_and_our_own_name_can_be_set()
    {
        var settings = SmtpSettings.Parse("smtps://mail.example?from=bounces%40seller.example&helo=app.seller.example");

        Assert.Equal(("bounces@seller.example", "app.seller.example"), (settings.From?.Address, settings.Hello));
    }

    [Theory]
    [InlineData("smtp://mail.example:25", "tls=none")]
    [InlineData("smtp://u:hush@mail.example:25?tls=none", "in the clear")]
    [InlineData("smtp://mail.example?tls=maybe", "starttls or none")]
    [InlineData("smtps://mail.example?tls=none", "takes no tls=")]
    [InlineData("smtp://u:hu#sh@mail.example", "%23")]
    [InlineData("smtp://u:1#hush@mail.example", "%23")]
    [InlineData("smtp://u:1?hush@mail.example", "%3F")]
    [InlineData("smtp://u:hu/sh@mail.example", "%2F")]
    [InlineData("smtp://u:hu@sh@mail.example", "%40")]
    [InlineData("smtp://u@mail.example?tls=starttls", "both a user and a password")]
    [InlineData("smtp://u:hu%00sh@mail.example?tls=starttls", "both a user and a password")]
    [InlineData("smtps://mail.example/inbox", "must look like")]
    [InlineData("smtps://", "must look like")]
    [InlineData("mail.example", "must look like")]
    [InlineData("smtps://u:hush@mail.example?pool=3", "tls=, ca=, from= and helo=")]
    [InlineData("smtps://mail.example?from=a%40x.com&from=b%40x.com", "at most once")]
    [InlineData("smtps://mail.example?from=a%40x.com,b%40x.com", "one address")]
    [InlineData("smtps://mail.example?from=a%40x.com%0D%0ARCPT", "one address")]
    [InlineData("smtps://mail.example?helo=a%0D%0Ab", "host name")]
    [InlineData("smtps://mail.example?ca=/no/such/file.pem", "PEM")]
    public void A_setting_that_cannot_be_used_says_how_to_mend_it(string setting, string mend)
    {
        var message = Assert.Throws<FormatException>(() => SmtpSettings.Parse(setting)).Message;

        Assert.Contains(mend, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }
}
