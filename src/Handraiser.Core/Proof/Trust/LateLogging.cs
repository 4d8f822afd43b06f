using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>
/// Touches written down more than a day after their claimed time. Some are innocently late and not marked: those of an
/// owner who logs everything so, who did them in open hours and logged on the next working day, and those on leads that
/// the CRM did not have until then.
/// </summary>
static class LateLogging
{
    const long LongestTarget = 60 * TrustSheet.Minute;
    const long Week = 7 * TrustSheet.Day;
    const double Habit = 0.2;
    const long FewTouches = 20;

    [MethodImpl(RowLoop.Fast)]
    public static void Mark(TrustSheet sheet)
    {
        var owners = sheet.Touches.Owner.Words.Count + 1;
        var day = WorkingDay(sheet.History.Hours);
        var (claims, lateClaims, others, lateOthers) =
            (new long[owners], new long[owners], new long[owners], new long[owners]);
        var late = new List<int>();
        for (var touch = 0; touch < sheet.Touches.Count; touch++)
        {
            // A time that cannot be says nothing of how late its record was made.
            if ((sheet.OfTouch[touch] & TrustKinds.BeforeRequest) != 0) continue;
            if (!sheet.IsLoggedByHand(touch) || sheet.Touches.DateOnly[touch]) continue;
            var owner = sheet.Touches.Owner.Codes[touch] + 1;
            var (isLate, claim) = (IsLate(sheet, touch, day), Claims(sheet, touch));
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
            else
            {
                sheet.OfTouch[touch] |= TrustKinds.LoggedLate;
                if (Claims(sheet, touch)) sheet.LateClaims++;
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

    /// <summary>More than a day, and in open hours more than a working day: over a weekend the two differ.</summary>
    [MethodImpl(RowLoop.Fast)]
    static bool IsLate(TrustSheet sheet, int touch, Duration day)
    {
        var lag = Lag(sheet, touch);
        if (lag <= TrustSheet.Day) return false;
        if (lag > Week || sheet.History.Hours.NeverCloses) return true;
        var (at, logged) = (Moment.At(sheet.Touches.At[touch])!.Value, Moment.At(sheet.Touches.LoggedAt[touch])!.Value);
        var hours = sheet.History.Hours;
        return !hours.IsOpenAt(at) || !hours.IsOpenAt(logged) || hours.Elapsed(at, logged) > day;
    }

    [MethodImpl(RowLoop.Fast)]
    static bool Claims(TrustSheet sheet, int touch)
    {
        var lead = sheet.Touches.Lead[touch];
        if (lead < 0 || sheet.Leads.DateOnly[lead] || sheet.Touches.Inbound[touch]) return false;
        var wait = sheet.Touches.At[touch] - sheet.Leads.RaisedAt[lead];
        return wait is >= 0 and <= LongestTarget;
    }

    /// <summary>The open time of the longest day of the week.</summary>
    public static Duration WorkingDay(OpeningHours hours)
    {
        var days = new long[8];
        foreach (var shift in hours.Shifts)
        {
            var length = shift.Closes.NanosecondOfDay - shift.Opens.NanosecondOfDay;
            days[(int)shift.Day] += length > 0 ? length : length + NodaConstants.NanosecondsPerDay;
        }
        return Duration.FromNanoseconds(days.Max());
    }
}
