namespace Handraiser.App.Platform.Mail;

/// <summary>What a server said in its EHLO that it can do.</summary>
internal sealed record SmtpOffers(
    bool StartTls, bool EightBit, bool Utf8, long SizeMax, bool SignInPlain, bool SignInLogin)
{
    public static SmtpOffers None { get; } = new(false, false, false, 0, false, false);

    public static SmtpOffers Read(SmtpReply hello)
    {
        var offers = None;
        // The first line is the server's greeting.
        foreach (var line in hello.Lines.Skip(1))
        {
            var words = line.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            offers = (words.Length > 0 ? words[0] : "") switch
            {
                "STARTTLS" => offers with { StartTls = true },
                "8BITMIME" => offers with { EightBit = true },
                "SMTPUTF8" => offers with { Utf8 = true },
                "SIZE" when words.Length > 1 && long.TryParse(words[1], out var max) => offers with { SizeMax = max },
                "AUTH" => offers with
                {
                    SignInPlain = words.Contains("PLAIN"),
                    SignInLogin = words.Contains("LOGIN"),
                },
                _ => offers,
            };
        }
        return offers;
    }
}
