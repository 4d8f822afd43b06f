using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("ann@x.com", null, "ann@x.com")]
    [InlineData("  Ann Lee <Ann.Lee@X.COM> ", "Ann Lee", "Ann.Lee@x.com")]
    [InlineData("\"Lee, Ann; \\\"AL\\\"\" <ann@x.com>", "Lee, Ann; \"AL\"", "ann@x.com")]
    [InlineData("<ann@x.com>", null, "ann@x.com")]
    [InlineData("o'brien+demo@example.museum", null, "o'brien+demo@example.museum")]
    [InlineData("\"odd local\"@x.com", null, "\"odd local\"@x.com")]
    [InlineData("ann@localhost", null, "ann@localhost")]
    public void One_mailbox_is_read(string text, string? name, string address)
    {
        var mailbox = Mailbox.Parse(text);

        Assert.Equal((name, address), (mailbox.Name, mailbox.Address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@x.com")]
    [InlineData("ann@")]
    [InlineData("a@x.com,evil@y.com")]
    [InlineData("a@x.com;evil@y.com")]
    [InlineData("a@x.com evil@y.com")]
    [InlineData("a@b@x.com")]
    [InlineData("Ann <a@x.com>, Bob <b@y.com>")]
    [InlineData("Lee, Ann <a@x.com>")]
    [InlineData("Ann <a@x.com> <b@y.com>")]
    [InlineData("friends: a@x.com;")]
    [InlineData("\"Ann\" evil@y.com <a@x.com>")]
    [InlineData("\"Ann <a@x.com>")]
    [InlineData("a@x.com>")]
    [InlineData("\"a\r\nRCPT TO:<e@y>\"@x.com")]
    [InlineData("a\r\n@x.com")]
    [InlineData("a\0@x.com")]
    [InlineData("a\u2028b@x.com")]
    [InlineData("a\u202eb@x.com")]
    [InlineData("a b@x.com")]
    [InlineData("a<b@x.com")]
    [InlineData(".a@x.com")]
    [InlineData("a.@x.com")]
    [InlineData("a..b@x.com")]
    [InlineData("\"\"@x.com")]
    [InlineData("\"a\\\"@x.com")]
    [InlineData("a@x..com")]
    [InlineData("a@x.com.")]
    [InlineData("a@-x.com")]
    [InlineData("a@x_y.com")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@x.com\r\nBcc: e@y.com")]
    public void What_is_not_exactly_one_mailbox_is_refused_with_a_reason(string text)
    {
        Assert.False(Mailbox.TryParse(text, out var mailbox, out var why));
        Assert.Null(mailbox);
        Assert.NotEmpty(why);
    }

    [Theory]
    [InlineData("jo@bücher.example", "jo@xn--bcher-kva.example")]
    [InlineData("jo@BÜCHER.Example", "jo@xn--bcher-kva.example")]
    [InlineData("jo@bu\u0308cher.example", "jo@xn--bcher-kva.example")]
    public void A_domain_in_any_script_is_kept_in_ASCII(string text, string address)
    {
        var mailbox = Mailbox.Parse(text);

        Assert.Equal(address, mailbox.Address);
        Assert.False(mailbox.NeedsSmtpUtf8);
    }

    [Fact]
    public void A_local_part_outside_ASCII_needs_SMTPUTF8() => Assert.True(Mailbox.Parse("jörg@x.com").NeedsSmtpUtf8);

    [Fact]
    public void Sixty_four_octets_may_stand_before_the_at()
    {
        Assert.True(Mailbox.TryParse(new string('a', 64) + "@x.com", out _, out _));
        Assert.False(Mailbox.TryParse(new string('a', 65) + "@x.com", out _, out _));
        Assert.False(Mailbox.TryParse(new string('ä', 33) + "@x.com", out _, out _));
        Assert.False(Mailbox.TryParse(new string('a', 400) + "@x.com", out _, out _));
    }

    [Fact]
    public void An_address_has_at_most_254_octets()
    {
        var (local, label) = (new string('a', 62), new string('b', 61));
        string Address(int length) => $"{local}@{label}.{label}.{label}.{new string('c', length - 249)}";

        Assert.Equal(254, Address(254).Length);
        Assert.True(Mailbox.TryParse(Address(254), out _, out _));
        Assert.False(Mailbox.TryParse(Address(255), out _, out _));
    }

    [Theory]
    [InlineData("Ann\r\nBcc: evil@y.com")]
    [InlineData("Ann\0")]
    [InlineData("Ann\u001b[2J")]
    public void A_name_with_a_control_character_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new Mailbox(name, "ann@x.com"));

    [Fact]
    public void A_blank_name_is_no_name() => Assert.Null(new Mailbox("  ", "ann@x.com").Name);
}
