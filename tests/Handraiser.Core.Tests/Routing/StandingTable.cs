using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using static System.Globalization.CultureInfo;

namespace Handraiser.Core.Tests.Routing;

/// <summary>
/// A pool and its members' standings as a table: <c>rep weight level is today week open expected</c>. "is" holds the
/// words of what is unusual (inactive, away, closed, leave, missed), joined by '+', or '-'.
/// </summary>
static class StandingTable
{
    public static (Pool Pool, Rota Rota, Standing[] Standings, HashSet<string> Missed, string[] Expected) Read(
        string table)
    {
        var rows = table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var pool = RoutingWorld.Pool([.. rows.Select(row => (row[0], int.Parse(row[1], InvariantCulture)))]);
        var rota = RoutingWorld.At(pool, [.. rows.Select(row => long.Parse(row[2], InvariantCulture))]);
        return (pool, rota, [.. rows.Select(Standing)],
            [.. rows.Where(row => row[3].Contains("missed", StringComparison.Ordinal)).Select(row => row[0])],
            [.. rows.Select(row => row[7])]);
    }

    static Standing Standing(string[] row)
    {
        var words = row[3].Split('+');
        return new Standing(row[0],
            Active: !words.Contains("inactive"), Present: !words.Contains("away"),
            Open: !words.Contains("closed") && !words.Contains("leave"), OnLeave: words.Contains("leave"),
            Today: int.Parse(row[4], InvariantCulture), ThisWeek: int.Parse(row[5], InvariantCulture),
            OpenLeads: int.Parse(row[6], InvariantCulture));
    }
}
