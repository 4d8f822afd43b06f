using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Leads without an attempt that are not taken for dropped.</summary>
/// <param name="Merged">Their request lives on in another lead.</param>
/// <param name="Erased">Nobody may know any more what was done.</param>
/// <param name="BuyerFirst">They were reached although nobody attempted: the buyer called, or the lead's own field says
/// so.</param>
/// <param name="Unrecorded">They got somewhere, and no touch tells how: work that nobody wrote down.</param>
public sealed record DroppedApart(long Merged, long Erased, long BuyerFirst, long Unrecorded)
{
    internal static DroppedApart Of(Answers answers)
    {
        var leads = answers.History.Leads;
        long merged = 0, erased = 0, buyerFirst = 0, unrecorded = 0;
        for (var lead = 0; lead < leads.Count; lead++)
        {
            if (answers.Attempt.State[lead] != Answer.Never) continue;
            if (leads.Ending[lead] == Ending.Merged) merged++;
            else if (leads.Ending[lead] == Ending.Erased) erased++;
            else if (answers.Contact.State[lead] != Answer.Never) buyerFirst++;
            else if (leads.Reached[lead] != Reached.None) unrecorded++;
        }
        return new(merged, erased, buyerFirst, unrecorded);
    }
}

/// <summary>The dropped of one month's requests.</summary>
public sealed record DroppedMonth(string Month, PrintedShare Share)
{
    [MethodImpl(RowLoop.Fast)]
    internal static DroppedMonth[] Of(History history, int[] rows)
    {
        var (local, raised) = (LocalHours.Of(history), history.Leads.RaisedAt);
        var (dropped, all) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        foreach (var at in raised)
        {
            if (at != Unknown.Time) CollectionsMarshal.GetValueRefOrAddDefault(all, local.Month(at), out _)++;
        }
        foreach (var lead in rows)
        {
            if (raised[lead] != Unknown.Time)
                CollectionsMarshal.GetValueRefOrAddDefault(dropped, local.Month(raised[lead]), out _)++;
        }
        return [.. all.OrderBy(one => one.Key).Select(one => new DroppedMonth(FormattableString.Invariant(
            $"{one.Key / 12:0000}-{(one.Key % 12) + 1:00}"),
            PrintedShare.From(dropped.GetValueOrDefault(one.Key), one.Value)))];
    }
}
