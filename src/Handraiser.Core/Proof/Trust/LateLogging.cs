namespace Handraiser.Core.Proof;

/// <summary>
/// Touches written down long after their claimed time. Being late is no sign by itself: many log on Friday what they
/// did all week. A late record that also claims to have met a target is one, unless its owner logs everything so late or
/// it was logged on the next working day.
/// </summary>
static class LateLogging
{
    const long LongestTarget = 60 * TrustSheet.Minute;
    const long Week = 7 * TrustSheet.Day;
    const double Habit = 0.2;
    const long FewTouches = 20;
    static readonly NodaTime.Duration WorkingDay = NodaTime.Duration.FromHours(8);

    public static void Mark(TrustSheet sheet)
    {
        var owners = sheet.Touches.Owner.Words.Count + 1;
        var (claims, lateClaims, others, lateOthers) =
            (new long[owners], new long[owners], new long[owners], new long[owners]);
        var late = new List<int>();
        for (var touch = 0; touch < sheet.Touches.Count; touch++)
        {
            if (!sheet.IsLoggedByHand(touch) || sheet.Touches.DateOnly[touch]) continue;
            var owner = sheet.Touches.Owner.Codes[touch] + 1;
            var (isLate, claim) = (IsLate(sheet, touch), Claims(sheet, touch));
            if (isLate) late.Add(touch);
            // What was logged in bulk is a habit of another kind.
            if ((sheet.OfTouch[touch] & TrustKinds.BulkLogged) != 0) continue;
            (claim ? claims : others)[owner]++;
            if (isLate) (claim ? lateClaims : lateOthers)[owner]++;
        }
        foreach (var touch in late)
        {
            var owner = sheet.Touches.Owner.Codes[touch] + 1;
            if (owner > 0 && others[owner] >= FewTouches && IsHabit(
                (double)lateOthers[owner] / others[owner], (double)lateClaims[owner] / Math.Max(1, claims[owner])))
            {
                sheet.LateHabit++;
            }
            else if (Claims(sheet, touch) || Lag(sheet, touch) > Week)
            {
                sheet.OfTouch[touch] |= TrustKinds.LoggedLate;
            }
        }
    }

    static bool IsHabit(double lateOthers, double lateClaims) =>
        lateOthers >= Habit && lateClaims < 2 * lateOthers;

    /// <summary>Nobody can log on a lead before the CRM has it.</summary>
    static long Lag(TrustSheet sheet, int touch)
    {
        var lead = sheet.Touches.Lead[touch];
        var from = sheet.Touches.At[touch];
        if (lead >= 0) from = Math.Max(from, sheet.Leads.LoggedAt[lead]);
        return sheet.Touches.LoggedAt[touch] - from;
    }

    static bool IsLate(TrustSheet sheet, int touch)
    {
        var lag = Lag(sheet, touch);
        if (lag <= TrustSheet.Day) return false;
        if (lag > Week || sheet.History.Hours.NeverCloses) return true;
        var (at, logged) = (Moment.At(sheet.Touches.At[touch])!.Value, Moment.At(sheet.Touches.LoggedAt[touch])!.Value);
        var hours = sheet.History.Hours;
        return !hours.IsOpenAt(at) || !hours.IsOpenAt(logged) || hours.Elapsed(at, logged) > WorkingDay;
    }

    static bool Claims(TrustSheet sheet, int touch)
    {
        var lead = sheet.Touches.Lead[touch];
        if (lead < 0 || sheet.Leads.DateOnly[lead] || sheet.Touches.Inbound[touch]) return false;
        var wait = sheet.Touches.At[touch] - sheet.Leads.RaisedAt[lead];
        return wait is >= 0 and <= LongestTarget;
    }
}
