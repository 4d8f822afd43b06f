using System.Globalization;
using Handraiser.Core.Leads;

namespace Handraiser.Core.Playbooks;

/// <summary>Reads what a field is compared with, and refuses what the field can never hold.</summary>
internal static class ValueReader
{
    public static Condition? Read(string field, FieldType type, Comparison comparison, Entry test) => comparison switch
    {
        Comparison.Known => Known(field, test.Value),
        Comparison.AtLeast or Comparison.AtMost => Bound(field, type, comparison, test),
        Comparison.Is => Is(field, type, test.Value),
        _ when type is FieldType.Text or FieldType.Any =>
            Texts(test.Value) is { } texts ? new Condition.Test(field, comparison, texts, null) : null,
        _ => Refuse(test.At, $"{field} cannot be compared with '{test.Key}'.",
            type == FieldType.Number ? "Write is, at-least or at-most." : "Write is."),
    };

    static Condition.Test? Known(string field, Spot spot) => spot.Text("known: true") switch
    {
        null => null,
        "true" => new(field, Comparison.Known, [], null),
        _ => Refuse(spot, "'known' is only ever true.",
            $"Write known: true; the opposite is not: {{ field: {field}, known: true }}."),
    };

    static Condition.Test? Bound(string field, FieldType type, Comparison comparison, Entry test)
    {
        if (type is not (FieldType.Number or FieldType.Any))
        {
            return Refuse(test.At, $"{field} is not a number, so '{test.Key}' never matches.",
                "Write is, or ask about company.employees.");
        }
        return Number(test.Value) is { } number ? new(field, comparison, [], number) : null;
    }

    static Condition? Is(string field, FieldType type, Spot spot) => type switch
    {
        FieldType.Number => Numbers(field, spot),
        FieldType.Any when Plain(spot) is { } number => new Condition.Test(field, Comparison.Is, [], number),
        FieldType.Kind => OneOf(field, spot, "a kind of request", RequestKinds.All),
        FieldType.YesNo => OneOf(field, spot, "true or false", ["true", "false"]),
        _ => Texts(spot) is { } texts ? new Condition.Test(field, Comparison.Is, texts, null) : null,
    };

    static Condition? Numbers(string field, Spot spot)
    {
        if (spot.Node is not ListNode) return Number(spot) is { } one ? Equal(one) : null;
        if (Listed(spot) is not { } items) return null;
        var numbers = items.Select(Number).ToList();
        return numbers.Contains(null) ? null : new Condition.Any([.. numbers.Select(number => Equal(number!.Value))]);

        Condition Equal(decimal number) => new Condition.Test(field, Comparison.Is, [], number);
    }

    static Condition.Test? OneOf(string field, Spot spot, string what, IReadOnlyCollection<string> known)
    {
        if (Texts(spot) is not { } texts) return null;
        var items = spot.Node is ListNode ? spot.Items(what)! : [spot];
        var sound = true;
        for (var i = 0; i < texts.Count; i++)
        {
            if (known.Contains(texts[i], StringComparer.OrdinalIgnoreCase)) continue;
            items[i].Unknown(texts[i], what, known);
            sound = false;
        }
        return sound ? new(field, Comparison.Is, texts, null) : null;
    }

    static List<string>? Texts(Spot spot)
    {
        const string Example = "one text, or a list such as [NO, SE]";
        if (spot.Node is not ListNode) return spot.Text(Example) is { } one ? [one] : null;
        if (Listed(spot) is not { } items) return null;
        var texts = items.Select(item => item.Text("one text")).ToList();
        return texts.Contains(null) ? null : [.. texts.OfType<string>()];
    }

    static IReadOnlyList<Spot>? Listed(Spot spot)
    {
        var items = spot.Items("a list")!;
        if (items.Count > 0) return items;
        Refuse(spot, "The list is empty, so it never matches.", "Put something in, or take the comparison out.");
        return null;
    }

    static decimal? Number(Spot spot)
    {
        if (spot.Text("a number, such as 1000") is not { } text) return null;
        if (Parse(text) is { } number) return number;
        spot.Refuse($"{Spot.Quote(text)} is not a number.", "Write digits only, such as 1000 or 0.5.");
        return null;
    }

    // Unquoted 250 is a number; 0150 is a code that looks like one, and stays text.
    static decimal? Plain(Spot spot) =>
        spot.Node is TextNode { Plain: true } text && Parse(text.Value) is { } number
        && !(text.Value.TrimStart('-', '+') is ['0', >= '0' and <= '9', ..]) ? number : null;

    static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) ? number : null;

    static Condition.Test? Refuse(Spot spot, string problem, string mend)
    {
        spot.Refuse(problem, mend);
        return null;
    }
}
