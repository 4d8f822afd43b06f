using Handraiser.Core.Identity;

namespace Handraiser.Core.Tests.Identity;

public sealed class EmailAddressTests
{
    static EmailAddress Address(string raw) =>
        EmailAddress.Read(raw).Address ?? throw new InvalidOperationException($"no address in {raw}");

    [Theory]
    [InlineData("  ann@x.com \r\n")]
    [InlineData("mailto:ann@x.com")]
    [InlineData("MAILTO:ann@x.com?subject=Hello%20you")]
    [InlineData("Ann <ann@x.com>")]
    [InlineData("Doe, Ann <ann@x.com>")]
    [InlineData("\"Doe; Ann\" <ann@x.com>")]
    [InlineData("<mailto:ann@x.com>")]
    [InlineData("'ann@x.com' <ann@x.com>")]
    [InlineData("ann@x.com.")]
    [InlineData("ann@x.com;")]
    [InlineData("\"ann@x.com\"")]
    [InlineData("\u200Bann@x.com\uFEFF")]
    [InlineData("\u00A0ann＠x.com\u3000")]
    public void What_is_certain_is_put_right_without_a_doubt(string raw)
    {
        var reading = EmailAddress.Read(raw);
        Assert.Equal("ann@x.com", reading.Address?.Text);
        Assert.Empty(reading.Doubts);
        Assert.Equal(raw, reading.Raw);
    }

    [Theory]
    [InlineData("o'brien+demo@example.museum", "o'brien+demo@example.museum")]
    [InlineData("jörg@bücher.example", "jörg@xn--bcher-kva.example")]
    [InlineData("\"ann of acme\"@x.com", "\"ann of acme\"@x.com")]
    [InlineData("\"a;b,<c>@d\"@x.com", "\"a;b,<c>@d\"@x.com")]
    [InlineData("\"ann\"@x.com", "ann@x.com")]
    [InlineData("info@президент.рф", "info@xn--d1abbgf6aiiy.xn--p1ai")]
    [InlineData("x@acme.photography", "x@acme.photography")]
    public void Unusual_but_valid_addresses_are_taken(string raw, string text)
    {
        var reading = EmailAddress.Read(raw);
        Assert.Equal(text, reading.Address?.Text);
        Assert.Empty(reading.Doubts);
    }

    [Fact]
    public void A_local_part_that_is_not_ascii_says_so_to_the_sender()
    {
        Assert.True(Address("jörg@bücher.example").NeedsSmtpUtf8);
        Assert.False(Address("joerg@bücher.example").NeedsSmtpUtf8);
        Assert.Equal("jörg@bücher.example", Address("jörg@xn--bcher-kva.example").Display);
    }

    [Theory]
    [InlineData("a@b", "a@b", EmailDoubts.NoDot)]
    [InlineData("ann@x.com;bob@y.com", "ann@x.com", EmailDoubts.Several)]
    [InlineData("ann@x.com, bob@y.com", "ann@x.com", EmailDoubts.Several)]
    [InlineData("Ann <ann@x.com>, Bob <bob@y.com>", "ann@x.com", EmailDoubts.Several)]
    [InlineData("my mail is ann@x.com", "ann@x.com", EmailDoubts.Guessed)]
    [InlineData("ann,doe@x.com", "doe@x.com", EmailDoubts.Guessed)]
    [InlineData("ann@co.uk", "ann@co.uk", EmailDoubts.PublicSuffixOnly)]
    [InlineData("ann@acme.cmo", "ann@acme.cmo", EmailDoubts.UnknownSuffix)]
    [InlineData("ann..doe.@x.com", "ann..doe.@x.com", EmailDoubts.UnusualLocal)]
    [InlineData("an\u200Bn@x.com", "ann@x.com", EmailDoubts.InvisibleCharacters)]
    [InlineData("ann@аcme.com", "ann@xn--cme-5cd.com", EmailDoubts.MixedScript)]
    [InlineData("аnn@x.com", "аnn@x.com", EmailDoubts.MixedScript)]
    public void What_is_doubtful_is_kept_with_a_doubt(string raw, string text, string doubt)
    {
        var reading = EmailAddress.Read(raw);
        Assert.Equal(text, reading.Address?.Text);
        Assert.Equal([EmailDoubts.Unverified, doubt], reading.Doubts);
    }

