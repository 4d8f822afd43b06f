using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Handraiser.App;

/// <summary>
/// The settings, or everything that is wrong with them, each with its place and its mend. The command line wins over
/// the
/// environment, the environment over <c>handraiser.yaml</c>.
/// </summary>
internal sealed record SettingsReading(Settings? Settings, IReadOnlyList<string> Problems)
{
    public const string FileName = "handraiser.yaml";

    /// <summary>Names another file than the one in the folder that it is started in.</summary>
    public const string FileVariable = "HANDRAISER_CONFIG";

    const string Prefix = "HANDRAISER_";

    /// <summary>For our own tests; the program itself knows nothing of them.</summary>
    const string TestPrefix = "HANDRAISER_TEST_";

    /// <param name="yaml">The text of the file; null without one.</param>
    /// <param name="options">What the command line says, by key.</param>
    public static SettingsReading Read(
        IReadOnlyDictionary<string, string> environment, string? yaml = null, IReadOnlyDictionary<string,
            string>? options = null)
    {
        var problems = new List<string>();
        var given = new Dictionary<string, (string Value, string Place)>(StringComparer.Ordinal);
        if (yaml is not null) ReadYaml(yaml, given, problems);
        foreach (var (name, value) in environment.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)
                || name.StartsWith(TestPrefix, StringComparison.Ordinal)
                || name == FileVariable) continue;
            if (SettingsTable.All.FirstOrDefault(one => one.Variable == name) is { } known) given[known.Key] =
                (value.Trim(), name);
            else problems.Add($"{name}: there is no such setting.{DidYouMean(name, SettingsTable.All.Select(one => one.Variable))}");
        }
        foreach (var (key, value) in options ?? new Dictionary<string, string>()) given[key] =
            (value.Trim(), "--" + key);

        var settings = new Settings();
        foreach (var setting in SettingsTable.All)
        {
            if (!given.TryGetValue(setting.Key, out var found)) continue;
            if (setting.Fault(found.Value) is { } fault) problems.Add($"{found.Place}: {fault}");
            else settings = setting.With(settings, found.Value);
        }
        if (problems.Count > 0) return new(null, problems);
        return new(given.ContainsKey("base-url") ? settings : settings with { BaseUrl = ReachedAt(settings.Urls) },
            problems);
    }

    static void ReadYaml(string yaml, Dictionary<string, (string, string)> given, List<string> problems)
    {
        YamlStream stream = [];
        try { stream.Load(new StringReader(yaml)); }
        catch (YamlException broken)
        {
            problems.Add($"{FileName} line {broken.Start.Line}: {broken.Message}");
            return;
        }
        if (stream.Documents.Count == 0) return;
        if (stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            if (stream.Documents[0].RootNode is not YamlScalarNode { Value: null or "" })
            {
                problems.Add($"{FileName} line 1: write settings like \"database: sqlite:./data/handraiser.db\", one a line.");
            }
            return;
        }
        foreach (var (name, value) in root.Children)
        {
            var (key, place) = (name.ToString(), $"{FileName} line {name.Start.Line}");
            if (SettingsTable.All.FirstOrDefault(one => one.Key == key) is null)
            {
                problems.Add($"{place}: there is no setting {key}.{DidYouMean(key, SettingsTable.All.Select(one => one.Key))}");
            }
            else if (value is not YamlScalarNode { Value: { } text }) problems.Add(
                $"{place}: {key} is one value, not a list.");
            else given[key] = (text.Trim(), $"{place}, {key}");
        }
    }

    static string DidYouMean(string word, IEnumerable<string> known) =>
        known.MinBy(one => Distance(word, one)) is { } near && Distance(word, near) <= 3
            ? $" Did you mean {near}?" : " handraiser serve --help lists them all.";

    /// <summary>How many letters have to change.</summary>
    static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                (corner, row[j]) = (row[j],
                    Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (from[i - 1] == to[j - 1] ? 0 : 1)));
            }
        }
        return row[^1];
    }

    /// <summary>Where a browser on the same machine reaches a server that listens there.</summary>
    static string ReachedAt(string urls)
    {
        var first = urls.Split(';')[0].TrimEnd('/');
        foreach (var any in (string[])["//0.0.0.0:", "//[::]:", "//*:", "//+:"]) first =
            first.Replace(any, "//localhost:", StringComparison.Ordinal);
        return first;
    }
}
