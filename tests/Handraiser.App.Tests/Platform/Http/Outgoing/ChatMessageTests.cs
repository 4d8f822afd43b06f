using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Platform.Http.Outgoing;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class ChatMessageTests
{
    static readonly Uri Link = new("https://handraiser.example/leads/1?a=b&c=d");

    [Fact]
    public void A_message_is_a_headline_paragraphs_and_a_button() => Assert.Equal(
        """
        {"text":"Breach in 2 min","blocks":[
        {"type":"section","text":{"type":"mrkdwn","text":"*Breach in 2 min*","verbatim":true}},
        {"type":"section","text":{"type":"mrkdwn","text":"One","verbatim":true}},
        {"type":"section","text":{"type":"mrkdwn","text":"Two","verbatim":true}},
        {"type":"actions","elements":[{"type":"button","action_id":"open",
        "url":"https://handraiser.example/leads/1?a=b\u0026c=d","text":{"type":"plain_text","text":"Open"}}]}],
        "unfurl_links":false,"unfurl_media":false}
        """.ReplaceLineEndings(""),
        Encoding.UTF8.GetString(ChatMessage.Write("Breach in 2 min", ["One", "Two"], "Open", Link)));

    [Theory]
    [InlineData("A & B <c>", "A &amp; B &lt;c&gt;")]
    [InlineData("<!channel> <https://evil.example|click>",
        "&lt;!channel&gt; &lt;https://evil.example|click&gt;")]
    [InlineData("&amp;", "&amp;amp;")]
    [InlineData("one\r\ntwo\u0000\u001b[31m", "one\ntwo[31m")]
    public void Special_characters_are_only_ever_text(string text, string escaped) =>
        Assert.Equal(escaped, ChatMessage.Escape(text, 3000));

    [Fact]
    public void Half_a_character_is_shown_as_unknown() => Assert.Equal("\ufffdx", ChatMessage.Escape("\ud800x", 10));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("ab&", 6, "ab…")]
    [InlineData("ab&", 7, "ab&amp;")]
    [InlineData("a😀😀", 4, "a😀…")]
    [InlineData("a😀😀", 3, "a…")]
    public void A_cut_never_goes_through_a_character_or_an_entity(string text, int max, string cut) =>
        Assert.Equal(cut, ChatMessage.Escape(text, max));

    [Fact]
    public void Escaped_text_fits_and_holds_no_markup() =>
        Prop.ForAll<string, PositiveInt>((text, max) =>
        {
            var escaped = ChatMessage.Escape(text ?? "", max.Get);
            return escaped.Length <= max.Get && escaped.IndexOfAny(['<', '>', '\r', '\u0000']) < 0;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2997, 2999, 2997)]
    [InlineData(2998, 3000, 2998)]
    [InlineData(2999, 3000, 2999)]
    [InlineData(3000, 3000, 3000)]
    [InlineData(3001, 3000, 3000)]
    public void No_text_is_longer_than_Slack_takes(int given, int headline, int paragraph)
    {
        var blocks = Blocks(ChatMessage.Write(new string('h', given), [new string('p', given)], "Open", Link));

        Assert.Equal([headline, paragraph], blocks.Take(2).Select(block => TextOf(block).Length));
    }

    [Fact]
    public void A_message_has_at_most_fifty_blocks() => Assert.Equal(
        50, Blocks(ChatMessage.Write("H", Enumerable.Repeat("p", 200), "Open", Link)).Count);

    [Fact]
    public void An_empty_paragraph_is_left_out() =>
        Assert.Equal(2, Blocks(ChatMessage.Write("H", ["", " ", "\u0001"], "Open", Link)).Count);

    [Fact]
    public void A_headline_is_one_line()
    {
        var block = Blocks(ChatMessage.Write("one\ntwo", [], "Open", Link))[0];

        Assert.Equal("*one two*", TextOf(block));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:a@example.com")]
    public void A_button_leads_to_the_web_only(string link) =>
        Assert.Throws<ArgumentException>(() => ChatMessage.Write("H", [], "Open", new Uri(link)));

    static string TextOf(JsonElement block) => block.GetProperty("text").GetProperty("text").GetString()!;

    static List<JsonElement> Blocks(byte[] message) =>
        [.. JsonSerializer.Deserialize<JsonElement>(message).GetProperty("blocks").EnumerateArray()];
}
