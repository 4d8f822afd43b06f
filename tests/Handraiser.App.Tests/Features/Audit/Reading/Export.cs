using System.Text;
using Handraiser.App.Features.Audit.Reading;
using Handraiser.Core.Proof;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Tests.Features.Audit;

/// <summary>An export made for one test, in a folder of its own.</summary>
internal sealed class Export : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("handraiser-export");
    readonly Dictionary<string, List<string>> files = [];

    public string Folder => folder.FullName;

    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    public string Map { get; init; } = "";

    public Stream Stdin { get; init; } = Stream.Null;

    public StringWriter Rejected { get; } = new();

    public Export With(string table, string text) => With(table, Encoding.UTF8.GetBytes(text));

    public Export With(string table, byte[] bytes)
    {
        var path = Path.Combine(Folder, $"{table}-{files.Values.Sum(list => list.Count)}.csv");
        File.WriteAllBytes(path, bytes);
        return WithFile(table, path);
    }

    public Export WithFile(string table, string path)
    {
        if (!files.TryGetValue(table, out var list)) files[table] = list = [];
        list.Add(path);
        return this;
    }

    public ExportReading Read()
    {
        var map = Map.Length == 0 ? new ExportMapReading(ExportMap.Nothing, []) : ExportMap.Read(Map);
        Assert.Empty(map.Errors);
        var ask = new ReadingAsk(Of("leads"), Of("activities"), Of("deals"), Of("costs")) { Zone = Zone, Map = map.Map!, Stdin = () => Stdin };
        return HistoryReader.Read(ask, new RejectedRows(Rejected));
    }

    public History History()
    {
        var reading = Read();
        Assert.Empty(reading.Problems.Concat(reading.Questions.Select(one => one.ToString())));
        return reading.History!;
    }

    public static string At(long moment) => Moment.At(moment) is { } at ? InstantPattern.ExtendedIso.Format(at) : "";

    public void Dispose() => folder.Delete(recursive: true);

    List<string> Of(string table) => files.GetValueOrDefault(table, []);
}
