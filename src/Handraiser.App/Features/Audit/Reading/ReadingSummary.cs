using System.Globalization;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What was read, in a few lines for a terminal.</summary>
internal static class ReadingSummary
{
    public static IEnumerable<string> Lines(ExportReading reading)
    {
        foreach (var file in reading.Files)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{file.Table,-11}{file.Used,11:N0} of {file.Rows:N0} rows of {file.File}{(file.System is { } system ? $" ({system})" : "")}");
        }
        var rejected = reading.Rejected.Sum(one => one.Count);
        if (rejected > 0) yield return string.Create(CultureInfo.InvariantCulture,
            $"{"rejected",-11}{rejected,11:N0} rows; rejected.csv has each of them with its reason");
        foreach (var use in reading.Columns)
        {
            yield return $"  {use.Table}.{use.Field}: '{use.Column}', {use.Evidence}";
        }
        foreach (var use in reading.Times.Where(use => use.Order.Length > 0)) yield return $"  dates in '{use.Column}': {use.Order}";
        foreach (var note in reading.Notes)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"  note: {note.Count:N0} {note.Kind} in {note.Table} {note.Column} ({note.Example})");
        }
        foreach (var word in reading.UnknownWords.Take(20))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"  not understood: '{word.Word}' ({word.Count:N0} times); say it with --map: {word.Table}: "
                    + $"{{ words: {{ {word.Field}: {{ '{word.Word}': ... }} }} }}");
        }
    }
}

/// <summary>Says how far the reading is, at most once a second.</summary>
internal sealed class ReadingProgress(TextWriter error, TimeProvider time)
{
    long last = time.GetTimestamp();
    bool told;

    public void Tell(string file, long bytes, long all)
    {
        if (time.GetElapsedTime(last) < TimeSpan.FromSeconds(1)) return;
        last = time.GetTimestamp();
        told = true;
        error.Write(string.Create(CultureInfo.InvariantCulture, $"\rReading {file}: {bytes >> 20} MiB{(all > 0 ? $" of {all >> 20}" : "")}    "));
    }

    public void End()
    {
        if (told) error.WriteLine();
    }
}
