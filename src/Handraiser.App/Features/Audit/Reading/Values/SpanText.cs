using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What a bare number of a length means.</summary>
internal enum LengthUnit : byte { Seconds, Minutes, Hours, Milliseconds, HoursAndMinutes }

/// <summary>Reads how long a call or meeting lasted: <c>420</c>, <c>00:07:00</c>, <c>7:30</c>, <c>1h 20m</c>, <c>PT5M</c>.</summary>
internal static class SpanText
{
    [MethodImpl(RowLoop.Fast)]
    public static bool Read(ReadOnlySpan<byte> text, LengthUnit unit, out double seconds)
    {
        seconds = 0;
        if (text.Length is 0 or > 40) return false;
        if (text.Contains((byte)':')) return Clock(text, unit, out seconds);
        if (Utf8Parser.TryParse(text, out double number, out var used) && used == text.Length && double.IsFinite(number))
        {
            seconds = number * unit switch
            {
                LengthUnit.Minutes => 60, LengthUnit.Hours or LengthUnit.HoursAndMinutes => 3600, LengthUnit.Milliseconds => 0.001, _ => 1,
            };
            return true;
        }
        return Words(text, out seconds);
    }

    static bool Clock(ReadOnlySpan<byte> text, LengthUnit unit, out double seconds)
    {
        seconds = 0;
        var negative = text[0] == '-';
        if (negative) text = text[1..];
        var parts = 0;
        while (true)
        {
            if (!Utf8Parser.TryParse(text, out double part, out var used) || used == 0 || ++parts > 3) return false;
            seconds = seconds * 60 + part;
            if (used == text.Length) break;
            if (text[used] != ':') return false;
            text = text[(used + 1)..];
        }
        if (parts == 2 && unit == LengthUnit.HoursAndMinutes) seconds *= 60;
        if (negative) seconds = -seconds;
        return parts > 1;
    }

    static bool Words(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        var any = false;
        while ((text = text.TrimStart(" ,PT"u8)).Length > 0)
        {
            if (!Utf8Parser.TryParse(text, out double number, out var used) || used == 0 || !double.IsFinite(number)) return false;
            text = text[used..].TrimStart((byte)' ');
            var letters = 0;
            while (letters < text.Length && (char.IsAsciiLetter((char)text[letters]) || text[letters] == '.')) letters++;
            if (letters == 0) return false;
            var factor = char.ToLowerInvariant((char)text[0]) switch
            {
                'd' or 'j' => 86_400, 'h' or 't' => 3600, 's' => 1,
                'm' => letters > 1 && (text[1] | 32) == 's' ? 0.001 : 60,
                _ => 0.0,
            };
            if (factor == 0) return false;
            seconds += number * factor;
            text = text[letters..];
            any = true;
        }
        return any;
    }
}
