using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Handraiser.App.Features.Intake;

/// <summary>Takes a posted form off the wire: bounded, and without the content of files.</summary>
internal static class FormPostReader
{
    /// <param name="Post">Null when it could not be taken; <c>Status</c> then says why.</param>
    /// <param name="HadFiles">A file came along. What it holds was not kept.</param>
    internal sealed record Taken(FormPost? Post, int Status, bool HadFiles = false);

    /// <summary>Whether the body is a form that <see cref="ReadAsync"/> takes.</summary>
    public static bool IsForm(string? contentType) => MediaType(contentType) is FormPost.UrlEncoded or "multipart/form-data";

    public static async Task<Taken> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!IsForm(request.ContentType)) return new(null, StatusCodes.Status415UnsupportedMediaType);
        try
        {
            if (await BoundedBody.ReadAsync(request, JsonBody.MostBytes, cancel) is not { } body)
            {
                request.HttpContext.Response.Headers.Connection = "close";
                return new(null, StatusCodes.Status413PayloadTooLarge);
            }
            var charset = Charsets.DeclaredIn(request.ContentType);
            if (MediaType(request.ContentType) == FormPost.UrlEncoded) return new(FormPost.Of(FormBytes.Split(body), charset), 200);
            var (pairs, hadFiles) = await PartsAsync(body, request.ContentType!, cancel);
            return new(FormPost.Of(pairs, charset), 200, hadFiles);
        }
        catch (BadHttpRequestException slow)
        {
            return new(null, slow.StatusCode);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return new(null, StatusCodes.Status400BadRequest);
        }
    }

    static async Task<(List<(byte[], byte[])> Pairs, bool HadFiles)> PartsAsync(byte[] body, string contentType, CancellationToken cancel)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 100) throw new InvalidDataException("No boundary.");
        var reader = new MultipartReader(boundary, new MemoryStream(body)) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 };
        var pairs = new List<(byte[], byte[])>();
        var hadFiles = false;
        while (await reader.ReadNextSectionAsync(cancel) is { } part)
        {
            using var value = new MemoryStream();
            // A part whose name cannot be read is still something that somebody wrote.
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.Name.HasValue)
            {
                await part.Body.CopyToAsync(value, cancel);
                pairs.Add(([], value.ToArray()));
                continue;
            }
            if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
            {
                // A file field that was left empty comes as a file without a name.
                hadFiles |= HeaderUtilities.RemoveQuotes(disposition.FileName) is { Length: > 0 } || disposition.FileNameStar.HasValue;
                continue;
            }
            await part.Body.CopyToAsync(value, cancel);
            pairs.Add((System.Text.Encoding.UTF8.GetBytes(HeaderUtilities.RemoveQuotes(disposition.Name).Value!), value.ToArray()));
        }
        return (pairs, hadFiles);
    }

    static string? MediaType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() : null;
}
