using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>
/// What first responses say: whether a machine gave them, whether a target pulls them to its near side, and which
/// records are images loaded and links followed.
/// </summary>
static class FirstResponses
{
    static readonly int[] Targets = [5, 15, 60];
    const long FewestInside = 30;
    const double LeastJump = 1.5;
    const double Level = 0.001;

    [MethodImpl(RowLoop.Fast)]
    public static void Mark(TrustSheet sheet)
    {
        var waits = Waits(sheet);
        foreach (var target in Targets) MarkBunching(sheet, waits, target * TrustSheet.Minute);
        for (var touch = 0; touch < sheet.Touches.Count; touch++)
        {
            if (sheet.Touches.Channel[touch] is Channel.Open or Channel.Click) sheet.OfTouch[touch] |= TrustKinds.Opens;
        }
    }

    /// <summary>Each lead's wait for the first response that somebody reported; marks those a machine answered.
    /// </summary>
    [MethodImpl(RowLoop.Fast)]
    static long[] Waits(TrustSheet sheet)
    {
        var (touches, leads) = (sheet.Touches, sheet.Leads);
        var waits = new long[leads.Count];
        for (var lead = 0; lead < waits.Length; lead++)
        {
            waits[lead] = Unknown.Time;
            var first = true;
            for (var touch = touches.FirstOfLead[lead]; touch < touches.FirstOfLead[lead + 1]; touch++)
            {
                if (touches.At[touch] < leads.RaisedAt[lead] || touches.Inbound[touch]) continue;
                if (touches.Channel[touch] >= Channel.Open) continue;
                var machine = touches.Grade[touch] == Grade.Automated;
                if (first && machine) sheet.OfLead[lead] |= TrustKinds.AutomatedFirst;
                first = false;
                if (machine) continue;
                if (sheet.IsReported(touch) && !touches.DateOnly[touch] && !leads.DateOnly[lead])
                {
                    waits[lead] = touches.At[touch] - leads.RaisedAt[lead];
                }
                break;
            }
        }
        return waits;
    }

    /// <summary>
    /// A jump of the density at the target, after J. McCrary (Journal of Econometrics 142, 2008) with two bins to each
    /// side: the inner two against what a line through the logarithms of the outer two leads one to expect.
    /// </summary>
    [MethodImpl(RowLoop.Fast)]
    static void MarkBunching(TrustSheet sheet, long[] waits, long target)
    {
        var width = target / 5;
        var bins = new long[4];
        foreach (var wait in waits)
        {
            if (wait != Unknown.Time && BinOf(wait) is >= 0 and < 4 and var bin) bins[bin]++;
        }
        var (outerLeft, innerLeft, innerRight, outerRight) =
            (bins[0] + 0.5, bins[1] + 0.5, bins[2] + 0.5, bins[3] + 0.5);
        var jump = Math.Log(innerLeft / innerRight) - (Math.Log(outerLeft / outerRight) / 3);
        var error = Math.Sqrt((1 / innerLeft) + (1 / innerRight) + (((1 / outerLeft) + (1 / outerRight)) / 9));
        if (bins[1] < FewestInside || jump < Math.Log(LeastJump) || Tails.NormalUpper(jump / error) >= Level) return;
        for (var lead = 0; lead < waits.Length; lead++)
        {
            if (waits[lead] != Unknown.Time && BinOf(waits[lead]) == 1) sheet.OfLead[lead] |= TrustKinds.Bunching;
        }

        int BinOf(long wait)
        {
            var into = wait - target + (2 * width);
            return into < 0 ? -1 : (int)Math.Min(4, into / width);
        }
    }
}
