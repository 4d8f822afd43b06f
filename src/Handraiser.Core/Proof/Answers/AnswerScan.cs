using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>One walk over the touches, lead by lead.</summary>
internal sealed class AnswerScan(Answers answers)
{
    readonly LeadColumns leads = answers.History.Leads;
    readonly TouchColumns touches = answers.History.Touches;
    readonly long[] uses = new long[(int)TouchUse.NoLead + 1];
    long dateOnly, contactBefore;

    // Of the lead at hand: the first rows with and without a time of day, and whether its own field tells of a touch
    // that was left out.
    int attempt, bareAttempt, contact, bareContact, toContact;
    bool fieldLeftOut;

    [MethodImpl(RowLoop.Fast)]
    public void Run()
    {
        var first = touches.FirstOfLead;
        for (var lead = 0; lead < leads.Count; lead++) Scan(lead, first[lead], first[lead + 1]);
        uses[(int)TouchUse.NoLead] = touches.Count - first[leads.Count];
        var clock = Clock();
        Measure(answers.Attempt, answers.Attempt, clock);
        Measure(answers.Contact, answers.Attempt, clock);
        answers.Uses = new(uses[0], uses[1], uses[2], uses[3], uses[4], uses[5], uses[6], uses[7], dateOnly,
            contactBefore);
    }

    [MethodImpl(RowLoop.Fast)]
    void Scan(int lead, int from, int to)
    {
        (attempt, bareAttempt, contact, bareContact, toContact, fieldLeftOut) = (-1, -1, -1, -1, 0, false);
        var (raised, bare, attempts) = (leads.RaisedAt[lead], leads.DateOnly[lead], 0);
        bare |= raised == Unknown.Time;
        answers.AutomatedAt[lead] = Unknown.Time;
        for (var row = from; row < to; row++)
        {
            var use = answers.UseOf(row, raised);
            uses[(int)use]++;
            if (use == TouchUse.LeftOut) fieldLeftOut |= touches.At[row] == leads.ContactedAt[lead];
            if (use == TouchUse.Automated && answers.AutomatedAt[lead] == Unknown.Time)
                answers.AutomatedAt[lead] = touches.At[row];
            if (use > TouchUse.Inbound) continue;
            if (use == TouchUse.Attempt) Attempted(row, bare, ref attempts);
            else if (attempts == 0 && touches.Grade[row] < Grade.TwoWay) answers.AskedAgain[lead] = true;
            if (touches.Grade[row] >= Grade.TwoWay
                || (use == TouchUse.Inbound && attempts > 0 && touches.Grade[row] == Grade.Personal))
                Contacted(row, bare, attempts);
        }
        answers.Attempts[lead] = attempts;
        Write(answers.Attempt, lead, attempt, bareAttempt);
        Write(answers.Contact, lead, contact, bareContact);
        if (bareAttempt >= 0 && attempt >= 0 && touches.At[bareAttempt] + Micros.Day <= touches.At[attempt])
            answers.MaybeEarlier++;
        answers.AttemptsToContact[lead] = contact >= 0 || bareContact >= 0 ? toContact : attempts;
        OwnField(lead, raised, bare);
    }

    [MethodImpl(RowLoop.Fast)]
    void Attempted(int row, bool bare, ref int attempts)
    {
        attempts++;
        if (touches.DateOnly[row]) dateOnly++;
        if (!bare && !touches.DateOnly[row])
        {
            if (attempt < 0) attempt = row;
        }
        else if (bareAttempt < 0) bareAttempt = row;
    }

    [MethodImpl(RowLoop.Fast)]
    void Contacted(int row, bool bare, int attempts)
    {
        if (contact < 0 && bareContact < 0) toContact = attempts;
        if (!bare && !touches.DateOnly[row])
        {
            if (contact < 0) contact = row;
        }
        else if (bareContact < 0) bareContact = row;
    }

    [MethodImpl(RowLoop.Fast)]
    void Write(Waits waits, int lead, int timed, int bare)
    {
        waits.State[lead] = timed >= 0 ? Answer.Timed : bare >= 0 ? Answer.DateOnly : Answer.Never;
        waits.Touch[lead] = timed >= 0 ? timed : bare >= 0 ? bare : Unknown.Row;
        waits.Wall[lead] = timed >= 0 ? touches.At[timed] - leads.RaisedAt[lead] : Unknown.Time;
    }

    // The lead's own field, unless it repeats a touch that was left out.
    [MethodImpl(RowLoop.Fast)]
    void OwnField(int lead, long raised, bool bare)
    {
        var (at, waits) = (leads.ContactedAt[lead], answers.Contact);
        if (at == Unknown.Time || fieldLeftOut || at > answers.History.Until) return;
        if (at < raised)
        {
            contactBefore++;
            return;
        }
        if (bare ? waits.State[lead] != Answer.Never : waits.State[lead] == Answer.Timed
            && waits.Wall[lead] <= at - raised) return;
        (waits.State[lead], waits.Touch[lead]) = (bare ? Answer.DateOnly : Answer.Timed, Unknown.Row);
        waits.Wall[lead] = bare ? Unknown.Time : at - raised;
        answers.AttemptsToContact[lead] = AttemptsUpTo(lead, at, raised);
    }

    int AttemptsUpTo(int lead, long at, long raised)
    {
        var count = 0;
        for (var row = touches.FirstOfLead[lead]; row < touches.FirstOfLead[lead + 1]; row++)
            if (touches.At[row] <= at && answers.UseOf(row, raised) == TouchUse.Attempt) count++;
        return count;
    }

    // Most contacts are the attempt itself, whose working time is known by then.
    [MethodImpl(RowLoop.Fast)]
    void Measure(Waits waits, Waits known, WorkingClock? clock)
    {
        if (clock is null)
        {
            waits.Working = waits.Wall;
            return;
        }
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var (raised, wall) = (leads.RaisedAt[lead], waits.Wall[lead]);
            waits.Working[lead] = waits.State[lead] != Answer.Timed ? Unknown.Time
                : waits != known && known.Wall[lead] == wall ? known.Working[lead]
                : clock.Between(raised, raised + wall);
        }
    }

    [MethodImpl(RowLoop.Fast)]
    WorkingClock? Clock()
    {
        var hours = answers.History.Hours;
        if (hours.NeverCloses) return null;
        var (first, last) = (long.MaxValue, long.MinValue);
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var raised = leads.RaisedAt[lead];
            if (answers.Attempt.State[lead] == Answer.Timed) Meet(raised, raised + answers.Attempt.Wall[lead]);
            if (answers.Contact.State[lead] == Answer.Timed) Meet(raised, raised + answers.Contact.Wall[lead]);
        }
        return last >= first && (last - first) / Micros.Hour < leads.Count ? new(hours, first, last) : new(hours);

        void Meet(long from, long to)
        {
            if (from < first) first = from;
            if (to > last) last = to;
        }
    }
}
