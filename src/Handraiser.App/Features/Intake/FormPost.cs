using System.Text;

namespace Handraiser.App.Features.Intake;

/// <summary>A name and a value as a page sent them.</summary>
public sealed record FormPair(string Name, string Value);

/// <summary>What a page posted, decoded. It is kept as it came, in one spelling: every byte percent-encoded or plain.</summary>
/// <param name="Doubt">What could not be read for certain, as a sentence for reps.</param>
internal sealed record FormPost(IReadOnlyList<FormPair> Pairs, string Raw, string ContentType, string? Doubt)
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";

    /// <summary>The last value given under a name of ours.</summary>
    public string? this[string name] => Pairs.LastOrDefault(pair => pair.Name == name)?.Value;

    /// <summary>The post with the page it came from, as the browser's header tells it.</summary>
    public FormPost From(string referer)
    {
        if (referer.Length is 0 or > 2000 || this[FormNames.Referer] is not null) return this;
        var pair = (Encoding.UTF8.GetBytes(FormNames.Referer), Encoding.UTF8.GetBytes(PageAddress.Redact(referer)!));
        return this with
        {
            Pairs = [.. Pairs, new(FormNames.Referer, PageAddress.Redact(referer)!)],
            Raw = string.Join('&', new[] { Raw, FormBytes.Join([pair]) }.Where(part => part.Length > 0)),
        };
    }

    /// <summary>Reads a stored post again: the same text gives the same post.</summary>
    public static FormPost Read(string raw, string? contentType) =>
        Of(FormBytes.Split(Encoding.UTF8.GetBytes(raw)), Charsets.DeclaredIn(contentType));

    public static FormPost Of(IReadOnlyList<(byte[] Name, byte[] Value)> bytes, string? declared)
    {
        // The browser fills this field in with the encoding that it really used.
        declared ??= bytes.Where(pair => pair.Name.AsSpan().SequenceEqual("_charset_"u8))
            .Select(pair => Encoding.ASCII.GetString(pair.Value)).LastOrDefault(name => name.Length is > 0 and < 40);
        var charset = Charsets.Find(declared);
        var isRead = charset is not null || string.IsNullOrWhiteSpace(declared);
        var pairs = new List<FormPair>(bytes.Count);
        foreach (var (name, value) in bytes) pairs.Add(new(Decode(name), Decode(value)));
        return new(pairs, FormBytes.Join(bytes), declared is null ? UrlEncoded : $"{UrlEncoded}; charset={Charsets.Word(declared)}",
            isRead ? null : "The text was not in the encoding it should have been in; \uFFFD stands for what could not be read.");

        string Decode(byte[] text)
        {
            var decoded = (charset ?? Encoding.UTF8).GetString(text);
            isRead &= !decoded.Contains('\uFFFD', StringComparison.Ordinal);
            return decoded;
        }
    }
}

/// <summary>Encodings that old pages post in, by the names that pages use.</summary>
internal static class Charsets
{
    public static string? DeclaredIn(string? contentType) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type) && type.Charset is { HasValue: true, Length: > 0 and < 40 } name
            ? name.Value!.Trim('"') : null;

    /// <summary>The name as a content type can hold it, so that what was stored is read again as it was read at first.</summary>
    public static string Word(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? name : "unknown";

    /// <summary>The encoding, or null when it is not named or not one that a page may post in.</summary>
    public static Encoding? Find(string? name)
    {
        var label = name?.Trim().ToLowerInvariant();
        // Browsers read and write these two as the superset that they are mistaken for.
        if (label is "iso-8859-1" or "latin1" or "us-ascii" or "ascii") label = "windows-1252";
        if (string.IsNullOrEmpty(label) || label.Length > 40 || label.StartsWith("utf-7", StringComparison.Ordinal)) return null;
        try
        {
            return label is "utf-8" or "utf8" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(label);
        }
        catch (ArgumentException) { return null; }
    }
}
