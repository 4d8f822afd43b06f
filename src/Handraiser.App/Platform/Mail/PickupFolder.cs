using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Handraiser.App.Platform.Mail;

/// <summary>
/// Puts every letter into a folder as an .eml file, for demonstrations and for people without a mail server. A
/// reader of the folder never sees half a letter, and the same letter is the same file however often it is sent.
/// </summary>
internal sealed class PickupFolder(string path) : IMailTransport
{
    private static int drafts;

    public async Task<SendOutcome> SendAsync(Letter letter, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var name = NameOf(letter);
        var draft = Path.Combine(path, $".{name}.{Environment.ProcessId}.{Interlocked.Increment(ref drafts)}.tmp");
        try
        {
            Directory.CreateDirectory(path);
            await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(LetterWriter.Write(letter), CancellationToken.None);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, Path.Combine(path, name), overwrite: true);
            return new SendOutcome.Accepted($"written to {name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendOutcome.Deferred(SendPhase.Body, null, e.Message, NeedsMending: true);
        }
    }

    private static string NameOf(Letter letter)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.MessageId)))[..16];
        return letter.Date.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + $"-{id}.eml";
    }
}
