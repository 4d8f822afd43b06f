using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>How methods are compiled that run over every row of a history.</summary>
public static class RowLoop
{
    /// <summary>Made fast before its first run. The runtime makes methods fast that are called often; one that is
    /// called once for a million rows would be slow for all of them.</summary>
    public const MethodImplOptions Fast = MethodImplOptions.AggressiveOptimization;
}
