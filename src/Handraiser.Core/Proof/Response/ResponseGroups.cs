using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>First attempt as logged, by what is known of the lead. The 50 largest groups stand alone.</summary>
/// <param name="Sizes">By the company's employees.</param>
public sealed record ResponseGroups(ResponseGroup[] Sources, ResponseGroup[] Kinds, ResponseGroup[] Owners,
    ResponseGroup[] Teams, ResponseGroup[] Sizes)
{
    public static ResponseGroups Of(Answers answers)
    {
        var leads = answers.History.Leads;
        ResponseGroup[] Tables(Grouping by)
        {
            var wall = ResponseTable.Of(answers.Attempt, answers.Attempt.Wall, by);
            var working = ReferenceEquals(answers.Attempt.Wall, answers.Attempt.Working) ? wall
                : ResponseTable.Of(answers.Attempt, answers.Attempt.Working, by);
            return [.. wall.Select((table, i) => new ResponseGroup(by.Names[i], by.Rest[i], table, working[i]))
                .Where(group => group.Attempt.Leads > 0)];
        }
        return new(Tables(Grouping.Of(leads.Source)), Tables(Grouping.Of(leads.Kind)), Tables(Grouping.Of(leads.Owner)),
            Tables(Grouping.Of(leads.Team)), Tables(Grouping.BySize(leads)));
    }
}

/// <summary>The response of one group.</summary>
/// <param name="Name">Null for leads of which it is not recorded, and for the row of all further groups.</param>
/// <param name="Rest">How many further groups this row holds together; 0 for a group of its own.</param>
public sealed record ResponseGroup(string? Name, int Rest, ResponseTable Attempt, ResponseTable WorkingAttempt);

/// <summary>The leads that asked within one hour of the week; a cell of the heat map.</summary>
/// <param name="Day">1 for Monday to 7 for Sunday.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="P50Minutes">The median wait of those who were attempted, by the wall clock; null of fewer than 20
/// leads.</param>
public sealed record WeekHour(int Day, int Hour, long Leads, double? P50Minutes, PrintedShare Within5m,
    PrintedShare Never)
{
    const int Hours = 7 * 24;

    public static WeekHour[] Of(Answers answers)
    {
        var (leads, local) = (answers.History.Leads, LocalHours.Of(answers.History));
        var codes = new int[leads.Count];
        // A request without a time of day has no hour.
        for (var lead = 0; lead < codes.Length; lead++)
            codes[lead] = leads.DateOnly[lead] || leads.RaisedAt[lead] == Unknown.Time ? Hours
                : local.HourOfWeek(leads.RaisedAt[lead]);
        return [.. ResponseTable.Of(answers.Attempt, answers.Attempt.Wall, Grouping.OfCodes(codes, Hours + 1))
            .Take(Hours).Select((table, i) => new WeekHour((i / 24) + 1, i % 24, table.Leads,
                table.Leads < PrintedShare.Least ? null : table.AmongResponders.P50Minutes,
                table.Shares.Within5m, table.Shares.Never))];
    }
}

/// <summary>From the raised hand to the record in the system: what forms, enrichment and routing cost before any rep
/// could know. Leads whose record bears the time of the request itself count as no lag.</summary>
/// <param name="Leads">Leads with a time of day.</param>
/// <param name="Negative">Recorded before they were raised: one of the two times is wrong.</param>
public sealed record RaiseLag(long Leads, double? P50Minutes, double? P90Minutes, PrintedShare Over5m,
    PrintedShare Over1h, PrintedShare Over24h, long Negative)
{
    public static RaiseLag Of(LeadColumns leads)
    {
        var minutes = new double[leads.Count];
        long five = 0, hour = 0, day = 0, negative = 0;
        var known = 0;
        for (var lead = 0; lead < leads.Count; lead++)
        {
            long raised = leads.RaisedAt[lead], logged = leads.LoggedAt[lead];
            if (leads.DateOnly[lead] || raised == Unknown.Time || logged == Unknown.Time) continue;
            var lag = logged - raised;
            if (lag < 0) negative++;
            if (lag > 5 * Micros.Minute) five++;
            if (lag > Micros.Hour) hour++;
            if (lag > Micros.Day) day++;
            minutes[known++] = Micros.ToMinutes(lag);
        }
        var quantiles = known == 0 ? null : Quantiles.Select(minutes.AsSpan(0, known), 0.5, 0.9);
        return new(known, quantiles?[0], quantiles?[1], PrintedShare.From(five, known), PrintedShare.From(hour, known),
            PrintedShare.From(day, known), negative);
    }
}

/// <summary>What has a date and no time of day. A date is not a response time: an export that writes midnight for every
/// call would show waits that nobody had.</summary>
/// <param name="Leads">Leads whose request has a date only.</param>
/// <param name="Touches">Touches that have a date only.</param>
/// <param name="Attempted">Leads that were attempted at no known time of day.</param>
/// <param name="Contacted">Leads that were contacted at no known time of day.</param>
/// <param name="MaybeEarlier">Leads with a timed attempt and one with a date only on an earlier day: they may have
/// waited less than the tables say.</param>
public sealed record BareDates(PrintedShare Leads, PrintedShare Touches, long Attempted, long Contacted,
    long MaybeEarlier)
{
    public static BareDates Of(Answers answers)
    {
        var (leads, touches) = (answers.History.Leads, answers.History.Touches);
        return new(PrintedShare.From(leads.DateOnly.AsSpan().Count(true), leads.Count),
            PrintedShare.From(touches.DateOnly.AsSpan().Count(true), touches.Count),
            answers.Attempt.State.AsSpan().Count(Answer.DateOnly),
            answers.Contact.State.AsSpan().Count(Answer.DateOnly), answers.MaybeEarlier);
    }
}
