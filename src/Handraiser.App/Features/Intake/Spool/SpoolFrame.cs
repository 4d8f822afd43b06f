using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Handraiser.App.Features.Intake.Spool;

/// <summary>
/// One record on disk: a mark, its length, a checksum over both and the text. What a crash cut off, or a power cut left as
/// zeros, does not read as a record.
/// </summary>
internal static class SpoolFrame
{
    public const int HeaderBytes = 16;

    /// <summary>The longest record that is believed: a request has 64 KiB, and is written as JSON.</summary>
    const int MostBytes = 2 * 1024 * 1024;

    static ReadOnlySpan<byte> Mark => "HRS1"u8;

    public static byte[] Of(ReadOnlySpan<byte> text)
    {
        if (text.Length > MostBytes) throw new ArgumentException("A record is too long.", nameof(text));
        var frame = new byte[HeaderBytes + text.Length];
        Mark.CopyTo(frame);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), text.Length);
        text.CopyTo(frame.AsSpan(HeaderBytes));
        Checksum(frame, frame.AsSpan(8, 8));
        return frame;
    }

    /// <summary>The text of the record with which these bytes begin; null when they begin with none that is whole.</summary>
    public static byte[]? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Mark)) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (length is < 0 or > MostBytes || bytes.Length < HeaderBytes + length) return null;
        Span<byte> sum = stackalloc byte[8];
        Checksum(bytes[..(HeaderBytes + length)], sum);
        return sum.SequenceEqual(bytes[8..16]) ? bytes[HeaderBytes..(HeaderBytes + length)].ToArray() : null;
    }

    static void Checksum(ReadOnlySpan<byte> frame, Span<byte> sum)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(frame[..8]);
        hash.AppendData(frame[HeaderBytes..]);
        Span<byte> whole = stackalloc byte[32];
        hash.GetHashAndReset(whole);
        whole[..8].CopyTo(sum);
    }
}
