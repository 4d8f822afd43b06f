using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>
/// A log with one row per event and a case in each is leads and activities at once: a case is a lead, raised by the first
/// of its events, and the rest of them are its touches.
/// </summary>
internal static class EventLog
{
    public static LeadTable Leads(ReadingState state, ReadingAsk ask, IReadOnlyList<string> paths, NodaTime.DateTimeZone zone)
    {
        // The rows are told of when they are read as activities; this is the first of two looks at the same file.
        var aside = new ReadingState(state.Map, zone, new RejectedRows(null));
        var (files, times) = new FileReading(aside, ask with { Progress = null }).Read(TableKind.Activities, paths, [], mapping =>
            mapping.Has("at") && mapping.Has("lead") ? [FileReading.Needed(mapping, "at"), .. FileReading.Texts(mapping, "lead")] : []);
        foreach (var caseless in aside.Mappings.Where(one => !one.Has("lead")))
        {
            state.Problems.Add($"{caseless.File} has no column that says to which lead an event belongs. Name it with --map: "
                + $"activities: {{ columns: {{ lead: NAME }} }}. Its columns are {string.Join(", ", caseless.Header.Take(30))}.");
        }
        var keys = TableColumns.Texts(files, "lead");
        var (at, dateOnly) = TableColumns.Times(files, times, "at");
        var index = new KeyIndex(KeyKind.Id, keys.Count);
        var (raised, dated, first) = (new List<long>(), new List<bool>(), new List<int>());
        var scratch = new byte[256];
        for (var row = 0; row < keys.Count; row++)
        {
            if (keys.Bytes(row).IsEmpty || at[row] == Unknown.Time) continue;
            var lead = index.Find(keys.Bytes(row), scratch);
            if (lead < 0)
            {
                index.Add(keys.Bytes(row), scratch);
                (lead, _) = (raised.Count, 0);
                raised.Add(long.MaxValue);
                dated.Add(false);
                first.Add(row);
            }
            if (at[row] < raised[lead]) (raised[lead], dated[lead]) = (at[row], dateOnly[row]);
        }
        return new LeadTable(Bare([.. raised], [.. dated], TableColumns.Take(keys, [.. first])), [index]);
    }

    /// <summary>Takes the raise out of the touches: the earliest event of each lead.</summary>
    public static void TakeRaises(TouchTable touches, LeadColumns leads, ReadingState state)
    {
        var taken = new bool[leads.Count];
        for (var row = 0; row < touches.Lead.Length; row++)
        {
            var lead = touches.Lead[row];
            if (lead < 0 || taken[lead] || touches.At[row] != leads.RaisedAt[lead] || touches.Meaning[row] < 0) continue;
            (taken[lead], touches.Meaning[row]) = (true, -1);
        }
        state.Note("first-event-is-the-raise", "activities", "", taken.Count(one => one), Reasons.OwnRaise);
    }

    /// <summary>Leads of which nothing is known but when they came.</summary>
    public static LeadColumns Bare(long[] raised, bool[] dateOnly, TextColumn ids)
    {
        var rows = raised.Length;
        long[] Never()
        {
            var never = new long[rows];
            Array.Fill(never, Unknown.Time);
            return never;
        }
        var nothing = CodeColumn.Empty(rows);
        var employees = new double[rows];
        Array.Fill(employees, double.NaN);
        return new()
        {
            Count = rows, Id = ids, RaisedAt = raised, LoggedAt = [.. raised], DateOnly = dateOnly, Owner = nothing, Team = nothing,
            Source = nothing, Kind = nothing, Campaign = nothing, Country = nothing, Domain = nothing, Employees = employees,
            ContactedAt = Never(), QualifiedAt = Never(), MetAt = Never(), HandedOverAt = Never(), AcceptedAt = Never(), WonAt = Never(),
            EndedAt = Never(), Ending = new Ending[rows], Reached = new Reached[rows], Traits = [],
        };
    }
}
