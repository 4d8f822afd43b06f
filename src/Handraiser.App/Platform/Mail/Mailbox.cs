using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Handraiser.App.Platform.Mail;

/// <summary>
/// One person's mailbox: a display name that may be missing and exactly one address. A value of this type is safe
/// to put into a header or an SMTP command; what would be two recipients or a smuggled header cannot become one.
/// The domain is kept in its ASCII form, in lower case; the local part is kept as it was written.
/// </summary>
internal sealed record Mailbox
{
    private const int AddressOctetsMax = 254;
    private const int LocalOctetsMax = 64;
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";
    private static readonly SearchValues<char> QuotedOnly = SearchValues.Create(",;:<>@\"");

    /// <exception cref="ArgumentException">The name holds a control character or the address is not one.</exception>
    public Mailbox(string? name, string address)
    {
        if (name is not null && name.Any(char.IsControl))
        {
            throw new ArgumentException("The display name holds a line break or another control character.",
                nameof(name));
        }
        var (normal, why) = ReadAddress(address);
        Address = normal ?? throw new ArgumentException($"The address {why}.", nameof(address));
        Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim();
    }

    public string? Name { get; }

    public string Address { get; }

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Whether only a server that offers SMTPUTF8 can carry the address.</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(Address);

    /// <summary>Reads <c>ann@x.com</c>, <c>Ann &lt;ann@x.com&gt;</c> or <c>"Lee, Ann" &lt;ann@x.com&gt;</c>.</summary>
    /// <param name="why">What is wrong, as the end of a sentence that begins with "The address".</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Mailbox? mailbox, out string why)
    {
        mailbox = null;
        if (text.Any(char.IsControl))
        {
            why = "holds a line break or another control character";
            return false;
        }
        var (name, address, problem) = SplitName(text.Trim());
        if (problem is null)
        {
            (_, problem) = ReadAddress(address);
        }
        why = problem ?? "";
        if (problem is null)
        {
            mailbox = new Mailbox(name, address);
        }
        return mailbox is not null;
    }

    /// <exception cref="FormatException">The text is not exactly one mailbox.</exception>
    public static Mailbox Parse(string text) =>
        TryParse(text, out var mailbox, out var why) ? mailbox : throw new FormatException($"The address {why}.");

    public override string ToString() => Name is null ? Address : $"{Name} <{Address}>";

    private static (string? Name, string Address, string? Why) SplitName(string text)
    {
        if (!text.EndsWith('>'))
        {
            return (null, text, null);
        }
        var end = text.StartsWith('"') ? ClosingQuote(text) + 1 : 0;
        var open = text.IndexOf('<', end);
        if (open < 0)
        {
            return (null, text, "has a '>' without its '<'");
        }
        var address = text[(open + 1)..^1];
        var name = text[..open].Trim();
        if (end == 0)
        {
            return name.AsSpan().ContainsAny(QuotedOnly)
                ? (null, address, "has a name that must stand in quotes, or there is more than one address")
                : (name, address, null);
        }
        return end == name.Length
            ? (Unquote(name), address, null)
            : (null, address, "has text between the quoted name and the address");
    }

    private static (string? Address, string? Why) ReadAddress(string address)
    {
        var at = address.StartsWith('"') ? ClosingQuote(address) + 1 : address.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at >= address.Length || address[at] != '@')
        {
            return (null, "has no @ between a name and a domain");
        }
        var (local, rest) = (address[..at], address[(at + 1)..]);
        var why = local[0] == '"' ? ProblemWithQuoted(local) : ProblemWithAtoms(local);
        if (why is not null || Encoding.UTF8.GetByteCount(local) > LocalOctetsMax)
        {
            return (null, why ?? $"has more than {LocalOctetsMax} octets before the @");
        }
        if (AsciiDomain(rest) is not { } domain)
        {
            return (null, "has a domain that is not a host name, or there is more than one address");
        }
        var normal = $"{local}@{domain}";
        return Encoding.UTF8.GetByteCount(normal) > AddressOctetsMax
            ? (null, $"is longer than {AddressOctetsMax} octets")
            : (normal, null);
    }

    private static string? ProblemWithQuoted(string local) =>
        local.Length == 2 || local.Any(c => c is < ' ' or > '~')
            ? "has a quoted local part that is empty or not printable ASCII"
            : null;

    private static string? ProblemWithAtoms(string local) =>
        local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal)
            ? "has a dot at the edge of its local part, or two in a row"
            : local.EnumerateRunes().All(IsAtomText) ? null : "has a character that must not stand before the @";

    private static bool IsAtomText(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '.' || AtomSpecials.Contains((char)rune.Value)
        : rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>The domain in ASCII and lower case; null when it is not a host name.</summary>
    internal static string? AsciiDomain(string domain)
    {
        try
        {
            // Without ICU the framework's mapping folds no case and composes nothing, so that is done first.
            var folded = Ascii.IsValid(domain) ? domain : domain.Normalize(NormalizationForm.FormKC);
            var ascii = new IdnMapping().GetAscii(folded.ToLowerInvariant());
            return ascii.Length <= 253 && ascii.Split('.').All(IsLabel) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) => label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Where the quotation that opens at 0 closes; -1 when it never does.</summary>
    private static int ClosingQuote(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                return at;
            }
            at += text[at] == '\\' ? 1 : 0;
        }
        return -1;
    }

    private static string Unquote(string quoted)
    {
        var plain = new StringBuilder();
        for (var at = 1; at < quoted.Length - 1; at++)
        {
            at += quoted[at] == '\\' ? 1 : 0;
            plain.Append(quoted[at]);
        }
        return plain.ToString();
    }
}
