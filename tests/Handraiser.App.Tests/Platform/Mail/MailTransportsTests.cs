using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class MailTransportsTests
{
    [Fact]
    public void Nothing_set_is_no_transport() => Assert.Null(MailTransports.From(" "));

    [Fact]
    public void A_folder_is_a_pickup_folder() => Assert.IsType<PickupFolder>(MailTransports.From("folder:./outbox"));

    [Theory]
    [InlineData("smtp://localhost:1025")]
    [InlineData("smtps://mail.example")]
    public async Task A_mail_server_is_an_SMTP_transport(string setting)
    {
        await using var transport = Assert.IsType<SmtpTransport>(MailTransports.From(setting));
    }

    [Theory]
    [InlineData("folder:")]
    [InlineData("https://mail.example")]
    public void Anything_else_is_refused(string setting) =>
        Assert.Throws<FormatException>(() => MailTransports.From(setting));
}
