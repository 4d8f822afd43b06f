using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// How long leads stay in a stage: from one dated step to the next. Those still in it, or ended in it, are counted as
/// not seen any longer (Kaplan and Meier): the median of those who moved on alone would be too short.
/// </summary>
/// <param name="Moved">Leads whose next step is dated, of those whose first is.</param>
/// <param name="OutOfOrder">Leads left out because the next step is dated before the first.</param>
/// <param name="MovedP50Hours">The median of those who moved on; null of fewer than 20.</param>
public sealed record Dwell(string From, string To, PrintedShare Moved, long OutOfOrder, CurveTime P50Hours,
    CurveTime P75Hours, double? MovedP50Hours)
{
    internal static Dwell[] Of(Answers answers)
    {
        var leads = answers.History.Leads;
        var (attempt, contact) = (Moments(answers, answers.Attempt), Moments(answers, answers.Contact));
        return
        [
            Between(answers, ("request", leads.RaisedAt), ("attempt", attempt)),
            Between(answers, ("attempt", attempt), ("contact", contact)),
            Between(answers, ("contact", contact), ("qualified", leads.QualifiedAt)),
            Between(answers, ("qualified", leads.QualifiedAt), ("met", leads.MetAt)),
            Between(answers, ("qualified", leads.QualifiedAt), ("handed over", leads.HandedOverAt)),
            Between(answers, ("handed over", leads.HandedOverAt), ("accepted", leads.AcceptedAt)),
            Between(answers, ("qualified", leads.QualifiedAt), ("won", leads.WonAt)),
        ];
    }

    [MethodImpl(RowLoop.Fast)]
    static Dwell Between(Answers answers, (string Name, long[] At) from, (string Name, long[] At) to)
    {
        var leads = answers.History.Leads;
        var (waits, happened) = (new long[leads.Count], new bool[leads.Count]);
        var (count, moved, disordered) = (0, 0, 0);
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var (start, next) = (from.At[lead], to.At[lead]);
            if (start == Unknown.Time || leads.DateOnly[lead] || start > answers.History.Until) continue;
            if (next != Unknown.Time && next < start)
            {
                disordered++;
                continue;
            }
            happened[count] = next != Unknown.Time && next <= answers.History.Until;
            if (happened[count]) moved++;
            var end = happened[count] ? next : Moment.Earlier(answers.History.Until,
                Moment.Earlier(leads.EndedAt[lead], leads.WonAt[lead]));
            waits[count++] = Math.Max(0, end - start);
        }
        RowSort.Ascending(waits.AsSpan(0, count), happened.AsSpan(0, count));
        var (hours, left) = (new double[count], new double[moved]);
        for (int i = 0, place = 0; i < count; i++)
        {
            hours[i] = Micros.ToHours(waits[i]);
            if (happened[i]) left[place++] = hours[i];
        }
        var curve = KaplanMeier.Of(hours, happened.AsSpan(0, count));
        return new(from.Name, to.Name, PrintedShare.From(moved, count), disordered, CurveTime.Of(curve, 0.5),
            CurveTime.Of(curve, 0.75), moved < PrintedShare.Least ? null : Quantiles.OfSorted(left, 0.5));
    }

    static long[] Moments(Answers answers, Waits waits)
    {
        var at = new long[waits.Wall.Length];
        for (var lead = 0; lead < at.Length; lead++)
            at[lead] = waits.State[lead] == Answer.Timed
                ? answers.History.Leads.RaisedAt[lead] + waits.Wall[lead] : Unknown.Time;
        return at;
    }
}
