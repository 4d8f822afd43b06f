namespace Handraiser.App.Features.Audit.Reading;

/// <summary>The files that somebody meant: by name, by pattern, or as a list with commas.</summary>
internal static class ExportFiles
{
    public static IReadOnlyList<string> Expand(IEnumerable<string> given) => [.. given.SelectMany(Expand)];

    static IEnumerable<string> Expand(string given)
    {
        // A name may hold a comma; a file that is there is meant.
        if (File.Exists(given) || given == SourceFile.Stdin) return [given];
        if (given.Contains(',')) return given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Expand);
        if (given.IndexOfAny(['*', '?']) < 0) return [given];
        var folder = Path.GetDirectoryName(given) is { Length: > 0 } named ? named : ".";
        var found = Directory.Exists(folder) ? Directory.GetFiles(folder, Path.GetFileName(given)) : [];
        Array.Sort(found, StringComparer.Ordinal);
        return found.Length == 0 ? [given] : found;
    }
}
