namespace Handraiser.Core.Identity;

/// <summary>What was typed as a telephone number and what we make of it. Nothing typed is ever refused.</summary>
/// <param name="Raw">Exactly what was given; empty when nothing was.</param>
/// <param name="Number">The number, only when a country's numbering plan holds it; else null.</param>
/// <param name="Doubts">Why there is no number or it may be wrong; see <see cref="PhoneDoubts"/>.</param>
public sealed record PhoneReading(string Raw, PhoneNumber? Number, IReadOnlyList<string> Doubts);

/// <summary>The words a doubt about a telephone number is written in.</summary>
public static class PhoneDoubts
{
    /// <summary>No country's numbering plan holds the digits.</summary>
    public const string Invalid = "not-a-valid-number";

    /// <summary>More digits than any telephone number has.</summary>
    public const string TooLong = "too-long";

    /// <summary>Written without a country, and nobody said which one.</summary>
    public const string NoCountry = "no-country";

    /// <summary>Letters or signs that a telephone number does not have.</summary>
    public const string Letters = "letters";

    /// <summary>More than one number was given; the first is used.</summary>
    public const string Several = "several-numbers";

    /// <summary>Begins like a spreadsheet formula; the sign was left out.</summary>
    public const string Formula = "looks-like-formula";
}
