using System.Text;

namespace Handraiser.Core.Identity;

/// <summary>
/// Which end of a domain is sold to everybody (<c>co.uk</c>) rather than registered by somebody (<c>acme.co.uk</c>), by
/// the algorithm of https://publicsuffix.org/list/: an exception wins, then the longest rule, else the last label.
/// </summary>
public static class PublicSuffixes
{
    /// <summary>How many labels, whether a company rather than a registry owns it, whether a rule says so.</summary>
    internal readonly record struct Suffix(int Labels, bool IsPrivate, bool IsKnown);

    [Flags]
    enum Rule { None = 0, Registry = 1, Owner = 2, RegistryChildren = 4, OwnerChildren = 8, Exception = 16 }

    /// <summary>Every rule as the list writes it: <c>co.uk</c>, <c>*.ck</c>, <c>!www.ck</c>.</summary>
    public static IEnumerable<string> Rules
    {
        get
        {
            foreach (var entry in Encoding.UTF8.GetString(PublicSuffixesData.Rules).Split((char[])[' ', '\r', '\n']))
            {
                var name = entry.TrimEnd(',', '+', '*', '#', '!');
                if (name.Length == 0) continue;
                foreach (var mark in entry.Length == name.Length ? "," : entry[name.Length..])
                    yield return mark switch { '*' or '#' => $"*.{name}", '!' => $"!{name}", _ => name };
            }
        }
    }

    /// <summary>The suffix of a domain in Unicode, lower case, without a dot at either end.</summary>
    internal static Suffix Of(string domain)
    {
        Span<byte> buffer = stackalloc byte[1024];
        if (!Encoding.UTF8.TryGetBytes(domain, buffer, out var length)) return new(1, false, false);

        var name = buffer[..length];
        var best = new Suffix(1, false, false);
        var start = length;
        for (var labels = 1; start > 0; labels++)
        {
            start = name[..(start - 1)].LastIndexOf((byte)'.') + 1;
            var rule = Find(name[start..]);
            if (rule.HasFlag(Rule.Exception)) return new(labels - 1, false, true);
            if ((rule & (Rule.Registry | Rule.Owner)) != 0) best = new(labels, rule.HasFlag(Rule.Owner), true);
            if (start > 0 && (rule & (Rule.RegistryChildren | Rule.OwnerChildren)) != 0)
                best = new(labels + 1, rule.HasFlag(Rule.OwnerChildren), true);
        }
        return best;
    }

    static Rule Find(ReadOnlySpan<byte> name)
    {
        var rules = PublicSuffixesData.Rules;
        int low = 0, high = rules.Length;
        while (low < high)
        {
            var start = EntryStart(rules, low + (high - low) / 2, low);
            var end = EntryEnd(rules, start);
            var entry = rules[start..end];
            var nameLength = entry.IndexOfAny(",+*#!"u8) is >= 0 and var mark ? mark : entry.Length;
            var order = name.SequenceCompareTo(entry[..nameLength]);
            if (order == 0) return Read(entry[nameLength..]);
            if (order < 0) high = start;
            else low = SkipBlanks(rules, end);
        }
        return Rule.None;
    }

    static int EntryStart(ReadOnlySpan<byte> rules, int position, int low)
    {
        while (position > low && rules[position] <= ' ') position--;
        while (position > low && rules[position - 1] > ' ') position--;
        return position;
    }

    static int EntryEnd(ReadOnlySpan<byte> rules, int position)
    {
        while (position < rules.Length && rules[position] > ' ') position++;
        return position;
    }

    static int SkipBlanks(ReadOnlySpan<byte> rules, int position)
    {
        while (position < rules.Length && rules[position] <= ' ') position++;
        return position;
    }

    static Rule Read(ReadOnlySpan<byte> marks)
    {
        if (marks.IsEmpty) return Rule.Registry;
        var rule = Rule.None;
        foreach (var mark in marks)
        {
            rule |= (char)mark switch
            {
                ',' => Rule.Registry,
                '+' => Rule.Owner,
                '*' => Rule.RegistryChildren,
                '#' => Rule.OwnerChildren,
                _ => Rule.Exception,
            };
        }
        return rule;
    }
}
