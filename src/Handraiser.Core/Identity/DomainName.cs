using System.Globalization;

namespace Handraiser.Core.Identity;

/// <summary>
/// An internet domain, in one canonical form. It ties people to an account only through what somebody registered: see
/// <see cref="AccountKey"/>. All names but <see cref="Unicode"/> are lower-case ASCII.
/// </summary>
public sealed record DomainName
{
    static readonly IdnMapping Idn = new();

    DomainName(string ascii, string unicode)
    {
        Ascii = ascii;
        Unicode = unicode;
        var suffix = PublicSuffixes.Of(unicode);
        PublicSuffix = LastLabels(ascii, suffix.Labels);
        IsPrivateSuffix = suffix.IsPrivate;
        IsKnownSuffix = suffix.IsKnown;
        Registrable = PublicSuffix.Length == ascii.Length ? null : LastLabels(ascii, suffix.Labels + 1);
        IsFreeMail = MailProviders.IsFreeMail(ascii, Registrable);
        IsMixedScript = LooksForged(unicode);
    }

    /// <summary>The name as the wire carries it: <c>xn--bcher-kva.example</c>.</summary>
    public string Ascii { get; }

    /// <summary>The name as people read it: <c>bücher.example</c>.</summary>
    public string Unicode { get; }

    /// <summary>What nobody owns alone: <c>co.uk</c>, <c>com</c>, or a hosting company's <c>github.io</c>.</summary>
    public string PublicSuffix { get; }

    /// <summary>A company, not a registry, lends out the names under the suffix.</summary>
    public bool IsPrivateSuffix { get; }

    /// <summary>A rule names the suffix; false for a mistyped or internal ending (<c>.cmo</c>).</summary>
    public bool IsKnownSuffix { get; }

    /// <summary>The one label below the public suffix with it, <c>acme.co.uk</c>; null when there is none.</summary>
    public string? Registrable { get; }

    /// <summary>A provider gives mailboxes here to anybody, so that it says nothing about a company.</summary>
    public bool IsFreeMail { get; }

    /// <summary>Made to be misread: a label mixes scripts, or spells Latin letters in another script.</summary>
    public bool IsMixedScript { get; }

    /// <summary>
    /// What an account is matched by: the registrable domain, compared whole, so that <c>evil-acme.com</c> and
    /// <c>acme.com.evil.io</c> never are <c>acme.com</c>. Null when it would join strangers: a free mail provider, a
    /// bare public suffix, a single label, or a name made to be misread.
    /// </summary>
    public string? AccountKey => IsFreeMail || IsMixedScript ? null : Registrable;

    /// <summary>Reads a domain, a URL or an e-mail address; null when it names none, or an IP address.</summary>
    public static DomainName? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 4096) return null;
        var host = text.AsSpan().Trim();
        var scheme = host.IndexOf("://");
        if (scheme >= 0 && !host[..scheme].ContainsAny('/', '@')) host = host[(scheme + 3)..];
        else if (host.StartsWith("//")) host = host[2..];

        // Browsers read a backslash as a slash, and whatever stands before the last @ as a user's name.
        if (host.IndexOfAny("/\\?#") is >= 0 and var path) host = host[..path];
        host = host[(host.LastIndexOf('@') + 1)..];
        if (host.IndexOf(':') is >= 0 and var port)
        {
            if (host[(port + 1)..].ContainsAnyExceptInRange('0', '9')) return null;
            host = host[..port];
        }
        return ReadHost(host.Trim());
    }

    /// <summary>Reads a bare host name.</summary>
    internal static DomainName? ReadHost(ReadOnlySpan<char> host)
    {
        host = host.TrimEnd(".。");
        if (host.IsEmpty || host.Length > 253) return null;
        var ascii = System.Text.Ascii.IsValid(host) ? host.ToString().ToLowerInvariant() : ToAscii(host.ToString());
        if (ascii is null || ascii.Length > 253 || !IsHostName(ascii)) return null;
        return new(ascii, ToUnicode(ascii));
    }

    public override string ToString() => IsMixedScript ? Ascii : Unicode;

    static bool IsHostName(string ascii)
    {
        var last = ReadOnlySpan<char>.Empty;
        foreach (var range in ascii.AsSpan().Split('.'))
        {
            last = ascii.AsSpan()[range];
            if (last.Length is 0 or > 63 || last[0] == '-' || last[^1] == '-') return false;
            foreach (var character in last)
                if (character is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-')) return false;
        }
        return last.ContainsAnyExceptInRange('0', '9');
    }

    static string? ToAscii(string unicode)
    {
        try { return Idn.GetAscii(unicode).ToLowerInvariant(); }
        catch (ArgumentException) { return null; }
    }

    // Punycode that does not encode what it claims (xn--acme- decodes to plain acme) is shown as it stands.
    static string ToUnicode(string ascii)
    {
        if (!ascii.Contains("xn--", StringComparison.Ordinal)) return ascii;
        try
        {
            var unicode = Idn.GetUnicode(ascii);
            return ToAscii(unicode) == ascii && unicode.Count(IsDot) == ascii.Count(IsDot) ? unicode : ascii;
        }
        catch (ArgumentException) { return ascii; }
    }

    static bool IsDot(char character) => character == '.';

    static bool LooksForged(string unicode)
    {
        if (System.Text.Ascii.IsValid(unicode)) return false;
        var underLatin = System.Text.Ascii.IsValid(unicode.AsSpan(unicode.LastIndexOf('.') + 1));
        foreach (var range in unicode.AsSpan().Split('.'))
        {
            var label = unicode.AsSpan()[range];
            if (Scripts.IsMixed(label) || (underLatin && Scripts.IsLatinLookalike(label))) return true;
        }
        return false;
    }

    static string LastLabels(string name, int labels)
    {
        var start = name.Length;
        for (; labels > 0 && start >= 0; labels--) start = name.LastIndexOf('.', Math.Max(start - 1, 0));
        return start < 0 ? name : name[(start + 1)..];
    }
}
