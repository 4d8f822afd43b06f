using System.Globalization;

namespace Handraiser.Core.Proof;

/// <summary>Numbers inside sentences, the same on every machine.</summary>
internal static class Wording
{
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A share as percentage points, with its sign.</summary>
    public static string Points(double share) =>
        (share * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " points";

    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A probability as tests tell it.</summary>
    public static string Chance(double p) => p < 0.001 ? "p < 0.001"
        : "p = " + p.ToString("0.000", CultureInfo.InvariantCulture);
}
