using System.Text;
using Handraiser.App.Features.Intake;

namespace Handraiser.App.Tests.Abuse;

/// <summary>A form as a page, a robot or a broken program may post it.</summary>
/// <param name="Pairs">What was meant; null where the bytes were spoilt on the way.</param>
internal sealed record FuzzedForm(byte[] Body, string ContentType, List<(byte[] Name, byte[] Value)>? Pairs)
{
    static readonly string[] Names =
    [
        "email", "E-Mail", "your_email", "phone", "tel", "name", "first_name", "lname", "company", "website",
            "message", "country", "employees",
        "utm_source", "page", "referrer", "_t", "_elapsed", "_website", "_next", "_hosted", "_charset_", "_referer",
            "_doubt", "_nonsense", "",
        "owner_id", "a[b][]", "a.b", "naïve", "\0", "x\ny", "__proto__", "Content-Disposition", "team size?",
    ];

    static readonly string[] Values =
    [
        "", " ", "bea@buyer.example", "Ann <ann@x.example>", "a@b", "+49 (0)30 123456", "call me", "Acme",
            "https://acme.example/a?utm_source=x&token=y#z",
        "http://[::1", "javascript:alert(1)", "<img src=x onerror=alert(1)>", "\0", "a\r\nb: c", "utf-8", "iso-8859-1",
            "shift_jis", "utf-16", "utf-7", "a b", "\"",
        "12", "-1", "1e999", "86400001", "1772442000000-AAAA", "%", "%zz", "&=&", "\U0001F984", "\u202E",
            "{\"$ne\":1}", "O'Brien", "DE", "x; charset=utf-16",
    ];

    static readonly string[] Charsets = ["", "", "", "; charset=utf-8", "; charset=iso-8859-1", "; charset=shift_jis",
        "; charset=\"a b\"", "; charset=utf-16", "; charset=x"];

    /// <param name="number">Stands in the form as the field <c>n</c>, by which it is found again.</param>
    public static FuzzedForm Of(int number)
    {
        var random = new Random(number);
        var pairs = Enumerable.Range(0, random.Next(6)).Select(_ => (Name(random), Value(random))).ToList();
        if (random.Next(4) > 0) pairs.Add(("email"u8.ToArray(), Encoding.UTF8.GetBytes($"b{number}@buyer.example")));
        pairs.Add(("n"u8.ToArray(), Encoding.ASCII.GetBytes($"{number}")));
        var isSpoilt = random.Next(3) == 0;
        var charset = Charsets[random.Next(Charsets.Length)];
        if (random.Next(3) > 0)
        {
            var text = Encoding.ASCII.GetBytes(FormBytes.Join(pairs[..^1]));
            return new([.. isSpoilt ? Spoil(random, text) : text, .. Encoding.ASCII.GetBytes($"&n={number}")],
                FormPost.UrlEncoded + charset, isSpoilt ? null : pairs);
        }
        var parts = Parts(pairs);
        return new(isSpoilt ? Spoil(random, parts) : parts, "multipart/form-data; boundary=zzz" + charset, isSpoilt
            || !pairs.TrueForAll(CanBeAPart) ? null : pairs);
    }

    static byte[] Name(Random random) => Encoding.UTF8.GetBytes(random.Next(20) == 0 ? new string('n', 300)
        : Names[random.Next(Names.Length)]);

    static byte[] Value(Random random)
    {
        switch (random.Next(12))
        {
            case 0:
                var bytes = new byte[random.Next(200)];
                random.NextBytes(bytes);
                return bytes;
            case 1: return Encoding.UTF8.GetBytes(new string('v', random.Next(8100, 8300)));
            default: return Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]);
        }
    }

    static byte[] Parts(List<(byte[] Name, byte[] Value)> pairs) =>
    [
        .. pairs.SelectMany(pair => (byte[])[.. "--zzz\r\nContent-Disposition: form-data; name=\""u8, .. pair.Name,
            .. "\"\r\n\r\n"u8, .. pair.Value, .. "\r\n"u8]),
        .. "--zzz--\r\n"u8,
    ];

    static bool CanBeAPart((byte[] Name, byte[] Value) pair) =>
        !pair.Name.Any(b => b is < (byte)' ' or (byte)'"' or (byte)'\\' or > 126);

    internal static byte[] Spoil(Random random, byte[] bytes)
    {
        var spoilt = bytes.ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(spoilt.Count + 1);
            switch (random.Next(4))
            {
                case 0: spoilt.Insert(at, (byte)random.Next(256)); break;
                case 1 when at < spoilt.Count: spoilt[at] = (byte)random.Next(256); break;
                case 2 when at < spoilt.Count: spoilt.RemoveRange(at, Math.Min(spoilt.Count - at, random.Next(1, 30))); break;
                default: spoilt.InsertRange(at, spoilt.Take(random.Next(30)).ToList()); break;
            }
        }
        return [.. spoilt];
    }
}
