namespace Handraiser.Core.Playbooks;

/// <summary>
/// Reads the route table. A row that would swallow the rows below it is refused, and so are those rows.
/// </summary>
internal static class RouteReader
{
    const string Example = "routes, each with name, when and pool";

    public static IReadOnlyList<Route> Read(Spot spot, IReadOnlyCollection<string> pools)
    {
        if (spot.Items(Example) is not { } items) return [];
        if (items.Count > PlaybookText.MaxEntries)
        {
            spot.Refuse($"There are more than {PlaybookText.MaxEntries} routes.",
                "Put routes together with any or a list.");
            return [];
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        var routes = items.Select(item => ReadRoute(item, names, pools)).ToList();
        RefuseDead(items, routes);
        return [.. routes.OfType<Route>()];
    }

    static Route? ReadRoute(Spot spot, HashSet<string> names, IReadOnlyCollection<string> pools)
    {
        if (spot.Keys("{ name, when, pool }", "name", "when", "pool", "second-look") is not { } block) return null;
        var name = block.Need("name", "Name the route; reps read it as the reason.")?.Text("a name");
        if (name is not null && !names.Add(name))
        {
            block.Find("name")!.Value.Refuse($"Two routes are named {Spot.Quote(name)}.", "Give each its own name.");
        }
        var when = block.Need("when", "Say when it matches; what everything else gets is the catch-all.") is { } asked
            ? ConditionReader.Read(asked)
            : null;
        var (pool, look) = (block.Find("pool"), block.Find("second-look"));
        if (pool is null == look is null)
        {
            spot.Refuse("A route leads to a pool or to a second look.", "Write either pool or second-look.");
        }
        var answered = pool?.Reference("pool", "pools", pools);
        var reason = look?.Text("why a human should look before anybody answers");
        // A route whose end is wrong still matches what it matches, and may kill those below it.
        return when is null ? null : new(name ?? "", when, answered, reason);
    }

    static void RefuseDead(IReadOnlyList<Spot> items, List<Route?> routes)
    {
        var first = routes.FindIndex(route => route?.When is Condition.All { Parts.Count: 0 });
        if (first < 0) return;
        for (var i = first; i < items.Count; i++)
        {
            if (i > first)
            {
                items[i].Refuse($"The route is never reached: {Spot.Quote(routes[first]!.Name)} above it matches "
                    + "everything.", "Move it up, or take it out.");
            }
            if (i < items.Count - 1 && routes[i]?.When is Condition.All { Parts.Count: 0 })
            {
                items[i].Refuse("The route matches everything, but it is not the last.",
                    "Say when it matches, or move it to the end.");
            }
        }
    }
}
