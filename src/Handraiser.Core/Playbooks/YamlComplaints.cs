using YamlDotNet.Core;

namespace Handraiser.Core.Playbooks;

/// <summary>
/// Says what is wrong with a text that is not YAML, in words for somebody who does not know the grammar.
/// </summary>
internal static class YamlComplaints
{
    public static readonly string TooDeep = $"The playbook is nested deeper than {PlaybookText.MaxDepth} levels";

    /// <summary>
    /// True when a line is indented with a tab. YAML forbids it, and parsers complain about another line.
    /// </summary>
    public static bool Tabs(string text, ErrorList errors)
    {
        var lines = Lines(text);
        var found = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = lines[i].Length - lines[i].TrimStart(' ', '\t').Length;
            var tab = lines[i].IndexOf('\t', 0, indent);
            if (tab < 0 || indent == lines[i].Length) continue;
            errors.Add(i + 1, tab + 1, "", "The line is indented with a tab.", "Indent with spaces.");
            found = true;
        }
        return found;
    }

    public static void Syntax(string text, YamlException refusal, ErrorList errors)
    {
        while (refusal.InnerException is YamlException inner) refusal = inner;
        var lines = Lines(text);
        var line = (int)Math.Clamp(refusal.Start.Line, 1, lines.Length);
        var column = (int)Math.Clamp(refusal.Start.Column, 1, int.MaxValue);
        var said = refusal.Message.TrimEnd('.');
        if (said.Contains("Expected 'StreamEnd'", StringComparison.Ordinal))
        {
            errors.Add(line, column, "", "A second document begins here.",
                "Keep one playbook in one text, without ---.");
            return;
        }
        if (said == TooDeep) errors.Add(line, column, "", $"{TooDeep}.", "Flatten it.");
        else errors.Add(line, column, "", $"The text is not YAML: {said}.", Mend(lines[line - 1], said));
    }

    static string Mend(string line, string said)
    {
        if (line.Contains('@') && said.Contains("cannot start any token", StringComparison.Ordinal))
        {
            return "Put quotes around the value.";
        }
        var colons = line.Split(": ").Length - 1;
        if (colons > 1 && !line.Contains('{'))
        {
            return "One 'key: value' to a line; put quotes around a value with ': '.";
        }
        if (line.Count(c => c == '"') % 2 == 1) return "Close the quotes.";
        if (line.Count(c => c is '{' or '[') != line.Count(c => c is '}' or ']')) return "Close the brackets.";
        return "Compare the line and its indentation with its neighbours.";
    }

    static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
