using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Waits for a milestone that ended or were last seen unended, shortest first. A lead that was never answered is seen
/// until the history ends, or until it was won, lost, closed or merged; one that was disqualified before anybody
/// answered has ended in another way. Who was answered after that counts as answered then.
/// </summary>
internal sealed class WaitRows
{
    public const int Censored = 0;
    public const int Answered = 1;
    public const int Disqualified = 2;

    WaitRows(int count) =>
        (Hours, Causes, Happened, Leads) = (new double[count], new int[count], new bool[count], new int[count]);

    public double[] Hours { get; }

    /// <summary>How each ended: censored, answered or disqualified.</summary>
    public int[] Causes { get; }

    public bool[] Happened { get; }

    /// <summary>The lead of each.</summary>
    public int[] Leads { get; }

    /// <summary>Leads that are not among them because their request or their answer has a date only.</summary>
    public int DateOnly { get; private init; }

    [MethodImpl(RowLoop.Fast)]
    public static WaitRows Of(History history, Waits waits)
    {
        var leads = history.Leads;
        var (keys, rows) = (new long[leads.Count], new int[leads.Count]);
        var count = 0;
        for (var lead = 0; lead < leads.Count; lead++)
        {
            if (leads.DateOnly[lead] || leads.RaisedAt[lead] == Unknown.Time || waits.State[lead] == Answer.DateOnly)
                continue;
            var (wait, cause) = waits.State[lead] == Answer.Timed ? (waits.Wall[lead], Answered)
                : Unanswered(history, lead);
            // Four times the wait leaves room for how it ended, so that one number sorts both.
            (keys[count], rows[count]) = ((wait << 2) | (long)cause, lead);
            count++;
        }
        RowSort.Ascending(keys.AsSpan(0, count), rows.AsSpan(0, count));
        var found = new WaitRows(count) { DateOnly = leads.Count - count };
        for (var i = 0; i < count; i++)
        {
            found.Hours[i] = Micros.ToHours(keys[i] >> 2);
            found.Causes[i] = (int)(keys[i] & 3);
            found.Happened[i] = found.Causes[i] == Answered;
            found.Leads[i] = rows[i];
        }
        return found;
    }

    [MethodImpl(RowLoop.Fast)]
    static (long Wait, int Cause) Unanswered(History history, int lead)
    {
        var (leads, end) = (history.Leads, history.Until);
        var cause = Censored;
        if (leads.WonAt[lead] != Unknown.Time) end = Math.Min(end, leads.WonAt[lead]);
        if (leads.EndedAt[lead] is var ended && ended != Unknown.Time && ended <= end)
        {
            end = ended;
            if (leads.Ending[lead] == Ending.Disqualified) cause = Disqualified;
        }
        return (Math.Max(0, end - leads.RaisedAt[lead]), cause);
    }
}
