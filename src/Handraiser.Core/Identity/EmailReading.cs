namespace Handraiser.Core.Identity;

/// <summary>
/// What was typed as an e-mail address and what we make of it. Nothing typed is ever refused: <see cref="Raw"/> is
/// kept, and whatever is not certain is a doubt (see <see cref="EmailDoubts"/>) for a person to settle.
/// </summary>
/// <param name="Raw">Exactly what was given; empty when nothing was.</param>
/// <param name="Address">The address, or null when none can be made out.</param>
/// <param name="Doubts">Why the address cannot simply be trusted; empty when it can, or when nothing was given.</param>
public sealed record EmailReading(string Raw, EmailAddress? Address, IReadOnlyList<string> Doubts)
{
    /// <summary>An address was made out and nothing speaks against it.</summary>
    public bool IsCertain => Address is not null && Doubts.Count == 0;
}

/// <summary>The words of doubts about an e-mail address. Any doubt comes with <see cref="Unverified"/>.</summary>
public static class EmailDoubts
{
    /// <summary>Somebody has to look: the address may not reach the person.</summary>
    public const string Unverified = "unverified-address";

    /// <summary>No address can be made out of the text.</summary>
    public const string NotAnAddress = "not-an-address";

    /// <summary>More than one person's address was given; the first is used.</summary>
    public const string Several = "several-addresses";

    /// <summary>The address was picked out of other text.</summary>
    public const string Guessed = "picked-from-text";

    /// <summary>A line break, NUL or other control character stands inside: it could forge mail headers.</summary>
    public const string ControlCharacters = "control-characters";

    /// <summary>Zero-width or direction characters stood inside and were left out.</summary>
    public const string InvisibleCharacters = "invisible-characters";

    /// <summary>Longer than the 254 octets that mail can carry, or than 64 before the @.</summary>
    public const string TooLong = "too-long";

    /// <summary>Dots where mail does not allow them, as some telephone companies once did.</summary>
    public const string UnusualLocal = "unusual-local-part";

    /// <summary>The domain is a single word: <c>a@b</c>.</summary>
    public const string NoDot = "no-dot-in-domain";

    /// <summary>The domain is one that nobody owns: <c>ann@co.uk</c>.</summary>
    public const string PublicSuffixOnly = "public-suffix-only";

    /// <summary>The domain ends in something that no registry sells: <c>ann@acme.cmo</c>.</summary>
    public const string UnknownSuffix = "unknown-suffix";

    /// <summary>Letters of several scripts stand side by side, as in a forged name.</summary>
    public const string MixedScript = "mixed-script";
}
