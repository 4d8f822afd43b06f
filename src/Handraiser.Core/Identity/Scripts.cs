using System.Text;

namespace Handraiser.Core.Identity;

/// <summary>
/// Whether letters of different scripts stand side by side, as in <c>аcme</c> with a Cyrillic а. The rule is "highly
/// restrictive" of Unicode Technical Standard 39: one script, or Latin with the scripts of Chinese, Japanese or Korean.
/// </summary>
static class Scripts
{
    const int None = 0, Latin = 1, EastAsian = 2, Greek = 3, Cyrillic = 4;

    // Cyrillic and Greek letters that a reader takes for Latin ones.
    const string Lookalikes = "асԁеһіјӏорԛѕԝхуъьгпвкмнтαικνορτυχωγ";

    // First code points of scripts, ascending; a script lasts until the next one. Only letters are ever looked up.
    static readonly (int From, int Script)[] Starts =
    [
        (0x0000, Latin), (0x0370, Greek), (0x0400, Cyrillic), (0x0530, 5), (0x0590, 6), (0x0600, 7), (0x0700, 8),
        (0x0750, 7), (0x0780, 9), (0x07C0, 10), (0x08A0, 7), (0x0900, 11), (0x0980, 12), (0x0A00, 13), (0x0A80, 14),
        (0x0B00, 15), (0x0B80, 16), (0x0C00, 17), (0x0C80, 18), (0x0D00, 19), (0x0D80, 20), (0x0E00, 21), (0x0E80, 22),
        (0x0F00, 23), (0x1000, 24), (0x10A0, 25), (0x1100, EastAsian), (0x1200, 26), (0x13A0, 27), (0x1400, 28),
        (0x1680, 29), (0x1780, 30), (0x1800, 31), (0x1900, 32), (0x1C80, Cyrillic), (0x1C90, 25), (0x1CC0, 33),
        (0x1D00, Latin), (0x1F00, Greek), (0x2000, Latin), (0x2C00, 34), (0x2C60, Latin), (0x2C80, 35), (0x2D00, 25),
        (0x2D30, 36), (0x2DE0, Cyrillic), (0x2E80, EastAsian), (0xA000, 37), (0xA640, Cyrillic), (0xA6A0, 38),
        (0xA720, Latin), (0xA800, 39), (0xAB30, Latin), (0xAB70, 27), (0xABC0, 40), (0xAC00, EastAsian),
        (0xD800, 41), (0xF900, EastAsian), (0xFB00, Latin), (0xFB13, 5), (0xFB1D, 6), (0xFB50, 7), (0xFF00, Latin),
        (0xFF66, EastAsian), (0x10000, 42), (0x1F130, Latin), (0x20000, EastAsian), (0xE0000, 43),
    ];

    /// <summary>Whether one label or one local part mixes scripts.</summary>
    internal static bool IsMixed(ReadOnlySpan<char> text)
    {
        var first = None;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune)) continue;
            var script = Of(rune.Value);
            if (first == None || (first == Latin && script == EastAsian)) first = script;
            else if (script != first && !(script == Latin && first == EastAsian)) return true;
        }
        return false;
    }

    /// <summary>Whether a label without one Latin letter reads as Latin: <c>асе</c> all in Cyrillic.</summary>
    internal static bool IsLatinLookalike(ReadOnlySpan<char> label)
    {
        var letters = 0;
        foreach (var character in label)
        {
            if (char.IsAsciiDigit(character) || character == '-') continue;
            if (!Lookalikes.Contains(character)) return false;
            letters++;
        }
        return letters > 0;
    }

    static int Of(int codePoint)
    {
        int low = 0, high = Starts.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Starts[middle].From <= codePoint) low = middle;
            else high = middle - 1;
        }
        return Starts[low].Script;
    }
}
