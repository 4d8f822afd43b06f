using NodaTime.Text;

namespace Handraiser.Core.Proof;

/// <summary>
/// Leads that nobody touched: the section "dropped" of a report. No human made an attempt at or after the request, the
/// two sides never spoke, and the lead reached no step that only somebody's work can have brought it to.
/// </summary>
/// <param name="Never">Of all leads; the silence rows of the response tables are these and <paramref name="Apart"/>.
/// </param>
/// <param name="Nothing">Of all leads, those to which not even a machine wrote.</param>
/// <param name="AutomatedOnly">Of all leads, those that heard from a machine and from nobody else.</param>
/// <param name="AskedAgain">Dropped leads that asked once more.</param>
/// <param name="Under24h">Dropped leads that had asked within the last 24 hours before the history ended.</param>
/// <param name="Apart">Leads without an attempt that are not taken for dropped.</param>
/// <param name="Endings">What their records say became of them.</param>
/// <param name="Owners">Dropped of all leads of each owner; the 50 with the most leads stand alone.</param>
/// <param name="Months">By the month of the request, "2026-03", in the zone of the history.</param>
/// <param name="Oldest">The 20 oldest that are still open.</param>
public sealed record Dropped(PrintedShare Never, PrintedShare Nothing, PrintedShare AutomatedOnly, long AskedAgain,
    long Under24h, DroppedApart Apart, DroppedEnding[] Endings, MixPart[] Owners, MixPart[] Sources,
    DroppedMonth[] Months, DroppedLead[] Oldest)
{
    const int MostOldest = 20;

    /// <summary>Whether a lead is dropped: nobody touched it, and nothing shows that somebody did.</summary>
    public static bool Is(Answers answers, int lead) => answers.Attempt.State[lead] == Answer.Never
        && answers.Contact.State[lead] == Answer.Never && answers.History.Leads.Reached[lead] == Reached.None
        && answers.History.Leads.Ending[lead] is not (Ending.Merged or Ending.Erased);

    /// <summary>The rows of all dropped leads.</summary>
    public static int[] RowsOf(Answers answers)
    {
        var rows = new List<int>();
        for (var lead = 0; lead < answers.History.Leads.Count; lead++) if (Is(answers, lead)) rows.Add(lead);
        return [.. rows];
    }

    public static Dropped Of(Answers answers)
    {
        var (leads, until) = (answers.History.Leads, answers.History.Until);
        var rows = RowsOf(answers);
        long machine = 0, again = 0, young = 0;
        var endings = new long[Enum.GetValues<Ending>().Length];
        foreach (var lead in rows)
        {
            if (answers.AutomatedAt[lead] != Unknown.Time) machine++;
            if (answers.AskedAgain[lead]) again++;
            if (leads.RaisedAt[lead] != Unknown.Time && until - leads.RaisedAt[lead] < Micros.Day) young++;
            endings[(int)leads.Ending[lead]]++;
        }
        var all = (long)leads.Count;
        return new(PrintedShare.From(rows.Length, all), PrintedShare.From(rows.Length - machine, all),
            PrintedShare.From(machine, all), again, young, DroppedApart.Of(answers),
            [.. endings.Select((count, ending) => new DroppedEnding(Word((Ending)ending), count))
                .Where(one => one.Leads > 0)],
            Groups(rows, Grouping.Of(leads.Owner)), Groups(rows, Grouping.Of(leads.Source)),
            DroppedMonth.Of(answers.History, rows), Oldest20(answers, rows));
    }

    static string Word(Ending ending) => ending.ToString().ToLowerInvariant();

    static MixPart[] Groups(int[] rows, Grouping by)
    {
        var (dropped, all) = (new int[by.Count], new int[by.Count]);
        foreach (var code in by.Codes) all[code]++;
        foreach (var lead in rows) dropped[by.Codes[lead]]++;
        return [.. all.Select((of, group) => new MixPart(by.Names[group], by.Rest[group],
            PrintedShare.From(dropped[group], of))).Where(part => part.Share.Of > 0)];
    }

    static DroppedLead[] Oldest20(Answers answers, int[] rows)
    {
        var leads = answers.History.Leads;
        var open = rows.Where(lead => leads.Ending[lead] == Ending.Open && leads.RaisedAt[lead] != Unknown.Time)
            .ToArray();
        var raised = Array.ConvertAll(open, lead => leads.RaisedAt[lead]);
        Array.Sort(raised, open);
        // All that are as old as the last one, so that the id decides between them and not the row.
        var kept = raised.Length <= MostOldest ? raised.Length
            : Array.FindLastIndex(raised, at => at == raised[MostOldest - 1]) + 1;
        return [.. open.Take(kept).Select(lead => new DroppedLead(lead, leads.Id[lead],
                InstantPattern.ExtendedIso.Format(Moment.At(leads.RaisedAt[lead])!.Value), leads.Owner[lead],
                leads.Source[lead], answers.AutomatedAt[lead] != Unknown.Time))
            .OrderBy(one => leads.RaisedAt[one.Row]).ThenBy(one => one.Id, StringComparer.Ordinal).Take(MostOldest)];
    }
}

/// <summary>A dropped lead.</summary>
/// <param name="Row">Its row in the history.</param>
/// <param name="RaisedAt">In UTC, ISO 8601.</param>
public sealed record DroppedLead(int Row, string Id, string RaisedAt, string? Owner, string? Source,
    bool AutomatedOnly);

/// <param name="Ending">"open", "lost", "disqualified" or "noanswer".</param>
public readonly record struct DroppedEnding(string Ending, long Leads);
