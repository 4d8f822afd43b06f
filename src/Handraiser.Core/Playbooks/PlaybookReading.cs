namespace Handraiser.Core.Playbooks;

/// <summary>
/// What came of reading a playbook's text: the playbook, or everything that is wrong with it at once. Never both: a
/// playbook with an error is not half a playbook.
/// </summary>
public sealed record PlaybookReading(Playbook? Playbook, IReadOnlyList<PlaybookError> Errors);

/// <summary>One thing that is wrong, where it stands, and what to write instead.</summary>
/// <param name="Line">Line in the text; the first is 1.</param>
/// <param name="Column">Column in that line, in UTF-16 units; the first is 1.</param>
/// <param name="Path">The place in the playbook (<c>pools.emea.members[0].weight</c>); empty for the whole
/// text.</param>
/// <param name="Problem">What is wrong, in words for whoever wrote it.</param>
/// <param name="Mend">What would put it right.</param>
public sealed record PlaybookError(int Line, int Column, string Path, string Problem, string Mend)
{
    public override string ToString() =>
        $"{Line}:{Column} {(Path.Length == 0 ? "" : Path + ": ")}{Problem} {Mend}";
}
