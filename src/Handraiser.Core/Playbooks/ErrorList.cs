namespace Handraiser.Core.Playbooks;

/// <summary>
/// Collects what is wrong with a playbook. Bounded, so that a hostile text cannot make a huge answer.
/// </summary>
internal sealed class ErrorList
{
    public const int Most = 100;

    readonly List<PlaybookError> errors = [];
    bool left;

    public bool Any => errors.Count > 0;

    /// <summary>True when nothing more is noted, so that a search for the right word can be spared.</summary>
    public bool Full => errors.Count >= Most;

    public void Add(int line, int column, string path, string problem, string mend)
    {
        if (Full) left = true;
        else errors.Add(new(line, column, path, problem, mend));
    }

    /// <summary>As they stand in the text.</summary>
    public IReadOnlyList<PlaybookError> InOrder()
    {
        List<PlaybookError> ordered = [.. errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];
        if (left)
        {
            var last = ordered[^1];
            ordered.Add(new(last.Line, last.Column, "", $"There are more than {Most} errors.",
                "Mend these first, then read it again."));
        }
        return ordered;
    }
}
