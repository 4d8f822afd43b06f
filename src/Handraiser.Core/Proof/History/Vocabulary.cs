namespace Handraiser.Core.Proof;

/// <summary>Gives every distinct word a code, in order of first sight.</summary>
public sealed class Vocabulary
{
    readonly List<string> words = [];
    readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Words => words;

    /// <summary>The word's code; <see cref="Unknown.Code"/> for a blank one.</summary>
    public int CodeOf(string? word)
    {
        if (string.IsNullOrWhiteSpace(word))
        {
            return Unknown.Code;
        }
        if (!codes.TryGetValue(word, out var code))
        {
            codes[word] = code = words.Count;
            words.Add(word);
        }
        return code;
    }
}
