namespace Handraiser.App.Tests.Abuse;

/// <summary>How much is tried: a slice each time, and HANDRAISER_SOAK times as much when somebody has a night to spare.</summary>
internal static class Soak
{
    static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("HANDRAISER_SOAK"), out var factor)
        && factor > 1 ? factor : 1;

    public static int Times(int usual) => usual * Factor;

    /// <summary>One of so many parts of a list, another for each number; all of it in a soak.</summary>
    public static IEnumerable<T> Slice<T>(IReadOnlyList<T> all, int number, int parts) =>
        Factor > 1 ? all : all.Where((_, i) => (i + number) % parts == 0);
}
