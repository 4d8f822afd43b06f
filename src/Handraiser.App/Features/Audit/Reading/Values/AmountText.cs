using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What one number says about how its column writes numbers.</summary>
internal enum Separators : byte { None, PointIsDecimal, CommaIsDecimal, PointOrThousands, CommaOrThousands }

/// <summary>
/// Reads amounts: <c>$22,700.00</c>, <c>22.700,00 EUR</c>, <c>1 250,50</c>, <c>$1,117.10K</c>, <c>(300)</c>, <c>-4</c>.
/// One like <c>1,250</c> may mean two things, which only the column can tell.
/// </summary>
internal static class AmountText
{
    /// <param name="text">What stands in the field.</param>
    /// <param name="value">The number; of two meanings the one with thousands for a comma, with decimals for a point.</param>
    /// <param name="other">The other meaning where there are two.</param>
    /// <param name="separators">What it says of its column.</param>
    [MethodImpl(RowLoop.Fast)]
    public static bool Read(ReadOnlySpan<byte> text, out double value, out double other, out Separators separators)
    {
        (value, other, separators) = (0, 0, Separators.None);
        if (text.Length is 0 or > 40) return false;
        Span<char> digits = stackalloc char[40];
        int count = 0, points = 0, commas = 0, lastSign = -1, after = 0;
        var lastIsComma = false;
        var negative = text[0] == '(' && text[^1] == ')';
        var scale = 1.0;
        var letters = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var one = text[i];
            if (char.IsAsciiDigit((char)one))
            {
                // A unit may follow a number, and a currency may lead it, but not stand inside.
                if (letters > 0 && count > 0) return false;
                digits[count++] = (char)one;
                after++;
            }
            else if (one is (byte)'.' or (byte)',' && count > 0 && i + 1 < text.Length && char.IsAsciiDigit((char)text[i + 1]))
            {
                if (one == '.') points++; else commas++;
                (lastSign, lastIsComma, after) = (count, one == ',', 0);
            }
            else if (one is (byte)'-' && count == 0) negative = true;
            else if (char.IsAsciiLetter((char)one))
            {
                if (count > 0 && letters == 0) scale = Scale(text[i..]);
                if (count > 0) letters++;
                if (letters > 6 || (count == 0 && i > 6)) return false;
            }
            else if (one is (byte)' ' or (byte)'\'' or (byte)'.' or (byte)',' or (byte)'-' or (byte)'(' or (byte)')' or (byte)'+' or (byte)'$'
                or (byte)'%' or >= 0x80) { }
            else return false;
        }
        if (count is 0 or > 18) return false;
        var decimals = points + commas == 0 ? 0 : count - lastSign;
        var both = points > 0 && commas > 0;
        var several = points > 1 || commas > 1;
        var whole = Number(digits[..count]);
        if (points + commas == 0 || (several && !both)) value = whole;
        else
        {
            value = whole / Math.Pow(10, decimals);
            separators = lastIsComma ? Separators.CommaIsDecimal : Separators.PointIsDecimal;
            if (!both && decimals == 3 && lastSign <= 3)
            {
                other = lastIsComma ? value : whole;
                value = lastIsComma ? whole : value;
                separators = lastIsComma ? Separators.CommaOrThousands : Separators.PointOrThousands;
            }
        }
        var factor = negative ? -scale : scale;
        (value, other) = (value * factor, other * factor);
        return true;
    }

    static double Number(ReadOnlySpan<char> digits)
    {
        long number = 0;
        foreach (var digit in digits) number = number * 10 + digit - '0';
        return number;
    }

    static double Scale(ReadOnlySpan<byte> unit)
    {
        Span<char> word = stackalloc char[6];
        var count = 0;
        foreach (var one in unit)
        {
            if (!char.IsAsciiLetter((char)one) || count == 6) break;
            word[count++] = char.ToLowerInvariant((char)one);
        }
        return word[..count] switch { "k" or "tsd" or "t" => 1e3, "m" or "mn" or "mio" or "mill" => 1e6, "b" or "bn" or "mrd" => 1e9, _ => 1 };
    }
}
