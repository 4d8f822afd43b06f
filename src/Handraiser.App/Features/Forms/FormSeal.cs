using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Handraiser.App.Features.Forms;

/// <summary>
/// What a form hands to a page and takes back: when it was shown, and which request a thank-you page speaks of. Sealed with
/// the form's secret, so that neither can be made up.
/// </summary>
internal static class FormSeal
{
    static readonly Duration OldestShown = Duration.FromDays(1);
    const int SealBytes = 12;

    public static string Shown(Form form, Instant now) => Seal(form, "shown", now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>Seconds since the form was shown; null when the mark is missing, forged or too old to mean anything, which is no fault.</summary>
    public static double? SecondsSince(Form form, string? mark, Instant now)
    {
        if (Open(form, "shown", mark) is not { } text) return null;
        var since = now - Instant.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture));
        return since < Duration.Zero || since > OldestShown ? null : since.TotalSeconds;
    }

    public static string Receipt(Form form, string request) => Seal(form, "receipt", request);

    public static string? ReadReceipt(Form form, string? receipt) => Open(form, "receipt", receipt);

    /// <summary>What a page must work on: when it was asked, how hard it is, and something that no other challenge
    /// has.</summary>
    public static string Challenge(Form form, Instant now, int difficulty, string nonce) =>
        Seal(form, "work", string.Create(CultureInfo.InvariantCulture,
            $"{now.ToUnixTimeMilliseconds()}.{difficulty}.{nonce}"));

    /// <summary>When a challenge was given and how hard it is; null for one that is not this form's, or not
    /// ours.</summary>
    public static (Instant Asked, int Difficulty)? ReadChallenge(Form form, string? challenge) =>
        Open(form, "work", challenge)?.Split('.') is [var at, var difficulty, _]
            ? (Instant.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)),
                int.Parse(difficulty, CultureInfo.InvariantCulture))
            : null;

    static string Seal(Form form, string purpose, string text) => $"{text}-{Mac(form, purpose, text)}";

    static string? Open(Form form, string purpose, string? sealedText)
    {
        if (sealedText is null || sealedText.Length > 100 || sealedText.IndexOf('-', StringComparison.Ordinal) is not (> 0 and var at)) return null;
        var text = sealedText[..at];
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(sealedText[(at + 1)..]), Encoding.UTF8.GetBytes(Mac(form, purpose, text))) ? text : null;
    }

    static string Mac(Form form, string purpose, string text) => Base64Url.EncodeToString(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(form.Secret), Encoding.UTF8.GetBytes($"{purpose}:{form.Id}:{text}")).AsSpan(0, SealBytes));
}
