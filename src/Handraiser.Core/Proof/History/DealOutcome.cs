using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>What deals say of the leads that they came from.</summary>
public static class DealOutcome
{
    /// <summary>
    /// Writes the deals' outcomes into the leads: a deal of a lead means that it was qualified, at the latest when the
    /// deal was made; a won one means that the lead is won, at the earliest of its wins. A lost deal ends a lead that
    /// has no other ending and no open or won deal.
    /// </summary>
    [MethodImpl(RowLoop.Fast)]
    public static void WriteInto(LeadColumns leads, DealColumns deals)
    {
        var stillOpen = new bool[leads.Count];
        for (var deal = 0; deal < deals.Count; deal++)
        {
            var lead = deals.Lead[deal];
            if (lead < 0) continue;
            leads.Reached[lead] |= Reached.Qualified;
            leads.QualifiedAt[lead] = Moment.Earlier(leads.QualifiedAt[lead], deals.CreatedAt[deal]);
            stillOpen[lead] |= deals.State[deal] == DealState.Open;
            if (deals.State[deal] != DealState.Won) continue;
            leads.Reached[lead] |= Reached.Won;
            leads.Ending[lead] = Ending.Won;
            leads.EndedAt[lead] = Unknown.Time;
            leads.WonAt[lead] = Moment.Earlier(leads.WonAt[lead], deals.ClosedAt[deal]);
        }
        for (var deal = 0; deal < deals.Count; deal++)
        {
            var lead = deals.Lead[deal];
            if (lead < 0 || deals.State[deal] != DealState.Lost || stillOpen[lead]) continue;
            if (leads.Ending[lead] is not (Ending.Open or Ending.Lost)) continue;
            leads.Ending[lead] = Ending.Lost;
            leads.EndedAt[lead] = Math.Max(leads.EndedAt[lead], deals.ClosedAt[deal]);
        }
        for (var lead = 0; lead < leads.Count; lead++) leads.Reached[lead] = Implied(leads.Reached[lead]);
    }

    /// <summary>The steps, and those that cannot but have come before them.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static Reached Implied(Reached reached)
    {
        const Reached All = Reached.Contacted | Reached.Qualified | Reached.Met | Reached.HandedOver | Reached.Won;
        if ((reached & Reached.Won) != 0) return reached | All;
        if ((reached & Reached.HandedOver) != 0) reached |= Reached.Qualified;
        return reached == Reached.None ? reached : reached | Reached.Contacted;
    }
}
