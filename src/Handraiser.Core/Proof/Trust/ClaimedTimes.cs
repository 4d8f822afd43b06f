using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Touches at times at which they cannot have been: before the request, and after the record of them was made.
/// </summary>
static class ClaimedTimes
{
    // A minute is the resolution of many exports; five bridge the clocks of two systems.
    const long Resolution = TrustSheet.Minute;
    const long ClocksApart = 5 * TrustSheet.Minute;
    const double PartOfLeads = 0.01;
    const int FewLeads = 20;
    const double MostBefore = 0.4;

    public static void Mark(TrustSheet sheet)
    {
        MarkBeforeRequest(sheet);
        MarkAfterLogged(sheet);
    }

    [MethodImpl(RowLoop.Fast)]
    static void MarkBeforeRequest(TrustSheet sheet)
    {
        var (touches, leads) = (sheet.Touches, sheet.Leads);
        var imports = RaisedInOne(leads);
        var found = new List<int>();
        long judged = 0;
        for (var lead = 0; lead < leads.Count; lead++)
        {
            if (imports.Contains(leads.RaisedAt[lead])) continue;
            var raised = leads.RaisedAt[lead];
            var end = touches.FirstOfLead[lead + 1];
            for (var touch = touches.FirstOfLead[lead]; touch < end; touch++)
            {
                if (!sheet.IsHuman(touch)) continue;
                judged++;
                var dated = touches.DateOnly[touch] || leads.DateOnly[lead];
                if (touches.At[touch] >= raised - (dated ? TrustSheet.Day : Resolution)) continue;
                if (!KnownBefore(sheet, lead, touch)) found.Add(touch);
            }
        }
        if (judged >= FewLeads && found.Count > MostBefore * judged)
        {
            sheet.Silences.Add(new(TrustKinds.BeforeRequest.Text(), null, found.Count,
                "So many activities precede the requests that the requests' times look like those of an import."));
            return;
        }
        foreach (var touch in found) sheet.OfTouch[touch] |= TrustKinds.BeforeRequest;
    }

    /// <summary>The CRM had the person, and the touch, before the hand was raised: an older acquaintance.</summary>
    static bool KnownBefore(TrustSheet sheet, int lead, int touch)
    {
        var (had, logged) = (sheet.Leads.LoggedAt[lead], sheet.Touches.LoggedAt[touch]);
        if (had == Unknown.Time || had >= sheet.Leads.RaisedAt[lead] - Resolution) return false;
        return sheet.Touches.At[touch] >= had - Resolution
            && (logged == Unknown.Time || logged < sheet.Leads.RaisedAt[lead]);
    }

    /// <summary>Instants at which so many leads were raised that a list was loaded then.</summary>
    static HashSet<long> RaisedInOne(LeadColumns leads)
    {
        var sorted = (long[])leads.RaisedAt.Clone();
        RowSort.Ascending(sorted);
        var least = Math.Max(FewLeads, (int)(PartOfLeads * leads.Count));
        var found = new HashSet<long>();
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            if (end - start >= least && sorted[start] % TrustSheet.Day != 0) found.Add(sorted[start]);
        }
        return found;
    }

    [MethodImpl(RowLoop.Fast)]
    static void MarkAfterLogged(TrustSheet sheet)
    {
        var touches = sheet.Touches;
        var (found, judged) = (new List<int>(), sheet.ByType());
        for (var touch = 0; touch < touches.Count; touch++)
        {
            if (touches.LoggedAt[touch] == Unknown.Time || touches.DateOnly[touch] || sheet.Imported[touch]) continue;
            if (!sheet.IsHuman(touch) || sheet.IsMeeting(touch)) continue;
            judged[touches.Type.Codes[touch] + 1]++;
            if (touches.At[touch] > touches.LoggedAt[touch] + ClocksApart) found.Add(touch);
        }
        sheet.MarkByType(TrustKinds.AfterLogged, found, judged,
            "Activities of this type are usually written down beforehand, or the two times are in different zones.");
    }
}
