using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>
/// A message for a chat channel's incoming webhook in Slack's form, which Mattermost and others read too: a headline,
/// paragraphs and one button. Strangers' words in it cannot call a channel, make a link or fetch a preview.
/// </summary>
internal static class ChatMessage
{
    public const int TextCharactersMax = 3000;
    public const int LabelCharactersMax = 75;

    /// <summary>Slack takes fifty blocks; one is the headline and one the button.</summary>
    public const int ParagraphsMax = 48;

    /// <summary>The JSON body to post. The link is an absolute http or https URL of at most 3,000 characters.</summary>
    public static byte[] Write(string headline, IEnumerable<string> paragraphs, string linkLabel, Uri link)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(headline);
        ArgumentException.ThrowIfNullOrWhiteSpace(linkLabel);
        var address = link.AbsoluteUri;
        if (link.Scheme is not ("https" or "http") || address.Length > TextCharactersMax)
        {
            throw new ArgumentException("A button leads to a web address of at most 3,000 characters.", nameof(link));
        }
        var line = headline.ReplaceLineEndings(" ");
        var blocks = new JsonArray(Section($"*{Escape(line, TextCharactersMax - 2)}*"));
        // One empty section makes Slack refuse the whole message.
        var sections = paragraphs.Select(text => Escape(text, TextCharactersMax)).Where(text => text.Trim().Length > 0);
        foreach (var section in sections.Take(ParagraphsMax))
        {
            blocks.Add(Section(section));
        }
        blocks.Add(Button(linkLabel, address));
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
        {
            ["text"] = Escape(line, TextCharactersMax),
            ["blocks"] = blocks,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        });
    }

    /// <summary>
    /// Text for Slack's mrkdwn: its three special characters as entities, no control characters but line ends, and at
    /// most <paramref name="charactersMax"/> characters, cut between characters and never inside an entity.
    /// </summary>
    public static string Escape(string text, int charactersMax) => Fit(text, charactersMax, rune => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => rune.ToString(),
    });

    static JsonObject Section(string text) => new()
    {
        ["type"] = "section",
        // Verbatim keeps bare addresses and @names in a stranger's words from turning into links.
        ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true },
    };

    static JsonObject Button(string label, string address) => new()
    {
        ["type"] = "actions",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = "open",
            ["url"] = address,
            ["text"] = new JsonObject
            {
                ["type"] = "plain_text",
                ["text"] = Fit(label, LabelCharactersMax, rune => rune.ToString()),
            },
        }),
    };

    static string Fit(string text, int charactersMax, Func<Rune, string> write)
    {
        var kept = new StringBuilder();
        var lengthBeforeLast = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) && rune.Value != '\n')
            {
                continue;
            }
            var written = write(rune);
            if (kept.Length + written.Length > charactersMax)
            {
                kept.Length = kept.Length < charactersMax ? kept.Length : lengthBeforeLast;
                return kept.Append('…').ToString();
            }
            lengthBeforeLast = kept.Length;
            kept.Append(written);
        }
        return kept.ToString();
    }
}
