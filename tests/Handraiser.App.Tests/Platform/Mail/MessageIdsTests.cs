using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class MessageIdsTests
{
    [Fact]
    public void A_message_id_follows_from_the_key_alone()
    {
        var id = MessageIds.For("lead/7/warm/1", "Seller.Example");

        Assert.Equal("<4b7a4fa713ca59f20062269f882bfceeaba9b29a@seller.example>", id);
        Assert.NotEqual(id, MessageIds.For("lead/7/warm/2", "seller.example"));
    }

    [Fact]
    public void A_message_id_needs_a_host() =>
        Assert.Throws<ArgumentException>(() => MessageIds.For("lead/7", "x>\r\nBcc: e@y"));
}
