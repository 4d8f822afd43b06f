using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>Columns that belong together have the same length; anything else is a mistake of the caller.</summary>
internal static class Lengths
{
    public static void Same(int expected, int found)
    {
        if (expected != found) throw new ArgumentException($"A column has {found} values where {expected} belong.");
    }

    /// <summary>NaN would have no place in any order.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static void NoHoles(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (double.IsNaN(value)) throw new ArgumentException("A value is missing.");
    }
}
