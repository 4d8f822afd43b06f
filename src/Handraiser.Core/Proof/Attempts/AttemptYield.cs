using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// How many attempts it takes to reach a buyer: the section "touches" of a report. The chance of attempt k is of those
/// whom the k-1 before it did not reach and with whom it was made; leads given up leave the count after their last
/// attempt (D. R. Cox 1972, section 6). Every outbound act of a human at or after the request is an attempt.
/// </summary>
/// <param name="Leads">Leads with at least one attempt, those that came to us first apart.</param>
/// <param name="BuyerFirst">Leads that were in contact before anybody attempted: no attempt reached them.</param>
/// <param name="Contacted">Leads that were reached by an attempt, or replied after one.</param>
/// <param name="Attempts">The first twelve.</param>
/// <param name="NaiveBy6">Of those who were reached, those reached by attempt 6: the way of the "93 % by call 6" that
/// is often quoted (Velocify 2012). It takes no notice of those who were given up.</param>
/// <param name="Recommended">Null when no attempt was made with 20 leads.</param>
public sealed record AttemptYield(long Leads, long NeverAttempted, long BuyerFirst, long Contacted,
    AttemptRow[] Attempts, PrintedShare NaiveBy6, RecommendedAttempts? Recommended)
{
    /// <summary>The attempts that are told of.</summary>
    public const int Most = 12;

    [MethodImpl(RowLoop.Fast)]
    public static AttemptYield Of(Answers answers)
    {
        var leads = answers.History.Leads.Count;
        var reached = new bool[leads];
        long tried = 0, never = 0, buyerFirst = 0, contacted = 0, bySix = 0;
        for (var lead = 0; lead < leads; lead++)
        {
            reached[lead] = answers.Contact.State[lead] != Answer.Never;
            if (answers.Attempts[lead] == 0) never++;
            if (answers.AttemptsToContact[lead] == 0)
            {
                if (reached[lead]) buyerFirst++;
                continue;
            }
            tried++;
            if (!reached[lead]) continue;
            contacted++;
            if (answers.AttemptsToContact[lead] <= 6) bySix++;
        }
        var hazards = DiscreteHazards.Of(answers.AttemptsToContact, reached);
        var gaps = AttemptGaps.Of(answers);
        var rows = hazards.Take(Most).Select((hazard, i) => AttemptRow.Of(hazard,
            i == 0 ? 1 : 1 - hazards[i - 1].Succeeded, gaps[i])).ToArray();
        return new(tried, never, buyerFirst, contacted, rows, PrintedShare.From(bySix, contacted),
            RecommendedAttempts.Of(rows));
    }
}

/// <summary>One attempt in the row of attempts.</summary>
/// <param name="Hazard">Reached with it, of those with whom it was made.</param>
/// <param name="GivenUp">Those with whom it was the last although it failed.</param>
/// <param name="Cumulative">The share that would have been reached by now if nobody had been given up; null when fewer
/// than 20 leads are behind it.</param>
/// <param name="Marginal">How much of all leads this attempt adds, if made with everybody not reached before.</param>
/// <param name="GapHours">From the attempt before to this one.</param>
public sealed record AttemptRow(int Number, PrintedShare Hazard, long GivenUp, CurveShare? Cumulative, double? Marginal,
    AttemptGap GapHours)
{
    internal static AttemptRow Of(DiscreteHazard hazard, double left, AttemptGap gap)
    {
        var share = PrintedShare.From(hazard.Hazard.Count, hazard.Hazard.Of);
        return share.Rate is null ? new(hazard.Number, share, hazard.GivenUp, null, null, gap)
            : new(hazard.Number, share, hazard.GivenUp, Cumulated(hazard), left * share.Rate, gap);
    }

    // On the scale of log(-log), as the limits of survival curves.
    static CurveShare Cumulated(DiscreteHazard hazard)
    {
        double left = 1 - hazard.Succeeded, log = Math.Log(left);
        if (left is <= 0 or >= 1) return new(hazard.Succeeded, null, null);
        var reach = Tails.TwoSidedNormal(0.95) * hazard.StandardError / (left * log);
        // The logarithm is negative, so the reach is, too.
        return new(hazard.Succeeded, 1 - Math.Exp(log * Math.Exp(reach)), 1 - Math.Exp(log * Math.Exp(-reach)));
    }
}

/// <summary>
/// The fewest attempts after which nine tenths were reached of all whom the attempts that the data can speak of would
/// reach; they speak of an attempt when it was made with 20 leads, and of twelve at most.
/// </summary>
/// <param name="Reached">The share reached by then if nobody is given up before.</param>
/// <param name="OfAtMost">The share reached by the last attempt that the data can speak of.</param>
/// <param name="LastSeen">Which attempt that is.</param>
/// <param name="OpenEnded">It is the last that the data can speak of, so more might pay: nobody has tried.</param>
public sealed record RecommendedAttempts(int Minimum, double Reached, double OfAtMost, int LastSeen, bool OpenEnded)
{
    const double Enough = 0.9;

    internal static RecommendedAttempts? Of(AttemptRow[] rows)
    {
        var seen = rows.TakeWhile(row => row.Cumulative is not null).ToArray();
        if (seen.Length == 0 || seen[^1].Cumulative!.Value.Rate == 0) return null;
        var most = seen[^1].Cumulative!.Value.Rate;
        var first = seen.First(row => row.Cumulative!.Value.Rate >= Enough * most);
        return new(first.Number, first.Cumulative!.Value.Rate, most, seen.Length, first.Number == seen.Length);
    }
}
