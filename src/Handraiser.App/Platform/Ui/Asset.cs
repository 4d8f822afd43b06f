using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Handraiser.App.Platform.Ui;

/// <summary>One file for browsers, compressed once, when it is first asked for.</summary>
internal sealed class Asset(string path, byte[] content, IReadOnlyList<string> imports)
{
    const CompressionLevel Smallest = CompressionLevel.SmallestSize;

    readonly string hash = Convert.ToHexStringLower(SHA256.HashData(content))[..10];
    readonly Lazy<byte[]> brotli = new(() => Compress(content, to => new BrotliStream(to, Smallest)));
    readonly Lazy<byte[]> gzip = new(() => Compress(content, to => new GZipStream(to, Smallest)));

    public string Path => path;

    public byte[] Content => content;

    public IReadOnlyList<string> Imports => imports;

    /// <summary>The path with the content's hash in it: other content, other address.</summary>
    public string Address => System.IO.Path.ChangeExtension(path, hash + System.IO.Path.GetExtension(path));

    public string ContentType => System.IO.Path.GetExtension(path) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".txt" => "text/plain; charset=utf-8",
        ".webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    };

    bool Compressible => ContentType is not ("image/png" or "application/octet-stream");

    /// <summary>The body in the best encoding that the browser takes; each encoding has its own entity tag.</summary>
    public (byte[] Body, string? Encoding, EntityTagHeaderValue Tag) For(IList<StringWithQualityHeaderValue> accepted)
    {
        bool Takes(string encoding) => Compressible && accepted.Any(one =>
            one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && (one.Quality ?? 1) > 0);

        return Takes("br") ? (brotli.Value, "br", Tag("-br"))
            : Takes("gzip") ? (gzip.Value, "gzip", Tag("-gz"))
            : (content, null, Tag(""));
    }

    EntityTagHeaderValue Tag(string suffix) => new($"\"{hash}{suffix}\"");

    static byte[] Compress(byte[] content, Func<Stream, Stream> open)
    {
        using var buffer = new MemoryStream();
        using (var stream = open(buffer))
        {
            stream.Write(content);
        }

        return buffer.ToArray();
    }
}
