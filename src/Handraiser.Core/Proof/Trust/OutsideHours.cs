using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>
/// Reported calls and meetings two hours or more away from opening hours, of owners who seldom work then. Owners who do
/// so for a tenth of their touches keep other hours than the team's.
/// </summary>
static class OutsideHours
{
    const long Slot = 15 * TrustSheet.Minute;
    const double OwnHours = 0.1;
    const double OtherHours = 0.2;
    const long FewTouches = 20;
    static readonly Duration Margin = Duration.FromHours(2);
    static readonly Duration SlotLength = Duration.FromMinutes(15);

    [MethodImpl(RowLoop.Fast)]
    public static void Mark(TrustSheet sheet)
    {
        var touches = sheet.Touches;
        if (sheet.History.Hours.NeverCloses) return;
        var slots = new NearOpen(sheet.History.Hours);
        var (all, outside) = (new long[touches.Owner.Words.Count + 1], new long[touches.Owner.Words.Count + 1]);
        var found = new List<int>();
        for (var touch = 0; touch < touches.Count; touch++)
        {
            if (touches.Channel[touch] is not (Channel.Call or Channel.Meeting) || touches.Inbound[touch]
                || touches.DateOnly[touch] || !sheet.IsReported(touch)) continue;
            var owner = touches.Owner.Codes[touch] + 1;
            all[owner]++;
            if (slots.Contains(touches.At[touch])) continue;
            outside[owner]++;
            found.Add(touch);
        }
        if (all.Sum() >= FewTouches && found.Count > OtherHours * all.Sum())
        {
            sheet.Silences.Add(new(TrustKinds.OutsideHours.Text(), null, found.Count,
                "So much happens outside of the opening hours that they are not this team's."));
            return;
        }
        foreach (var touch in found)
        {
            var owner = touches.Owner.Codes[touch] + 1;
            if (all[owner] < FewTouches || outside[owner] <= OwnHours * all[owner])
            {
                sheet.OfTouch[touch] |= TrustKinds.OutsideHours;
            }
        }
    }

    /// <summary>Whether a quarter of an hour lies near opening hours: asked of the hours once, then remembered.
    /// </summary>
    sealed class NearOpen(OpeningHours hours)
    {
        // Thirty years from 2000; what lies outside is asked each time.
        const long First = 946_684_800_000_000 / Slot;
        readonly byte[] known = new byte[30 * 366 * 96];

        public bool Contains(long at)
        {
            var slot = (at / Slot) - First;
            if (slot < 0 || slot >= known.Length) return Ask(at / Slot);
            if (known[slot] == 0) known[slot] = Ask(slot + First) ? (byte)1 : (byte)2;
            return known[slot] == 1;
        }

        bool Ask(long slot)
        {
            var start = Moment.At(slot * Slot)!.Value;
            return hours.Elapsed(start - Margin, start + SlotLength + Margin) > Duration.Zero;
        }
    }
}
