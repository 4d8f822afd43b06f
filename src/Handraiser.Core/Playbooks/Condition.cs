using Handraiser.Core.Leads;

namespace Handraiser.Core.Playbooks;

/// <summary>
/// A question about a lead. A field that is missing makes the answer unknown, and only a sure yes matches a route: a
/// gap in the data never decides against a buyer by accident.
/// </summary>
public abstract record Condition
{
    private Condition() { }

    /// <summary>True when every part is; of no parts: true.</summary>
    public sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>True when at least one part is; of no parts: false.</summary>
    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>True when the part is false; unknown stays unknown.</summary>
    public sealed record Not(Condition Part) : Condition;

    /// <summary>Compares one field with constants.</summary>
    public sealed record Test(string Field, Comparison Comparison, IReadOnlyList<string> Texts, decimal? Number)
        : Condition;

    /// <summary>Yes, no, or unknown (null) for the given facts.</summary>
    public bool? Ask(Facts facts) => this switch
    {
        All all => Fold(all.Parts, facts, decisive: false),
        Any any => Fold(any.Parts, facts, decisive: true),
        Not not => !not.Part.Ask(facts),
        Test test => Compare(test, facts),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Kleene's three-valued logic: one decisive answer settles it, else any unknown leaves it unknown.
    static bool? Fold(IReadOnlyList<Condition> parts, Facts facts, bool decisive)
    {
        bool? answer = !decisive;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i].Ask(facts);
            if (part == decisive) return decisive;
            if (part is null) answer = null;
        }
        return answer;
    }

    static bool? Compare(Test test, Facts facts)
    {
        if (test.Comparison == Comparison.Known) return facts.Has(test.Field);
        if (test.Number is { } limit)
        {
            return facts.Number(test.Field) is not { } number ? null : test.Comparison switch
            {
                Comparison.AtLeast => number >= limit,
                Comparison.AtMost => number <= limit,
                Comparison.Is => number == limit,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        if (facts.Text(test.Field) is not { } text) return null;
        foreach (var wanted in test.Texts)
        {
            var found = test.Comparison switch
            {
                Comparison.Is => text.Equals(wanted, StringComparison.OrdinalIgnoreCase),
                Comparison.Contains => text.Contains(wanted, StringComparison.OrdinalIgnoreCase),
                Comparison.StartsWith => text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
                Comparison.EndsWith => text.EndsWith(wanted, StringComparison.OrdinalIgnoreCase),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            if (found) return true;
        }
        return false;
    }
}

/// <summary>
/// How a field is compared. <see cref="Is"/> with several texts means any of them; case never counts.
/// </summary>
public enum Comparison { Is, Contains, StartsWith, EndsWith, AtLeast, AtMost, Known }
