namespace Handraiser.Core.Playbooks;

/// <summary>
/// Reads <c>all</c>, <c>any</c>, <c>not</c> and comparisons. Empty parts are refused, since an empty <c>all</c>
/// silently means everything and an empty <c>any</c> nothing; only a whole <c>when</c> may be empty, and only on the
/// last route.
/// </summary>
internal static class ConditionReader
{
    const string Example = "{ field: company.country, is: NO }";

    static readonly (string Word, Comparison Comparison)[] Comparisons =
    [
        ("is", Comparison.Is), ("contains", Comparison.Contains), ("starts-with", Comparison.StartsWith),
        ("ends-with", Comparison.EndsWith), ("at-least", Comparison.AtLeast), ("at-most", Comparison.AtMost),
        ("known", Comparison.Known),
    ];

    static readonly string[] Words = [.. Comparisons.Select(pair => pair.Word)];
    static readonly string[] Keys = ["all", "any", "not", "field", .. Words];

    public static Condition? Read(Spot when)
    {
        if (when.Node is MapNode { Entries.Count: 0 }) return new Condition.All([]);
        var emptyAll = when.Node is MapNode { Entries: [{ Key.Value: "all", Value: ListNode { Items.Count: 0 } }] };
        return emptyAll ? new Condition.All([]) : Read(when, 1);
    }

    static Condition? Read(Spot spot, int depth)
    {
        if (depth > PlaybookText.MaxConditionDepth)
        {
            spot.Refuse($"The condition is nested deeper than {PlaybookText.MaxConditionDepth} levels.",
                "Split it into several routes.");
            return null;
        }
        if (spot.Entries(Example) is not { } entries) return null;
        if (entries.Count == 0)
        {
            spot.Refuse("The condition is empty.", $"Write {Example}, or take it out.");
            return null;
        }
        var sound = true;
        foreach (var (key, at, _) in entries) sound &= IsKnown(key, at);
        if (!sound) return null;
        if (entries.Any(entry => entry.Key == "field")) return ReadTest(spot, entries);
        if (entries is not [var only] || Words.Contains(only.Key, StringComparer.Ordinal))
        {
            spot.Refuse("A condition is one of all, any, not or a comparison of a field.",
                entries.Any(entry => Words.Contains(entry.Key, StringComparer.Ordinal))
                    ? $"Name the field: {Example}." : "Put several into one all or any.");
            return null;
        }
        if (only.Key == "not") return Read(only.Value, depth + 1) is { } part ? new Condition.Not(part) : null;
        if (Parts(only, depth) is not { } parts) return null;
        return only.Key == "all" ? new Condition.All(parts) : new Condition.Any(parts);
    }

    static bool IsKnown(string key, Spot at)
    {
        if (Keys.Contains(key, StringComparer.Ordinal)) return true;
        if (key is "matches" or "regex" or "pattern")
        {
            at.Refuse("There are no patterns: one badly written can stop the intake.",
                "Use contains, starts-with or ends-with, with a list if need be.");
        }
        else at.Unknown(key, "a comparison", Keys);
        return false;
    }

    static List<Condition>? Parts(Entry entry, int depth)
    {
        if (entry.Value.Items($"a list of conditions, such as [ {Example} ]") is not { } items) return null;
        if (items.Count == 0)
        {
            var meaning = entry.Key == "all" ? "everything" : "nothing";
            entry.Value.Refuse($"'{entry.Key}' is empty, so it would match {meaning}.",
                $"Put conditions in, such as {Example}, or take it out.");
            return null;
        }
        var parts = items.Select(item => Read(item, depth + 1)).ToList();
        return parts.Contains(null) ? null : [.. parts.OfType<Condition>()];
    }

    static Condition? ReadTest(Spot spot, IReadOnlyList<Entry> entries)
    {
        var named = entries.First(entry => entry.Key == "field").Value;
        var asked = entries.Where(entry => entry.Key != "field").ToList();
        if (asked is not [var test] || !Words.Contains(test.Key, StringComparer.Ordinal))
        {
            spot.Refuse("A comparison has one field and one comparison.",
                $"Write one, such as {Example}; put several into all or any.");
            return null;
        }
        if (named.Text("a field, such as company.country") is not { } field) return null;
        if (FieldNames.TypeOf(field) is not { } type)
        {
            named.Unknown(field, "a field", [.. FieldNames.Known, "fields.NAME"]);
            return null;
        }
        var comparison = Comparisons.First(pair => pair.Word == test.Key).Comparison;
        return ValueReader.Read(field, type, comparison, test);
    }
}