    [Theory]
    [InlineData("ann@x.com\r\nBcc: all@y.com", EmailDoubts.ControlCharacters)]
    [InlineData("\"ann\r\n\"@x.com", EmailDoubts.ControlCharacters)]
    [InlineData("ann\0@x.com", EmailDoubts.ControlCharacters)]
    [InlineData("ann\u2028@x.com", EmailDoubts.ControlCharacters)]
    [InlineData("mailto:%22a%0D%0ABcc:b@c.de%22@x.com", EmailDoubts.NotAnAddress)]
    [InlineData("no address at all", EmailDoubts.NotAnAddress)]
    [InlineData("ann@", EmailDoubts.NotAnAddress)]
    [InlineData("@x.com", EmailDoubts.NotAnAddress)]
    [InlineData("ann@127.0.0.1", EmailDoubts.NotAnAddress)]
    [InlineData("ann@-x.com", EmailDoubts.NotAnAddress)]
    [InlineData("ann@x_y.com", EmailDoubts.NotAnAddress)]
    [InlineData("a b@@x.com", EmailDoubts.NotAnAddress)]
    [InlineData("ann\uFFFD@x.com", EmailDoubts.NotAnAddress)]
    public void What_cannot_be_written_to_leaves_only_the_raw_text(string raw, string doubt)
    {
        var reading = EmailAddress.Read(raw);
        Assert.Null(reading.Address);
        Assert.Equal(raw, reading.Raw);
        Assert.Contains(EmailDoubts.Unverified, reading.Doubts);
        Assert.Contains(doubt, reading.Doubts);
    }

    [Fact]
    public void Half_a_character_leaves_only_the_raw_text()
    {
        var reading = EmailAddress.Read("ann\uD800@x.com");
        Assert.Equal(("ann\uD800@x.com", null), (reading.Raw, reading.Address));
    }

    [Theory]
    [InlineData(64, 10, true)]
    [InlineData(65, 10, false)]
    [InlineData(64, 189, true)]
    [InlineData(64, 190, false)]
    public void Lengths_end_at_64_before_the_at_and_254_in_all(int local, int domain, bool isTaken)
    {
        var labels = string.Join('.', Enumerable.Repeat(new string('d', 49), 4));
        var reading = EmailAddress.Read($"{new string('a', local)}@{labels[..(domain - 4)]}.com");
        Assert.Equal(isTaken, reading.Address is not null);
        if (!isTaken) Assert.Contains(EmailDoubts.TooLong, reading.Doubts);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n\u200B")]
    public void Nothing_given_is_nothing_doubted(string? raw)
    {
        var reading = EmailAddress.Read(raw);
        Assert.Null(reading.Address);
        Assert.Empty(reading.Doubts);
    }

    [Theory]
    [InlineData("Ann@X.com", "ann@x.com ")]
    [InlineData("John.Doe@EX.com", "john.doe@ex.com")]
    [InlineData("ann@BÜCHER.example", "ann@xn--bcher-kva.example")]
    [InlineData("\"Ann\"@x.com", "ann@x.com")]
    [InlineData("jo\u0308rg@x.com", "jörg@x.com")]
    public void Case_blanks_and_writing_do_not_make_two_people(string one, string other) =>
        Assert.Equal(Address(one).Key, Address(other).Key);

    [Theory]
    [InlineData("ann+1@x.com", "ann@x.com")]
    [InlineData("a.n.n@gmail.com", "ann@gmail.com")]
    [InlineData("ann+news@googlemail.com", "a.nn@gmail.com")]
    public void Tags_and_dots_only_suggest(string one, string other)
    {
        Assert.NotEqual(Address(one).Key, Address(other).Key);
        Assert.Equal(Address(one).SuggestedTwin, Address(other).SuggestedTwin);
    }

    [Fact]
    public void Dots_outside_gmail_do_not_even_suggest() =>
        Assert.NotEqual(Address("a.nn@x.com").SuggestedTwin, Address("ann@x.com").SuggestedTwin);

    [Theory]
    [InlineData("info@acme.com", true, false, false)]
    [InlineData("Sales+web@acme.com", true, false, false)]
    [InlineData("ann@mailinator.com", false, true, false)]
    [InlineData("ann@x.yopmail.com", false, true, false)]
    [InlineData("ann@GMX.de", false, false, true)]
    [InlineData("ann@acme.com", false, false, false)]
    public void A_mailbox_is_known_by_its_kind(string raw, bool isRole, bool isDisposable, bool isFree)
    {
        var address = Address(raw);
        Assert.Equal((isRole, isDisposable, isFree), (address.IsRole, address.IsDisposable, address.IsFreeMail));
    }
}
