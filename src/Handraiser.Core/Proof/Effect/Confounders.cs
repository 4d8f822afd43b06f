using System.Runtime.CompilerServices;
using Handraiser.Core.Identity;
using Handraiser.Core.Statistics;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>
/// What may make both the answer quick and the outcome good, as it was known when the lead came. Nothing that happened
/// afterwards is ever among it: neither touches nor status.
/// </summary>
internal sealed class Confounders
{
    static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    readonly SpeedCohort cohort;
    readonly LeadColumns leads;
    readonly int[] hours;
    readonly int[] months;
    readonly double[] backlog;
    readonly double[] known;

    public Confounders(SpeedCohort cohort)
    {
        (this.cohort, leads) = (cohort, cohort.Answers.History.Leads);
        var clock = LocalHours.Of(cohort.Answers.History);
        hours = Array.ConvertAll(cohort.Leads, lead => clock.HourOfWeek(leads.RaisedAt[lead]));
        months = Array.ConvertAll(cohort.Leads, lead => clock.Month(leads.RaisedAt[lead]));
        var waiting = new Backlog(cohort.Answers);
        backlog = Array.ConvertAll(cohort.Leads, lead => Math.Log(1 + waiting.At(leads.RaisedAt[lead])));
        known = KnownCompanies();
    }

    /// <summary>0 for Monday from midnight to 01:00, of each place.</summary>
    public int[] HourOfWeek => hours;

    /// <summary>Those at these places, as many levels as the rarer of outcome and arm can carry.</summary>
    /// <param name="withTime">With the hour, the day and the backlog, which an experiment with the time of arrival
    /// turns on itself.</param>
    public IReadOnlyList<Column> At(int[] places, bool withTime, bool withSize = true)
    {
        var levels = new LevelChoice(cohort, places);
        List<Column?> columns =
        [
            Words(levels, "kind", leads.Kind), Words(levels, "source", leads.Source),
            Words(levels, "campaign", leads.Campaign), Words(levels, "country", leads.Country),
            Words(levels, "owner", leads.Owner), Months(levels),
        ];
        if (withTime)
        {
            var span = levels.Fine ? 1 : 3;
            columns.Add(levels.Column("hour", place => hours[place] % 24 / span,
                [.. Enumerable.Range(0, 24 / span).Select(hour => $"{hour * span:00}:00")], 24));
            columns.Add(levels.Column("weekday", place => hours[place] / 24, Days, 7));
            columns.Add(Number("backlog", places, backlog));
        }
        columns.Add(Number("known company", places, known));
        if (withSize) columns.AddRange(Size(places));
        return [.. columns.OfType<Column>()];
    }

    CategoryColumn? Words(LevelChoice levels, string name, CodeColumn column) =>
        levels.Column(name, place => column.Codes[cohort.Leads[place]], column.Words);

    CategoryColumn? Months(LevelChoice levels)
    {
        if (months.Length == 0) return null;
        var (first, last) = (months.Min(), months.Max());
        var (span, unit) = levels.Fine ? (1, "month") : (3, "quarter");
        return levels.Column(unit, place => (months[place] / span) - (first / span),
            [.. Enumerable.Range(first / span, (last / span) - (first / span) + 1).Select(number => levels.Fine
                ? $"{number / 12}-{(number % 12) + 1:00}"
                : $"{number / 4}Q{(number % 4) + 1}")], 40);
    }

    // A curve of the logarithm, and whether the size is known at all; who is not known lies at the middle of it.
    IEnumerable<Column> Size(int[] places)
    {
        var sizes = Array.ConvertAll(places, LogSize);
        var there = sizes.Where(double.IsFinite).ToArray();
        if (there.Length == 0) yield break;
        var middle = there.Average();
        var missing = Array.ConvertAll(sizes, size => !double.IsFinite(size));
        for (var i = 0; i < sizes.Length; i++) if (missing[i]) sizes[i] = middle;
        foreach (var column in CubicSpline.At(there, 3).Columns("size", sizes))
        {
            if (Varies(column.Values)) yield return column;
        }
        if (missing.Contains(true)) yield return NumericColumn.Of("size unknown", missing);
    }

    /// <summary>The logarithm of the employees; NaN where they are not known.</summary>
    public double LogSize(int place) =>
        leads.Employees[cohort.Leads[place]] is >= 0 and < 1e9 and var employees ? Math.Log(1 + employees) : double.NaN;

    static NumericColumn? Number(string name, int[] places, double[] values)
    {
        var taken = Array.ConvertAll(places, place => values[place]);
        return Varies(taken) ? new(name, taken) : null;
    }

    static bool Varies(double[] values) => values.AsSpan().ContainsAnyExcept(values.Length == 0 ? 0 : values[0]);

    // Somebody of the same mail domain had asked before; a provider's domain is nobody's company.
    double[] KnownCompanies()
    {
        var domains = leads.Domain;
        var first = new long[domains.Words.Count];
        Array.Fill(first, long.MaxValue);
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var code = domains.Codes[lead];
            if (code >= 0 && leads.RaisedAt[lead] != Unknown.Time)
            {
                first[code] = Math.Min(first[code], leads.RaisedAt[lead]);
            }
        }
        return Array.ConvertAll(cohort.Leads, lead =>
        {
            var code = domains.Codes[lead];
            var before = code >= 0 && first[code] < leads.RaisedAt[lead];
            return before && !MailProviders.IsFreeMail(domains.Words[code], null) ? 1.0 : 0.0;
        });
    }
}

/// <summary>How many leads waited for their first answer at any one time.</summary>
internal sealed class Backlog
{
    /// <summary>Whoever waits longer is forgotten rather than queued.</summary>
    const long Forgotten = 7 * Micros.Day;

    readonly long[] came;
    readonly long[] left;

    [MethodImpl(RowLoop.Fast)]
    public Backlog(Answers answers)
    {
        var leads = answers.History.Leads;
        (came, left) = (new long[leads.Count], new long[leads.Count]);
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var raised = came[lead] = leads.RaisedAt[lead];
            if (raised == Unknown.Time)
            {
                left[lead] = Unknown.Time;
                continue;
            }
            var until = raised + Forgotten;
            if (leads.EndedAt[lead] is var ended && ended != Unknown.Time) until = Math.Min(until, ended);
            if (answers.Attempt.State[lead] == Answer.Timed)
            {
                until = Math.Min(until, raised + answers.Attempt.Wall[lead]);
            }
            left[lead] = Math.Max(raised, until);
        }
        RowSort.Ascending(came);
        RowSort.Ascending(left);
    }

    /// <summary>Those who came before and are still there.</summary>
    [MethodImpl(RowLoop.Fast)]
    public int At(long moment) => Before(came, moment) - Before(left, moment);

    [MethodImpl(RowLoop.Fast)]
    static int Before(long[] sorted, long moment)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < moment) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
