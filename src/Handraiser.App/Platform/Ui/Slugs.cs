namespace Handraiser.App.Platform.Ui;

internal static class Slugs
{
    /// <summary>A text as an element's id: lower-case ASCII letters and digits, and dashes between them.</summary>
    public static string Of(string text) => string.Join('-', new string([.. text.ToLowerInvariant()
        .Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
