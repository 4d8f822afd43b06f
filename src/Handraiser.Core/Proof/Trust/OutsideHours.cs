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

    public static void Mark(TrustSheet sheet)
    {
        var touches = sheet.Touches;
        if (sheet.History.Hours.NeverCloses) return;
        var known = new Dictionary<long, bool>();
        var (all, outside) = (new long[touches.Owner.Words.Count + 1], new long[touches.Owner.Words.Count + 1]);
        var found = new List<int>();
        for (var touch = 0; touch < touches.Count; touch++)
        {
            if (touches.Channel[touch] is not (Channel.Call or Channel.Meeting) || touches.Inbound[touch]
                || touches.DateOnly[touch] || !sheet.IsReported(touch)) continue;
            var owner = touches.Owner.Codes[touch] + 1;
            all[owner]++;
            if (IsNearOpen(sheet.History, known, touches.At[touch])) continue;
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

    static bool IsNearOpen(History history, Dictionary<long, bool> known, long at)
    {
        var slot = (long)Math.Floor(at / (double)Slot);
        if (known.TryGetValue(slot, out var near)) return near;
        var start = Moment.At(slot * Slot)!.Value;
        return known[slot] = history.Hours.Elapsed(start - Margin, start + SlotLength + Margin) > Duration.Zero;
    }
}
