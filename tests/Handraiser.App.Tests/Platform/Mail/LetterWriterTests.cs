using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Platform.Mail;
using static Handraiser.App.Tests.Platform.Mail.Letters;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class LetterWriterTests
{
    private const string Emoji = "\U0001F44B";

    [Fact]
    public void A_plain_letter_is_these_bytes() => Assert.Equal(
        """
        Date: Mon, 09 Mar 2026 08:30:05 +0000
        From: Rita Rep <rita@seller.example>
        To: Ben Buyer <ben@buyer.example>
        Subject: Your demo
        Message-ID: <c9@seller.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Hello Ben,
        I call you at ten.

        """.ReplaceLineEndings("\r\n"), Written(Plain with { MessageId = "<c9@seller.example>" }));

    [Fact]
    public void A_letter_with_everything_is_these_bytes()
    {
        var letter = Plain with
        {
            MessageId = "<c9@seller.example>",
            ReplyTo = new Mailbox("Müller & Söhne", "team@seller.example"),
            Subject = "Grüße",
            TextBody = "Grüße = gut",
            HtmlBody = "<p>Hello</p>",
            Unsubscribe = new Uri("https://seller.example/stop/abc"),
            AutoSubmitted = AutoSubmitted.Generated,
            InReplyTo = "<q1@buyer.example>",
            References = ["<q0@buyer.example>", "<q1@buyer.example>"],
            Key = "lead/7/warm/1",
        };

        Assert.Equal(
            """
            Date: Mon, 09 Mar 2026 08:30:05 +0000
            From: Rita Rep <rita@seller.example>
            To: Ben Buyer <ben@buyer.example>
            Reply-To: =?utf-8?B?TcO8bGxlciAmIFPDtmhuZQ==?= <team@seller.example>
            Subject: =?utf-8?B?R3LDvMOfZQ==?=
            Message-ID: <c9@seller.example>
            In-Reply-To: <q1@buyer.example>
            References: <q0@buyer.example> <q1@buyer.example>
            List-Unsubscribe: <https://seller.example/stop/abc>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            Auto-Submitted: auto-generated
            X-Handraiser-Key: lead/7/warm/1
            MIME-Version: 1.0
            Content-Type: multipart/alternative;
             boundary="=_BOUNDARY"

            --=_BOUNDARY
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe =3D gut
            --=_BOUNDARY
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: 7bit

            <p>Hello</p>
            --=_BOUNDARY--

            """.ReplaceLineEndings("\r\n")
                .Replace("BOUNDARY", "5bc1c00955b1e816401ad377228cdb5b", StringComparison.Ordinal),
            Written(letter));
    }

    [Fact]
    public void The_same_letter_is_always_the_same_bytes()
    {
        var letter = Plain with { HtmlBody = "<p>Hi</p>" };

        Assert.Equal(LetterWriter.Write(letter), LetterWriter.Write(letter with { }));
    }

    [Fact]
    public void A_boundary_never_stands_in_the_text()
    {
        var letter = Plain with { HtmlBody = "<p>Hi</p>" };
        var first = BoundaryOf(Written(letter));

        var second = BoundaryOf(Written(letter with { TextBody = $"--{first}\n--{first}--\n" }));

        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("Ann\u2028Bcc: evil@y.com")]
    [InlineData("=?utf-8?B?QmNjOiBldmlsQHkuY29t?=")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_evil@y.com?=")]
    [InlineData("Ann\" <evil@y.com>, \"")]
    [InlineData("Ann\\\" <evil@y.com>, \\\"")]
    [InlineData("evil@y.com, Ann")]
    [InlineData("Ann (evil@y.com) <b@c>")]
    public void A_hostile_name_or_subject_adds_no_header_and_no_mailbox(string hostile)
    {
        var mail = Written(Plain with { To = new Mailbox(hostile, "ben@buyer.example"), Subject = hostile });

        Assert.Equal(HeadersOf(Written(Plain)).Select(h => h.Name), HeadersOf(mail).Select(h => h.Name));
        Assert.Equal(hostile, NameIn(HeaderOf(mail, "To"), "ben@buyer.example"));
        var subject = HeaderOf(mail, "Subject");
        Assert.Equal(hostile, subject == hostile ? subject : Decoded(subject));
    }

    [Theory]
    [InlineData("=?utf-8?B?SGk=?=")]
    [InlineData("Re: =?x")]
    public void What_looks_like_an_encoded_word_arrives_as_it_was_typed(string text)
    {
        var mail = Written(Plain with { Subject = text, To = new Mailbox(text, "ben@buyer.example") });

        Assert.Equal(text, Decoded(HeaderOf(mail, "Subject")));
        Assert.Equal(text, NameIn(HeaderOf(mail, "To"), "ben@buyer.example"));
    }

    [Fact]
    public void Three_hundred_emoji_fold_into_words_that_split_none_of_them()
    {
        var subject = string.Concat(Enumerable.Repeat(Emoji, 300));

        var mail = Written(Plain with { Subject = subject });

        var value = HeaderOf(mail, "Subject");
        Assert.Equal(subject, Decoded(value));
        Assert.All(value.Split(' '), word => Assert.InRange(word.Length, 1, 75));
        Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character()
    {
        var mail = Written(Plain with { Subject = "Hi \ud83d there" });

        Assert.Equal("Hi \ufffd there", Decoded(HeaderOf(mail, "Subject")));
    }

    [Fact]
    public void A_subject_folds_between_words()
    {
        var subject = string.Join(' ', Enumerable.Repeat("quarterly", 40));

        var mail = Written(Plain with { Subject = subject });

        Assert.Equal(subject, HeaderOf(mail, "Subject"));
        Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public void A_word_that_is_too_long_for_a_line_is_encoded()
    {
        var subject = "See https://seller.example/" + new string('x', 300);

        Assert.Equal(subject, Decoded(HeaderOf(Written(Plain with { Subject = subject }), "Subject")));
    }

    [Fact]
    public void A_long_link_in_the_text_stays_whole()
    {
        var link = "https://seller.example/book/" + new string('a', 272);

        Assert.Contains($"\r\n{link}\r\n", Written(Plain with { TextBody = $"Book here:\n{link}" }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(998, "7bit")]
    [InlineData(999, "quoted-printable")]
    public void No_line_is_longer_than_998(int length, string encoding)
    {
        var mail = Written(Plain with { TextBody = new string('a', length) });

        Assert.Equal(encoding, HeaderOf(mail, "Content-Transfer-Encoding"));
        Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public void Every_kind_of_line_break_becomes_CRLF() =>
        Assert.Equal("a\r\nb\r\nc\r\n\r\nd\r\n", BodyOf(Written(Plain with { TextBody = "a\rb\nc\r\n\nd" })));

    [Fact]
    public void White_space_at_the_end_of_an_encoded_line_survives() =>
        Assert.Equal("=C3=BC \t=20\r\nx=09\r\n", BodyOf(Written(Plain with { TextBody = "ü \t \nx\t" })));

    [Fact]
    public void A_mail_address_to_unsubscribe_promises_no_click()
    {
        var mail = Written(Plain with { Unsubscribe = new Uri("mailto:stop@seller.example?subject=stop") });

        Assert.DoesNotContain(HeadersOf(mail), h => h.Name == "List-Unsubscribe-Post");
        Assert.Equal("<mailto:stop@seller.example?subject=stop>", HeaderOf(mail, "List-Unsubscribe"));
    }

    [Fact]
    public void Any_text_comes_back_and_every_line_obeys_the_rules() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(20260309, 1),
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), text =>
        {
            var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) + "ü";
            var line = HeaderText.OneLine(whole);
            var mail = Written(Plain with
            {
                Subject = line,
                To = new Mailbox(line, "ben@buyer.example"),
                TextBody = whole,
            });
            var subject = HeaderOf(mail, "Subject");
            Assert.Equal(line, subject == line ? subject : Decoded(subject));
            Assert.Equal(string.Concat(QuotedPrintable.Lines(whole).Select(l => l + "\r\n")),
                DecodedBody(BodyOf(mail)));
            Assert.Equal(mail.Count(c => c == '\n'), mail.Split("\r\n").Length - 1);
            Assert.Equal(mail.Count(c => c == '\r'), mail.Split("\r\n").Length - 1);
            Assert.All(mail.Split("\r\n"), l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 0, 78));
            Assert.All(mail, c => Assert.True(c is '\r' or '\n' or '\t' or (>= ' ' and <= '~')));
        }));

    private static string BoundaryOf(string mail) =>
        mail.Split("boundary=\"")[1].Split('"')[0];

    /// <summary>The display name before an address, read by the rules for phrases.</summary>
    private static string NameIn(string value, string address)
    {
        Assert.EndsWith($" <{address}>", value, StringComparison.Ordinal);
        var phrase = value[..^(address.Length + 3)];
        return phrase.StartsWith('"') ? Mailbox.Parse($"{phrase} <{address}>").Name!
            : phrase.StartsWith("=?", StringComparison.Ordinal) ? Decoded(phrase)
            : phrase;
    }
}
