using System.Runtime.CompilerServices;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What is to be read, and how.</summary>
internal sealed record ReadingAsk(IReadOnlyList<string> Leads, IReadOnlyList<string> Activities, IReadOnlyList<string> Deals,
    IReadOnlyList<string> Costs)
{
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    public OpeningHours? Hours { get; init; }

    public ExportMap Map { get; init; } = ExportMap.Nothing;

    /// <summary>Nothing is known of what comes later, whatever the export says.</summary>
    public Instant Now { get; init; } = Instant.MaxValue;

    public Func<Stream> Stdin { get; init; } = () => Stream.Null;

    /// <summary>Told of a file, its bytes read and its bytes.</summary>
    public Action<string, long, long>? Progress { get; init; }

    /// <summary>Only what the answers to leads and their bands rest on is kept.</summary>
    public bool AnswersOnly { get; init; }

    public int ChunkBytes { get; init; } = ChunkCutter.UsualSize;
}

/// <summary>
/// What came of reading an export: its history, and everything that was understood, doubted or left out on the way.
/// Without a history there are problems or questions.
/// </summary>
public sealed record ExportReading(History? History, IReadOnlyList<string> Problems, IReadOnlyList<Question> Questions,
    IReadOnlyList<FileUse> Files, IReadOnlyList<ColumnUse> Columns, IReadOnlyList<TimeUse> Times, Joins? Joins,
    IReadOnlyList<ReadingNote> Notes, IReadOnlyList<UnknownWord> UnknownWords, IReadOnlyList<Rejection> Rejected);

/// <summary>From the files of an export to a <see cref="History"/>.</summary>
internal static class HistoryReader
{
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ExportReading Read(ReadingAsk ask, RejectedRows rejected)
    {
        var state = new ReadingState(ask.Map, ask.Zone, rejected);
        var reading = new FileReading(state, ask);
        var isLog = ask.Activities.Count > 0 && (ask.Leads.Count == 0 || ask.Leads.SequenceEqual(ask.Activities));
        var leads = isLog ? EventLog.Leads(state, ask, ask.Activities, ask.Zone) : LeadTable.Read(reading, state, ask.Leads);
        GiveBack(leads.Columns.Count);
        var touches = TouchReading.Read(reading, state, ask.Activities, leads);
        if (isLog) EventLog.TakeRaises(touches, leads.Columns, state);
        var deals = DealReading.Read(reading, state, ask.Deals, leads);
        var costs = CostReading.Read(reading, state, ask.Costs, ask.Zone);
        if (state.Problems.Count > 0 || state.Times.Questions.Count > 0) return Told(null, state, touches.Joins);
        DealOutcome.WriteInto(leads.Columns, deals);
        // Every link is made: what leads are found by is not needed any more.
        leads = leads with { Keys = [] };
        GiveBack(touches.Lead.Length);
        var sorted = touches.Sort(leads.Columns.Count);
        Oddities.OfTouches(state, sorted, leads.Columns, touches.Joins);
        Oddities.OfDates(state, leads.Columns);
        NearWords.Note(state, "leads", "source", leads.Columns.Source);
        NearWords.Note(state, "leads", "owner", leads.Columns.Owner);
        var history = new History
        {
            Zone = ask.Zone, Hours = ask.Hours ?? WrittenHours.Read(WrittenHours.Usual, ask.Zone).Hours!,
            Until = Until(leads.Columns, sorted, deals, ask.Now), Leads = leads.Columns, Touches = sorted, Deals = deals, Costs = costs,
        };
        return Told(history, state, touches.Joins);
    }

    /// <summary>The pieces of a large table are garbage all at once; left alone they would stand beside the next table.</summary>
    static void GiveBack(int rows)
    {
        if (rows > 500_000) GC.Collect();
    }

    static ExportReading Told(History? history, ReadingState state, Joins joins) => new(history, state.Problems, state.Times.Questions,
        state.Files, [.. state.Mappings.SelectMany(mapping => mapping.Uses)], state.Times.Uses, joins, state.Notes, state.Unknown,
        state.Rejected.Summary);

    /// <summary>The last thing that is known to have happened; a planned meeting or a hoped-for closing is none.</summary>
    static long Until(LeadColumns leads, TouchColumns touches, DealColumns deals, Instant now)
    {
        var until = Math.Max(Latest(leads.RaisedAt), Latest(leads.LoggedAt));
        until = Math.Max(until, Math.Max(Latest(touches.LoggedAt), touches.LoggedAt.All(at => at == Unknown.Time)
            ? Latest(touches.At) : Unknown.Time));
        until = Math.Max(until, Math.Max(Latest(deals.CreatedAt), Latest(deals.ClosedAt)));
        var latest = now == Instant.MaxValue ? long.MaxValue : Moment.Of(now);
        return Math.Min(until, latest);
    }

    [MethodImpl(RowLoop.Fast)]
    static long Latest(long[] times)
    {
        var latest = Unknown.Time;
        foreach (var time in times) latest = Math.Max(latest, time);
        return latest;
    }
}
