namespace Handraiser.Core.Identity;

/// <summary>Finds the address in what people paste: mail links, display names, lists, stray blanks and dots.</summary>
static class EmailText
{
    const int CharactersMax = 4096;

    /// <summary>A piece of the text that may be an address; doubtful when other words stand beside it.</summary>
    readonly record struct Candidate(string Text, bool IsGuessed);

    internal static EmailReading Read(string? raw)
    {
        raw ??= "";
        var text = raw.Trim();
        if (text.Length > CharactersMax) return Refuse(raw, EmailDoubts.TooLong);
        if (!TextRunes.IsWellFormed(text)) return Refuse(raw, EmailDoubts.NotAnAddress);

        text = TextRunes.TrimInvisible(text).Replace('\t', ' ');
        if (text.Length == 0) return new(raw, null, []);
        if (text.EnumerateRunes().Any(TextRunes.IsLineBreak)) return Refuse(raw, EmailDoubts.ControlCharacters);

        var doubts = new SortedSet<string>(StringComparer.Ordinal);
        var visible = TextRunes.WithoutInvisible(text);
        if (visible.Length != text.Length) doubts.Add(EmailDoubts.InvisibleCharacters);
        return new(raw, Choose(Plain(visible), doubts), WithUnverified(doubts));
    }

    static EmailReading Refuse(string raw, string doubt) => new(raw, null, [EmailDoubts.Unverified, doubt]);

    static string[] WithUnverified(SortedSet<string> doubts) =>
        doubts.Count == 0 ? [] : [EmailDoubts.Unverified, .. doubts];

    // Keyboards of the East write a wide @ and wide blanks.
    static string Plain(string text) => string.Create(text.Length, text, static (plain, source) =>
    {
        for (var i = 0; i < plain.Length; i++)
            plain[i] = source[i] == '＠' ? '@' : char.IsWhiteSpace(source[i]) ? ' ' : source[i];
    });

    static EmailAddress? Choose(string text, SortedSet<string> doubts)
    {
        EmailAddress? chosen = null;
        SortedSet<string>? its = null;
        foreach (var candidate in Candidates(text))
        {
            var own = new SortedSet<string>(StringComparer.Ordinal);
            var address = EmailAddress.From(Clean(candidate.Text), own);
            if (candidate.IsGuessed) own.Add(EmailDoubts.Guessed);
            if (address is not null && chosen is not null && address.Key != chosen.Key) doubts.Add(EmailDoubts.Several);
            if (its is null || (chosen is null && address is not null)) (chosen, its) = (address, own);
        }
        doubts.UnionWith(its ?? [EmailDoubts.NotAnAddress]);
        return chosen;
    }

    static List<Candidate> Candidates(string text)
    {
        var found = new List<Candidate>();
        bool hasAngles = false, hasOtherWords = false;
        foreach (var part in SplitOutside(text, ",;"))
        {
            var angles = AngleContent(part);
            if (angles is var (start, end)) found.Add(new(part[(start + 1)..end], false));
            var words = SplitOutside(angles is var (from, to) ? $"{part[..from]} {part[(to + 1)..]}" : part, " ");
            var addresses = words.FindAll(word => word.Contains('@', StringComparison.Ordinal));
            found.AddRange(addresses.Select(word => new Candidate(word, angles is null && words.Count > 1)));
            hasAngles |= angles is not null;
            hasOtherWords |= angles is null && addresses.Count == 0;
        }
        // "Doe, Ann <ann@x.com>" is certain; "ann,doe@x.com" may be a slip for ann.doe@x.com.
        return hasOtherWords && !hasAngles ? found.ConvertAll(candidate => candidate with { IsGuessed = true }) : found;
    }

    static List<string> SplitOutside(string text, string separators)
    {
        var parts = new List<string>();
        var start = 0;
        foreach (var (position, character) in Unquoted(text))
        {
            var isInAngles = text.LastIndexOf('<', position) > text.LastIndexOf('>', position);
            if (!separators.Contains(character) || (isInAngles && AngleContent(text[start..]) is not null)) continue;
            parts.Add(text[start..position]);
            start = position + 1;
        }
        parts.Add(text[start..]);
        return parts.ConvertAll(part => part.Trim()).FindAll(part => part.Length > 0);
    }

    static (int Start, int End)? AngleContent(string text)
    {
        var start = -1;
        foreach (var (position, character) in Unquoted(text))
        {
            if (character == '<') start = position;
            else if (character == '>' && start >= 0) return (start, position);
        }
        return null;
    }

    // The characters outside double quotes, with where they stand.
    static IEnumerable<(int Position, char Character)> Unquoted(string text)
    {
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '\\') i++;
            else if (text[i] == '"') isQuoted = !isQuoted;
            else if (!isQuoted) yield return (i, text[i]);
        }
    }

    static string Clean(string candidate)
    {
        var text = candidate.Trim();
        if (text.Length > 2 && text[0] == text[^1] && text[0] is '"' or '\'') text = text[1..^1];
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            text = text["mailto:".Length..];
            var query = text.IndexOf('?', Math.Max(text.IndexOf('@', StringComparison.Ordinal), 0));
            text = Uri.UnescapeDataString(query < 0 ? text : text[..query]);
            if (text.EnumerateRunes().Any(TextRunes.IsLineBreak)) return "";
            text = Plain(text);
        }
        return text.Trim().TrimEnd('.');
    }
}
