namespace Handraiser.Core.Identity;

/// <summary>A telephone number that a numbering plan holds. Whether somebody answers is another matter.</summary>
/// <param name="E164">The number as every network understands it: <c>+493012345</c>.</param>
/// <param name="Extension">What to dial once the exchange answers; null when none was given.</param>
public sealed record PhoneNumber(string E164, string? Extension = null)
{
    /// <summary>
    /// Reads what somebody typed. A number that begins with + or an international prefix is read as it stands; any
    /// other needs <paramref name="country"/>, the ISO 3166 code of two letters that the form, the origin or the
    /// workspace suggests. Never throws.
    /// </summary>
    public static PhoneReading Read(string? raw, string? country = null) => PhoneText.Read(raw, country);

    public override string ToString() => Extension is null ? E164 : $"{E164} x{Extension}";
}
