using System.Globalization;
using System.Text.Json;
using Handraiser.Core.Statistics.Regression;
using Handraiser.Core.Tests.Repository;

namespace Handraiser.Core.Tests.Statistics.Regression;

/// <summary>Values made by R; the script lies beside them.</summary>
internal sealed class Oracle
{
    readonly string folder;
    readonly JsonElement root;

    Oracle(string folder, string file)
    {
        this.folder = folder;
        root = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file))).RootElement;
    }

    public static Oracle Regression { get; } = new(At("Regression"), "regression.json");

    public static Oracle Causal { get; } = new(At("Causal"), "causal.json");

    public double Number(string path) => Find(path).GetDouble();

    public double[] Numbers(string path) => Numbers(Find(path));

    public double[][] Lines(string path) => [.. Find(path).EnumerateArray().Select(Numbers)];

    public string[] Texts(string path) => [.. Find(path).EnumerateArray().Select(one => one.GetString()!)];

    public string Text(string path) => Find(path).GetString()!;

    public Table Rows(string file = "rows.csv") => new(Path.Combine(folder, file));

    JsonElement Find(string path) =>
        path.Split('/').Aggregate(root, (here, name) => here.GetProperty(name));

    static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetDouble())];

    static string At(string part) => Path.Combine(
        Sources.Root, "tests", "Handraiser.Core.Tests", "Statistics", part, "Oracles");

    /// <summary>Equal but for rounding: relative to the larger of the value and a floor.</summary>
    public static void Close(double expected, double actual, double tolerance = 1e-8, string what = "")
    {
        var distance = Math.Abs(actual - expected);
        Assert.True(distance <= tolerance * Math.Max(Math.Abs(expected), 1e-3),
            $"{what} expected {expected:R}, was {actual:R}");
    }

    public static void Close(double[] expected, IEnumerable<double> actual, double tolerance = 1e-8, string what = "")
    {
        var values = actual.ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++) Close(expected[i], values[i], tolerance, $"{what} {i}");
    }

    /// <summary>R's names of coefficients are ours without "(Intercept)" and with a colon.</summary>
    public void Same(string part, IReadOnlyList<Coefficient> table, double tolerance = 1e-8)
    {
        var (names, values, errors) = (Texts($"{part}/names"), Numbers($"{part}/value"), Numbers($"{part}/se"));
        Assert.Equal(names.Length, table.Count);
        for (var i = 0; i < names.Length; i++)
        {
            var ours = table.Single(one => Theirs(one.Name) == names[i]);
            Close(values[i], ours.Value, tolerance, $"{part} {names[i]}");
            Close(errors[i], ours.StandardError, tolerance, $"{part} error of {names[i]}");
        }
    }

    public static string Theirs(string name) =>
        name == "constant" ? "(Intercept)" : name.Replace(": ", "", StringComparison.Ordinal);
}

/// <summary>A file with a header and without quotes.</summary>
internal sealed class Table
{
    readonly string[] header;
    readonly string[][] lines;

    public Table(string path)
    {
        var all = File.ReadAllLines(path).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(',')).ToArray();
        (header, lines) = (all[0], all[1..]);
    }

    public int Count => lines.Length;

    public string[] Texts(string name) => [.. lines.Select(line => line[Array.IndexOf(header, name)])];

    public double[] Numbers(string name) => Array.ConvertAll(Texts(name), text => double.Parse(text, CultureInfo.InvariantCulture));

    public bool[] Flags(string name) => Array.ConvertAll(Texts(name), text => text == "1");

    public NumericColumn Number(string name) => new(name, Numbers(name));

    public CategoryColumn Category(string name, string reference)
    {
        var column = CategoryColumn.Of(name, Texts(name));
        return column with { Reference = Array.IndexOf(column.Levels, reference) };
    }

    public Clusters Clusters(string name) => Handraiser.Core.Statistics.Regression.Clusters.Of(
        Array.ConvertAll(Numbers(name), number => (int)number));
}
