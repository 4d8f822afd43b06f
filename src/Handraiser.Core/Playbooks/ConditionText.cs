using System.Globalization;

namespace Handraiser.Core.Playbooks;

/// <summary>Says a condition in short English.</summary>
internal static class ConditionText
{
    public static string Describe(Condition condition) => Say(condition, inner: false);

    static string Say(Condition condition, bool inner) => condition switch
    {
        Condition.All { Parts.Count: 0 } => "everything",
        Condition.Any { Parts.Count: 0 } => "nothing",
        Condition.All { Parts: [var only] } => Say(only, inner),
        Condition.Any { Parts: [var only] } => Say(only, inner),
        Condition.All all => Join(all.Parts, " and ", inner),
        Condition.Any any => Join(any.Parts, " or ", inner),
        Condition.Not { Part: Condition.Test test } => Deny(test),
        Condition.Not not => $"not ({Say(not.Part, inner: false)})",
        Condition.Test test => Affirm(test),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static string Join(IReadOnlyList<Condition> parts, string word, bool inner)
    {
        var said = string.Join(word, parts.Select(part => Say(part, inner: true)));
        return inner ? $"({said})" : said;
    }

    static string Affirm(Condition.Test test) => test.Comparison switch
    {
        Comparison.Known => $"{test.Field} is known",
        Comparison.AtLeast => $"{test.Field} at least {Value(test)}",
        Comparison.AtMost => $"{test.Field} at most {Value(test)}",
        Comparison.Contains => $"{test.Field} contains {Value(test)}",
        Comparison.StartsWith => $"{test.Field} starts with {Value(test)}",
        Comparison.EndsWith => $"{test.Field} ends with {Value(test)}",
        _ => $"{test.Field} is {Value(test)}",
    };

    static string Deny(Condition.Test test) => test.Comparison switch
    {
        Comparison.Known => $"{test.Field} is not known",
        Comparison.AtLeast => $"{test.Field} below {Value(test)}",
        Comparison.AtMost => $"{test.Field} above {Value(test)}",
        Comparison.Contains => $"{test.Field} does not contain {Value(test)}",
        Comparison.StartsWith => $"{test.Field} does not start with {Value(test)}",
        Comparison.EndsWith => $"{test.Field} does not end with {Value(test)}",
        _ => $"{test.Field} is not {Value(test)}",
    };

    static string Value(Condition.Test test)
    {
        if (test.Number is { } number)
        {
            return number.ToString("#,##0.############################", CultureInfo.InvariantCulture);
        }
        return test.Texts.Count <= 1
            ? string.Concat(test.Texts)
            : $"{string.Join(", ", test.Texts.SkipLast(1))} or {test.Texts[^1]}";
    }
}
