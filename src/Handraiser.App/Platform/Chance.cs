using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Handraiser.App.Platform;

/// <summary>
/// The one door through which chance enters: ids, tokens and jitter. Seeded, the whole program repeats itself
/// byte for byte.
/// </summary>
internal sealed class Chance
{
    const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    readonly Fill fill;

    Chance(Fill fill) => this.fill = fill;

    delegate void Fill(Span<byte> bytes);

    public static Chance System { get; } = new(Draw);

    public static Chance Seeded(int seed)
    {
        var random = new Random(seed);
        return new(bytes => { lock (random) random.NextBytes(bytes); });
    }

    [ThreadStatic] static byte[]? stock;
    [ThreadStatic] static int left;

    // Asking the system's source costs the same for ten bytes as for a thousand.
    static void Draw(Span<byte> bytes)
    {
        const int Stock = 1024;
        if (bytes.Length > Stock) { RandomNumberGenerator.Fill(bytes); return; }
        if (left < bytes.Length)
        {
            RandomNumberGenerator.Fill(stock ??= new byte[Stock]);
            left = Stock;
        }
        var taken = stock.AsSpan(Stock - left, bytes.Length);
        left -= bytes.Length;
        taken.CopyTo(bytes);
        taken.Clear();
    }

    /// <summary>10 characters for the few things of which there are never many; they stand in every key.</summary>
    public string NewShortId() => NewToken()[..10];

    /// <summary>26 characters that sort by time and then by 80 random bits, so that an index grows at its end.</summary>
    public string NewId(Instant now)
    {
        Span<byte> random = stackalloc byte[10];
        fill(random);
        return string.Create(26, (Time: now.ToUnixTimeMilliseconds(), High: BinaryPrimitives.ReadUInt64BigEndian(random),
            Low: BinaryPrimitives.ReadUInt16BigEndian(random[8..])), static (text, id) =>
        {
            var bits = ((UInt128)(ulong)id.Time << 80) | ((UInt128)id.High << 16) | id.Low;
            for (var i = 25; i >= 0; i--, bits >>= 5) text[i] = Alphabet[(int)(bits & 31)];
        });
    }

    /// <summary>A secret of 160 bits, in letters that survive a URL and a telephone.</summary>
    public string NewToken()
    {
        Span<byte> random = stackalloc byte[32];
        fill(random);
        return string.Create(32, random, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = Alphabet[bytes[i] & 31];
        });
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        fill(bytes);
        return bytes;
    }

    /// <summary>At least 0 and less than 1.</summary>
    public double Fraction()
    {
        Span<byte> random = stackalloc byte[8];
        fill(random);
        return (BinaryPrimitives.ReadUInt64BigEndian(random) >> 11) * (1.0 / (1ul << 53));
    }
}
