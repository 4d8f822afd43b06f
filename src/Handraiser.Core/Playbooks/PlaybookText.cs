namespace Handraiser.Core.Playbooks;

/// <summary>The playbook as people write it: YAML in, a playbook or a list of errors out.</summary>
public static class PlaybookText
{
    /// <summary>The longest text that is read, in bytes of UTF-8.</summary>
    public const int MaxBytes = 200 * 1024;

    /// <summary>The deepest nesting of lists and keys.</summary>
    public const int MaxDepth = 20;

    /// <summary>The most routes, and the most entries of any named section.</summary>
    public const int MaxEntries = 500;

    /// <summary>The deepest nesting of <c>all</c>, <c>any</c> and <c>not</c>, a comparison included.</summary>
    public const int MaxConditionDepth = 8;

    /// <summary>
    /// Reads a playbook. Any text at all is answered, never thrown at: with the playbook, or with every error found, in
    /// the order of the text (at most <see cref="ErrorList.Most"/>; a text that is not YAML gives the first only).
    /// </summary>
    public static PlaybookReading Read(string yaml)
    {
        var errors = new ErrorList();
        var playbook = YamlTree.Read(yaml, errors) is { } root
            ? PlaybookReader.Read(new Spot(root, "", errors))
            : null;
        return errors.Any ? new(null, errors.InOrder()) : new(playbook, []);
    }

    /// <summary>The condition as a rep reads it in the reason for a decision; the same in every culture.</summary>
    public static string Describe(Condition condition) => ConditionText.Describe(condition);
}
