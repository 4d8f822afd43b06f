using System.Runtime.CompilerServices;
using Handraiser.Core.Simulation;
using Handraiser.Core.Statistics;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>The leads of the ladder, as columns of their own; a place is an index into them.</summary>
internal sealed class SpeedCohort
{
    /// <summary>More leads than this add nothing that an interval would show, and take time.</summary>
    public const int Most = 60_000;

    public const double QuickMinutes = 60;
    public const int FewestOldEnough = 200;
    const long Quickly = (long)QuickMinutes * Micros.Minute;
    const int LongHorizon = 90;
    const int ShortHorizon = 30;

    enum Why { Eligible, NoTime, TooYoung, ClosedUntouched, AlreadyThere }

    readonly long[] whys = new long[5];

    SpeedCohort(Answers answers, SpeedOutcome? outcome, int horizonDays) =>
        (Answers, Asked, HorizonDays) = (answers, outcome, horizonDays);

    public Answers Answers { get; }

    /// <summary>Null when no outcome is known.</summary>
    public SpeedOutcome? Asked { get; }

    public int HorizonDays { get; }

    /// <summary>Row of each lead.</summary>
    public int[] Leads { get; private set; } = [];

    public double[] Outcome { get; private set; } = [];

    public bool[] Quick { get; private set; } = [];

    /// <summary>Minutes until the first attempt; infinite for never.</summary>
    public double[] Wait { get; private set; } = [];

    /// <summary>The outcome came within the hour and before any attempt, so that the wait could not matter.</summary>
    public bool[] SettledFirst { get; private set; } = [];

    public long Eligible { get; private set; }

    public long Undated { get; private set; }

    public int Count => Leads.Length;

    public static SpeedCohort Of(Answers answers, int? horizonDays, ulong seed)
    {
        var outcome = SpeedOutcome.Of(answers.History.Leads);
        var cohort = new SpeedCohort(answers, outcome, horizonDays ?? Horizon(answers.History));
        if (outcome is not null) cohort.Fill(outcome, seed);
        return cohort;
    }

    /// <summary>
    /// Leads of one owner share their luck; of few owners, those of one week do, for a handful of groups says nothing
    /// about groups. Null when there are too few of either.
    /// </summary>
    public Clusters? ClustersOf(int[] places)
    {
        const int fewest = 30;
        const int enough = 60;
        var owners = Clusters.Of(Array.ConvertAll(places, place => Answers.History.Leads.Owner.Codes[Leads[place]]));
        if (owners.Count >= enough) return owners;
        var weeks = Clusters.Of(ClusterNumbers(places));
        return weeks.Count < fewest ? null : weeks;
    }

    /// <summary>A number for each owner's week.</summary>
    public int[] ClusterNumbers(int[] places)
    {
        var leads = Answers.History.Leads;
        var owners = leads.Owner.Words.Count + 1;
        return Array.ConvertAll(places, place =>
        {
            var lead = Leads[place];
            // The first day of 1970 was a Thursday; weeks begin on Monday.
            var week = (int)((leads.RaisedAt[lead] + (3 * Micros.Day)) / (7 * Micros.Day));
            return (week * owners) + leads.Owner.Codes[lead] + 1;
        });
    }

    public EffectCohort Report(long eitherWay) => new(
        Answers.History.Leads.Count, whys[1], whys[2], whys[3], whys[4], Eligible, Count,
        SettledFirst.LongCount(settled => settled), eitherWay,
        Count < Eligible
            ? $"{Wording.Count(Count)} of {Wording.Count(Eligible)} eligible leads were drawn under a seed: more would "
                + "not change what the intervals show."
            : "All eligible leads are in.");

    [MethodImpl(RowLoop.Fast)]
    void Fill(SpeedOutcome outcome, ulong seed)
    {
        var leads = Answers.History.Leads;
        var eligible = new List<int>();
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var why = WhyNot(outcome, lead);
            whys[(int)why]++;
            if (why == Why.Eligible) eligible.Add(lead);
        }
        Eligible = eligible.Count;
        Leads = Draw(eligible, new Dice(seed));
        Wait = Array.ConvertAll(Leads, Minutes);
        Quick = Array.ConvertAll(Wait, wait => wait <= QuickMinutes);
        Outcome = Array.ConvertAll(Leads, lead => Within(outcome, lead) ? 1.0 : 0.0);
        SettledFirst = Array.ConvertAll(Leads, lead => IsSettledFirst(outcome, lead));
        Undated = Leads.LongCount(lead => outcome.Has(lead) && outcome.At(lead) == Unknown.Time);
    }

    [MethodImpl(RowLoop.Fast)]
    Why WhyNot(SpeedOutcome outcome, int lead)
    {
        var leads = Answers.History.Leads;
        var (raised, attempt) = (leads.RaisedAt[lead], Answers.Attempt);
        var state = attempt.State[lead];
        if (raised == Unknown.Time || leads.DateOnly[lead] || state == Answer.DateOnly) return Why.NoTime;
        if (raised + (HorizonDays * Micros.Day) > Answers.History.Until) return Why.TooYoung;
        var closed = leads.Ending[lead] is Ending.Disqualified or Ending.Merged or Ending.Erased;
        if (closed && Closed(lead, state)) return Why.ClosedUntouched;
        var there = outcome.Has(lead) && outcome.At(lead) is var at && at != Unknown.Time && at < raised;
        return there ? Why.AlreadyThere : Why.Eligible;
    }

    bool IsSettledFirst(SpeedOutcome outcome, int lead)
    {
        if (!outcome.Has(lead) || outcome.At(lead) == Unknown.Time) return false;
        var waited = outcome.At(lead) - Answers.History.Leads.RaisedAt[lead];
        var attempt = Answers.Attempt;
        return waited <= Quickly && (attempt.State[lead] == Answer.Never || waited < attempt.Wall[lead]);
    }

    bool Closed(int lead, Answer state) => state == Answer.Never
        || (Answers.History.Leads.EndedAt[lead] is var ended && ended != Unknown.Time
            && ended < Answers.History.Leads.RaisedAt[lead] + Answers.Attempt.Wall[lead]);

    bool Within(SpeedOutcome outcome, int lead) => outcome.Has(lead)
        && (outcome.At(lead) == Unknown.Time
            || outcome.At(lead) - Answers.History.Leads.RaisedAt[lead] <= HorizonDays * Micros.Day);

    double Minutes(int lead) => Answers.Attempt.State[lead] == Answer.Timed
        ? Micros.ToMinutes(Answers.Attempt.Wall[lead])
        : double.PositiveInfinity;

    // Selection sampling (D. Knuth, algorithm S) keeps the order of the leads.
    static int[] Draw(List<int> eligible, Dice dice)
    {
        if (eligible.Count <= Most) return [.. eligible];
        var drawn = new int[Most];
        for (int seen = 0, taken = 0; taken < Most; seen++)
        {
            if (dice.Below(eligible.Count - seen) < Most - taken) drawn[taken++] = eligible[seen];
        }
        return drawn;
    }

    static int Horizon(History history)
    {
        long old = 0, middling = 0;
        foreach (var raised in history.Leads.RaisedAt)
        {
            if (raised == Unknown.Time) continue;
            if (raised + (LongHorizon * Micros.Day) <= history.Until) old++;
            if (raised + (ShortHorizon * Micros.Day) <= history.Until) middling++;
        }
        return old >= FewestOldEnough || old * 2 >= middling ? LongHorizon : ShortHorizon;
    }
}
