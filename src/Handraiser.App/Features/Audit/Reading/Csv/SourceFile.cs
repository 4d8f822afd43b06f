using System.IO.Compression;
using System.Text;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>
/// A file of the export as a stream of UTF-8 (or of bytes that are nearly so): unpacked, its mark of order taken off,
/// UTF-16 turned. The beginning is read ahead, so that its looks can be judged before it is read.
/// </summary>
internal sealed class SourceFile : IDisposable
{
    public const string Stdin = "-";
    public const int HeadBytes = 1 << 20;
    static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    readonly Stream raw;
    readonly Stream text;

    SourceFile(string name, Stream raw, Stream text, byte[] head, string encoding, long? bytes) =>
        (Name, this.raw, this.text, Head, Encoding, Bytes) = (name, raw, text, head, encoding, bytes);

    public string Name { get; }

    /// <summary>The first bytes of the text; all of it when it is short.</summary>
    public byte[] Head { get; }

    /// <summary>How the text was written, in words for the report.</summary>
    public string Encoding { get; }

    /// <summary>How many bytes lie on the disk; null when nobody knows.</summary>
    public long? Bytes { get; }

    /// <summary>How many of them were read.</summary>
    public long Read => raw.CanSeek ? raw.Position : 0;

    /// <exception cref="IOException">It cannot be read, or is no text.</exception>
    public static SourceFile Open(string path, Func<Stream> stdin, int headBytes = HeadBytes)
    {
        Stream raw = path == Stdin ? stdin()
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        try
        {
            var first = Fill(raw, 4);
            if (first is [(byte)'P', (byte)'K', 3, 4])
            {
                throw new IOException("This is a workbook or a zip archive. Save or unpack it as CSV.");
            }
            Stream text = new Joined(first, raw);
            var packed = first is [0x1F, 0x8B, ..];
            if (packed) text = new GZipStream(text, CompressionMode.Decompress);
            var (turned, encoding) = Turn(text);
            var head = Fill(turned, headBytes);
            var skip = head.AsSpan().StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;
            return new SourceFile(path == Stdin ? "stdin" : path, raw, turned, head[skip..], encoding + (packed ? ", gzip" : ""),
                raw.CanSeek ? raw.Length : null);
        }
        catch (InvalidDataException broken)
        {
            raw.Dispose();
            throw new IOException("It is packed with gzip but broken: " + broken.Message, broken);
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>Reads on after <see cref="Head"/>; 0 at the end.</summary>
    public int ReadMore(Span<byte> into)
    {
        try
        {
            return text.Read(into);
        }
        catch (InvalidDataException broken)
        {
            throw new IOException("It is packed with gzip but broken: " + broken.Message, broken);
        }
    }

    public void Dispose()
    {
        text.Dispose();
        raw.Dispose();
    }

    static (Stream Text, string Encoding) Turn(Stream text)
    {
        var first = Fill(text, 256);
        var joined = new Joined(first, text);
        var (encoding, name) = first switch
        {
            [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, "UTF-16"),
            [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, "UTF-16"),
            _ when Zeros(first, 1) > first.Length / 4 && Zeros(first, 0) == 0 => (System.Text.Encoding.Unicode, "UTF-16"),
            _ when Zeros(first, 0) > first.Length / 4 && Zeros(first, 1) == 0 => (System.Text.Encoding.BigEndianUnicode, "UTF-16"),
            _ => ((Encoding?)null, first.AsSpan().StartsWith(Utf8Mark) ? "UTF-8 with a byte order mark" : "UTF-8"),
        };
        return encoding is null ? (joined, name)
            : (System.Text.Encoding.CreateTranscodingStream(joined, encoding, System.Text.Encoding.UTF8), name);
    }

    static int Zeros(byte[] bytes, int parity)
    {
        var zeros = 0;
        for (var i = parity; i < bytes.Length; i += 2) zeros += bytes[i] == 0 ? 1 : 0;
        return bytes.Length < 8 ? 0 : zeros;
    }

    static byte[] Fill(Stream from, int most)
    {
        var bytes = new byte[most];
        var count = 0;
        while (count < most && from.Read(bytes.AsSpan(count)) is > 0 and var more) count += more;
        return bytes[..count];
    }

    /// <summary>Bytes that were read already, and then the rest.</summary>
    sealed class Joined(byte[] first, Stream rest) : Stream
    {
        int given;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            if (given == first.Length) return rest.Read(buffer);
            var count = Math.Min(buffer.Length, first.Length - given);
            first.AsSpan(given, count).CopyTo(buffer);
            given += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
