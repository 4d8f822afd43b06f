namespace Handraiser.Core.Playbooks;

/// <summary>Refuses pools that overflow in a circle: with everybody away, a lead would go round for ever.</summary>
internal static class Overflows
{
    public static void RefuseCycles(Spot? section, IReadOnlyDictionary<string, Pool> pools)
    {
        if (section?.Entries("pools") is not { } entries) return;
        var settled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var path = new List<string>();
            for (var next = entry.Key; next is not null && !settled.Contains(next);
                next = pools.GetValueOrDefault(next)?.Overflow)
            {
                if (path.IndexOf(next) is >= 0 and var start)
                {
                    Refuse(entries, [.. path[start..], next]);
                    break;
                }
                path.Add(next);
            }
            settled.UnionWith(path);
        }
    }

    static void Refuse(IReadOnlyList<Entry> entries, IReadOnlyList<string> circle)
    {
        var at = entries.First(entry => entry.Key == circle[0]).At;
        at.Refuse($"Pools overflow in a circle: {string.Join(" to ", circle.Select(Spot.Quote))}.",
            "Let one of them end at manager or on-call.");
    }
}
