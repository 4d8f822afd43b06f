using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>
/// Where fields and rows end in a piece of a file. It looks at 64 bytes at once and remembers what it saw: most fields
/// are over before a search for their end would have begun.
/// </summary>
internal struct SignPlaces(CsvSigns signs)
{
    const int Width = 64;

    // The signs among the bytes from here on, a bit each.
    int from = -Width;
    ulong marks;

    /// <summary>The first sign at a place or after it; the end of the data when there is none.</summary>
    [MethodImpl(RowLoop.Fast)]
    public int Next(ReadOnlySpan<byte> data, int at)
    {
        while (true)
        {
            if (at < from || at >= from + Width)
            {
                if (data.Length - at < Width)
                {
                    var found = data[at..].IndexOfAny(signs.Delimiter, signs.NewLine);
                    return found < 0 ? data.Length : at + found;
                }
                (from, marks) = (at, Marks(data[at..]) | ((ulong)Marks(data[(at + (Width / 2))..]) << (Width / 2)));
            }
            var left = marks >> (at - from);
            if (left != 0) return at + BitOperations.TrailingZeroCount(left);
            at = from + Width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly uint Marks(ReadOnlySpan<byte> data)
    {
        var bytes = Vector256.Create(data);
        return (Vector256.Equals(bytes, Vector256.Create(signs.Delimiter)) | Vector256.Equals(bytes, Vector256.Create(signs.NewLine)))
            .ExtractMostSignificantBits();
    }
}
