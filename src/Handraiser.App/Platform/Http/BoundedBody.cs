using System.Buffers;
using System.IO.Pipelines;

namespace Handraiser.App.Platform.Http;

/// <summary>Reads a request's body up to a limit. A longer one is cut off while it arrives, not after.</summary>
internal static class BoundedBody
{
    /// <summary>The body, or null when it is longer than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most) return null;
        var reader = request.BodyReader;
        while (true)
        {
            ReadResult read;
            try { read = await reader.ReadAsync(cancel); }
            // The server tells some broken bodies as if a disk had failed.
            catch (IOException broken) when (broken is not BadHttpRequestException)
            {
                throw new BadHttpRequestException("The body did not arrive whole.", StatusCodes.Status400BadRequest, broken);
            }
            if (read.Buffer.Length > most)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
