using System.Globalization;

namespace Handraiser.Core.Playbooks;

/// <summary>
/// A place in the playbook that is being read: the piece of text, its path, and where complaints go. Each reading
/// answers null after it has complained, so that readers carry on and find the rest.
/// </summary>
internal readonly record struct Spot(Node Node, string Path, ErrorList Errors)
{
    const int LongestText = 500;

    string Key => Path[(Path.LastIndexOf('.') + 1)..];

    public void Refuse(string problem, string mend) => Errors.Add(Node.Line, Node.Column, Path, problem, mend);

    /// <summary>One line of text that is not blank.</summary>
    public string? Text(string example)
    {
        if (Node is not TextNode text) return WrongType("one text", example);
        if (string.IsNullOrWhiteSpace(text.Value))
        {
            Refuse($"'{Key}' is empty.", $"Write {example}.");
            return null;
        }
        if (text.Value.Length > LongestText || text.Value.Any(char.IsControl))
        {
            Refuse($"'{Key}' is longer than one line of {LongestText} characters.", $"Write {example}.");
            return null;
        }
        return text.Value;
    }

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(int least, int most)
    {
        var example = $"a whole number from {least} to {most}";
        if (Text(example) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most) return number;
        Refuse($"{Quote(text)} is not {example}.", $"Write {example}.");
        return null;
    }

    /// <summary>A rep's e-mail address, in small letters: Ann@ and ann@ are one rep.</summary>
    public string? Email()
    {
        if (Text("an e-mail address, such as ann@acme.example") is not { } text) return null;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var plausible = at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && text.Length <= 254
            && !text.Any(char.IsWhiteSpace);
        if (plausible) return text.ToLowerInvariant();
        Refuse($"{Quote(text)} is not an e-mail address.", "Name a rep by e-mail address, such as ann@acme.example.");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public T? Choice<T>(params ReadOnlySpan<(string Word, T Value)> words) where T : struct
    {
        var known = new string[words.Length];
        for (var i = 0; i < words.Length; i++) known[i] = words[i].Word;
        if (Text(OneOf(known)) is not { } text) return null;
        var index = Array.IndexOf(known, text);
        if (index >= 0) return words[index].Value;
        Unknown(text, "an answer here", known);
        return null;
    }

    /// <summary>The name of something defined elsewhere in the playbook.</summary>
    public string? Reference(string kind, string section, IReadOnlyCollection<string> names)
    {
        if (Text($"the name of a {kind}") is not { } text) return null;
        if (names.Contains(text)) return text;
        var near = Errors.Full ? null : Nearest.To(text, names);
        Refuse($"There is no {kind} {Quote(text)}.",
            near is null ? $"Define it under '{section}', or name one that is there." : $"Did you mean {Quote(near)}?");
        return null;
    }

    /// <summary>Complains about a word that means nothing here, and offers the one that was probably meant.</summary>
    public void Unknown(string word, string what, IReadOnlyCollection<string> known)
    {
        var near = Errors.Full ? null : Nearest.To(word, known);
        Refuse($"{Quote(word)} is not {what}.",
            near is null ? $"Write {OneOf(known)}." : $"Did you mean {Quote(near)}? It can be {OneOf(known)}.");
    }

    public IReadOnlyList<Spot>? Items(string example)
    {
        if (Node is not ListNode list)
        {
            WrongType("a list", example);
            return null;
        }
        var spots = new Spot[list.Items.Count];
        for (var i = 0; i < spots.Length; i++) spots[i] = this with { Node = list.Items[i], Path = $"{Path}[{i}]" };
        return spots;
    }

    /// <summary>Every key with its value; a key that stands twice is refused the second time.</summary>
    public IReadOnlyList<Entry>? Entries(string example)
    {
        if (Node is not MapNode map)
        {
            WrongType("keys with values", example);
            return null;
        }
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = new List<Entry>();
        foreach (var (key, value) in map.Entries)
        {
            var path = Path.Length == 0 ? Short(key.Value) : $"{Path}.{Short(key.Value)}";
            var at = this with { Node = key, Path = path };
            if (lines.TryAdd(key.Value, key.Line)) entries.Add(new(key.Value, at, at with { Node = value }));
            else
            {
                at.Refuse($"{Quote(key.Value)} is here twice; it is already on line {lines[key.Value]}.",
                    "Keep one of them.");
            }
        }
        return entries;
    }

    /// <summary>A set of keys that are known beforehand.</summary>
    public Block? Keys(string example, params string[] known)
    {
        if (Entries(example) is not { } entries) return null;
        var found = new Dictionary<string, Spot>(StringComparer.Ordinal);
        foreach (var (key, at, value) in entries)
        {
            if (known.Contains(key, StringComparer.Ordinal)) found.Add(key, value);
            else at.Unknown(key, "a key that is known here", known);
        }
        return new(this, found);
    }

    /// <summary>The names that this section defines, whether or not what they stand for is sound.</summary>
    public IReadOnlyCollection<string> Names() =>
        Node is MapNode map ? [.. map.Entries.Select(entry => entry.Key.Value)] : [];

    public static string Quote(string text) => $"'{Short(text)}'";

    static string Short(string text)
    {
        var shown = text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 59), "…");
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c)) : shown;
    }

    static string OneOf(IReadOnlyCollection<string> words) =>
        words.Count == 1 ? words.First() : $"{string.Join(", ", words.SkipLast(1))} or {words.Last()}";

    string? WrongType(string wanted, string example)
    {
        var found = Node switch
        {
            TextNode { Value: "" } => "nothing",
            TextNode => "a text",
            ListNode => "a list",
            MapNode => "keys with values",
            _ => "",
        };
        var subject = Path.Length == 0 ? "The playbook" : $"'{Key}'";
        if (found.Length > 0) Refuse($"{subject} should be {wanted}, but is {found}.", $"Write {example}.");
        return null;
    }
}

/// <summary>A key, where it stands, and its value.</summary>
internal readonly record struct Entry(string Key, Spot At, Spot Value);

/// <summary>A set of known keys.</summary>
internal sealed class Block(Spot spot, IReadOnlyDictionary<string, Spot> entries)
{
    public Spot Spot => spot;

    public int Count => entries.Count;

    public Spot? Find(string key) => entries.TryGetValue(key, out var found) ? found : null;

    /// <summary>The value of a key that must be there.</summary>
    public Spot? Need(string key, string mend)
    {
        if (Find(key) is { } found) return found;
        spot.Refuse($"'{key}' is missing.", mend);
        return null;
    }
}
