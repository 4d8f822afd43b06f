using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Tests.Statistics;

/// <summary>Expected values made by R and Octave, and how near to them a figure has to be.</summary>
internal static class OracleFiles
{
    public const double ClosedForm = 1e-12;
    public const double Newton = 1e-8;

    /// <summary>The rows of a table below its heading, each value by the name of its column.</summary>
    public static List<Dictionary<string, string>> Table(string path)
    {
        var lines = File.ReadAllLines(Full(path)).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(',')).ToList();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(Full(path))).RootElement;

    public static double Number(this Dictionary<string, string> row, string column) =>
        double.Parse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture);

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];

    public static void Near(double expected, double found, double tolerance = ClosedForm,
        [CallerArgumentExpression(nameof(found))] string what = "") =>
        Assert.True(Math.Abs(expected - found) <= tolerance, $"{what}: {found:R} is {Math.Abs(expected - found):E1} from {expected:R}");

    public static void NearRelative(double expected, double found, double tolerance = Newton,
        [CallerArgumentExpression(nameof(found))] string what = "") =>
        Near(expected, found, tolerance * Math.Abs(expected), what);

    public static void Near(double low, double high, Interval found, double tolerance = ClosedForm,
        [CallerArgumentExpression(nameof(found))] string what = "")
    {
        Near(low, found.Low, tolerance, what + ".Low");
        Near(high, found.High, tolerance, what + ".High");
    }

    static string Full(string path) => Path.Combine(Repository.Sources.Root, "tests/Handraiser.Core.Tests/Statistics/oracles", path);
}

/// <summary>Survival with lung cancer (Loprinzi and others, 1994), as R's survival carries it.</summary>
internal static class Lung
{
    static readonly List<Dictionary<string, string>> Patients = OracleFiles.Table("survival/lung.csv");

    public static double[] Times { get; } = Column("time");

    public static bool[] Died { get; } = [.. Column("status").Select(status => status == 2)];

    public static int[] Sex { get; } = [.. Column("sex").Select(sex => (int)sex - 1)];

    /// <summary>A column; NaN where it is missing.</summary>
    public static double[] Column(string name) =>
        [.. Patients.Select(patient => patient[name].Length == 0 ? double.NaN : patient.Number(name))];

    /// <summary>The patients of whom all of these columns are known.</summary>
    public static CoxRows Rows(string[] covariates, string? cluster = null)
    {
        var kept = Enumerable.Range(0, Times.Length)
            .Where(i => covariates.Append(cluster ?? "time").All(name => Patients[i][name].Length > 0)).ToArray();
        return new([.. kept.Select(i => Times[i])], [.. kept.Select(i => Died[i])],
            [.. covariates.Select(name => Column(name)).Select(column => kept.Select(i => column[i]).ToArray())])
        {
            Cluster = cluster is null ? null : [.. kept.Select(i => (int)Column(cluster)[i])],
        };
    }
}
