using Handraiser.Core.Proof;
using NodaTime;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Reads what was spent: one row for a day, a month or a stretch of time, by source or campaign.</summary>
internal static class CostReading
{
    public static CostColumns Read(FileReading reading, ReadingState state, IReadOnlyList<string> paths, DateTimeZone zone)
    {
        var (files, times) = reading.Read(TableKind.Costs, paths, [], Plan);
        var from = TableColumns.Times(files, times, "from").At;
        var to = TableColumns.Times(files, times, "to").At;
        var amount = TableColumns.Numbers(files, "amount", state.Map.DecimalComma);
        var late = new List<(int, string)>();
        for (var row = 0; row < from.Length; row++)
        {
            if (double.IsNaN(amount[row])) late.Add((row, "It has no amount that can be read."));
        }
        state.Reject("costs", files, late);
        var refused = late.Select(one => one.Item1).ToHashSet();
        int[] rows = [.. Enumerable.Range(0, from.Length).Where(row => !refused.Contains(row))];
        (from, to, amount) = (TableColumns.Take(from, rows), TableColumns.Take(to, rows), TableColumns.Take(amount, rows));
        var months = from.All(at => Local(at, zone).Day == 1);
        for (var row = 0; row < rows.Length; row++)
        {
            // A last day is meant with the whole of it.
            var last = to[row] == Unknown.Time ? Local(from[row], zone).Plus(months ? Period.FromMonths(1) : Period.FromDays(1))
                : Local(to[row], zone).PlusDays(1);
            to[row] = Moment.Of(last.AtStartOfDayInZone(zone).ToInstant());
        }
        return new()
        {
            Count = rows.Length, From = from, To = to, Amount = amount,
            Source = TableColumns.Take(TableColumns.Words(files, "source"), rows),
            Campaign = TableColumns.Take(TableColumns.Words(files, "campaign"), rows),
        };
    }

    static LocalDate Local(long at, DateTimeZone zone) => (Moment.At(at) ?? default).InZone(zone).Date;

    static IEnumerable<ColumnPlan> Plan(ColumnMapping mapping)
    {
        var plan = new List<ColumnPlan>();
        if (mapping.Has("from")) plan.Add(FileReading.Needed(mapping, "from"));
        plan.AddRange(FileReading.Times(mapping, "to"));
        plan.AddRange(FileReading.Words(mapping, "source", "campaign"));
        if (mapping.Has("amount")) plan.Add(new("amount", mapping["amount"], rows => new NumberPart(rows)));
        return plan;
    }
}
