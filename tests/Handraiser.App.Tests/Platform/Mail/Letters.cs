using System.Text;
using Handraiser.App.Platform.Mail;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Mail;

/// <summary>Letters for the tests of this folder, and a plain reader of what becomes of them.</summary>
internal static class Letters
{
    public static Letter Plain { get; } = new()
    {
        From = new Mailbox("Rita Rep", "rita@seller.example"),
        To = new Mailbox("Ben Buyer", "ben@buyer.example"),
        Subject = "Your demo",
        TextBody = "Hello Ben,\nI call you at ten.\n",
        MessageId = MessageIds.For("lead/7/warm/1", "seller.example"),
        Date = Instant.FromUtc(2026, 3, 9, 8, 30, 5),
    };

    public static string Written(Letter letter) => Encoding.UTF8.GetString(LetterWriter.Write(letter));

    /// <summary>The headers in order, unfolded, as (name, value).</summary>
    public static List<(string Name, string Value)> HeadersOf(string mail)
    {
        var head = mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        return
        [
            .. head.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
                .Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts[1].Trim())),
        ];
    }

    public static string HeaderOf(string mail, string name) => HeadersOf(mail).Single(h => h.Name == name).Value;

    public static string BodyOf(string mail) => mail[(mail.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    /// <summary>What a mail reader shows for a header that is made of encoded words alone.</summary>
    public static string Decoded(string value) => string.Concat(value.Split(' ').Select(word =>
        word.StartsWith("=?utf-8?B?", StringComparison.Ordinal) && word.EndsWith("?=", StringComparison.Ordinal)
            ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(word[10..^2]))
            : throw new FormatException(word)));

    public static string DecodedBody(string encoded)
    {
        var octets = new List<byte>();
        var text = encoded.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=')
            {
                octets.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                octets.Add((byte)text[at]);
            }
        }
        return Encoding.UTF8.GetString([.. octets]);
    }
}
