using System.Text;

namespace Handraiser.App.Features.Intake;

/// <summary>The bytes of <c>application/x-www-form-urlencoded</c>: split and unescaped, or escaped and joined.</summary>
internal static class FormBytes
{
    const string Plain = "*-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const string Hex = "0123456789ABCDEF";

    public static List<(byte[] Name, byte[] Value)> Split(ReadOnlySpan<byte> body)
    {
        var pairs = new List<(byte[], byte[])>();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty) continue;
            var at = pair.IndexOf((byte)'=');
            pairs.Add(at < 0 ? (Unescape(pair), []) : (Unescape(pair[..at]), Unescape(pair[(at + 1)..])));
        }
        return pairs;
    }

    public static string Join(IEnumerable<(byte[] Name, byte[] Value)> pairs)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in pairs)
        {
            if (text.Length > 0) text.Append('&');
            Escape(text, name);
            text.Append('=');
            Escape(text, value);
        }
        return text.ToString();
    }

    static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && Digit(text[i + 1]) is >= 0 and var high && Digit(text[i + 2]) is >= 0 and var low)
            {
                bytes[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else bytes[length++] = text[i] == '+' ? (byte)' ' : text[i];
        }
        return bytes[..length];
    }

    static void Escape(StringBuilder text, byte[] bytes)
    {
        foreach (var one in bytes)
        {
            if (one == ' ') text.Append('+');
            else if (Plain.Contains((char)one, StringComparison.Ordinal)) text.Append((char)one);
            else text.Append('%').Append(Hex[one >> 4]).Append(Hex[one & 15]);
        }
    }

    static int Digit(byte one) => one switch
    {
        >= (byte)'0' and <= (byte)'9' => one - '0',
        >= (byte)'a' and <= (byte)'f' => one - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => one - 'A' + 10,
        _ => -1,
    };
}
