using System.Buffers;
using System.Text;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>The little that is kept of a stranger's answer.</summary>
internal static class AnswerExcerpt
{
    public const int BytesMax = 1024;

    // Marks that turn the direction of text can make a line read as something else.
    static readonly SearchValues<char> DirectionMarks =
        SearchValues.Create("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    /// <summary>
    /// Reads at most <paramref name="bytesMax"/> of the body, so that a short answer leaves its connection fit for the
    /// next, and keeps the beginning. A body that breaks off, hangs or never ends is cut where it stands.
    /// </summary>
    public static async Task<string> ReadAsync(HttpResponseMessage answer, int bytesMax, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bytesMax);
        var length = 0;
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            while (length < bytesMax
                && await body.ReadAsync(buffer.AsMemory(length, bytesMax - length), cancel) is > 0 and var read)
            {
                length += read;
            }
            return Keep(answer, buffer.AsSpan(0, length));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status has already said what became of the delivery.
            return Keep(answer, buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>At most 1 KiB of UTF-8 text without control characters; line ends and tabs become spaces.</summary>
    public static string Tidy(string text)
    {
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnfit(rune))
            {
                continue;
            }
            var shown = Rune.IsControl(rune) ? new Rune(' ') : rune;
            bytes += shown.Utf8SequenceLength;
            if (bytes > BytesMax)
            {
                break;
            }
            kept.Append(shown.ToString());
        }
        return kept.ToString().Trim();
    }

    static string Keep(HttpResponseMessage answer, ReadOnlySpan<byte> body)
    {
        return answer.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var encodings)
            ? $"(an answer encoded as {Tidy(encodings.ToString())})"
            : Tidy(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * BytesMax)]));
    }

    static bool IsUnfit(Rune rune) =>
        Rune.IsControl(rune)
            ? rune.Value is not ('\n' or '\r' or '\t')
            : rune.IsBmp && DirectionMarks.Contains((char)rune.Value);
}
