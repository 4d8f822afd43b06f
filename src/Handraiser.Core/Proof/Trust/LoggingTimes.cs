using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Finds the days of an import: one day on which a good part of all touches were logged, nearly all of them long after
/// they happened. The time of logging then says when the file was loaded and nothing of any hand. The same of a copy
/// that is made at the same time of every day or hour.
/// </summary>
static class LoggingTimes
{
    const double PartOfAll = 0.05;
    const double NearlyAll = 0.8;
    const long FewRows = 50;
    const double PartOfDay = 0.15;
    const long DaySlot = 5 * TrustSheet.Minute;
    const long AtOnce = 2 * TrustSheet.Minute;

    public static void Find(TrustSheet sheet)
    {
        FindImports(sheet);
        FindCopies(sheet, TrustSheet.Day, DaySlot);
        FindCopies(sheet, TrustSheet.Hour, TrustSheet.Minute);
    }

    /// <summary>
    /// Hands log over the whole day. Where so many touches are logged in one slot of it, and not as they happen, a
    /// machine copies them.
    /// </summary>
    [MethodImpl(RowLoop.Fast)]
    static void FindCopies(TrustSheet sheet, long period, long slot)
    {
        var touches = sheet.Touches;
        var (all, late) = (new long[period / slot], new long[period / slot]);
        for (var touch = 0; touch < touches.Count; touch++)
        {
            var logged = touches.LoggedAt[touch];
            if (logged == Unknown.Time || sheet.Imported[touch]) continue;
            var place = PlaceOf(logged);
            all[place]++;
            if (logged - touches.At[touch] > AtOnce) late[place]++;
        }
        var known = all.Sum();
        var copies = new bool[all.Length];
        for (var place = 0; place < all.Length; place++)
        {
            copies[place] = all[place] >= FewRows && all[place] >= PartOfDay * known
                && late[place] >= NearlyAll * all[place];
        }
        for (var touch = 0; copies.Contains(true) && touch < touches.Count; touch++)
        {
            if (touches.LoggedAt[touch] == Unknown.Time) continue;
            sheet.Imported[touch] |= copies[PlaceOf(touches.LoggedAt[touch])];
        }

        long PlaceOf(long logged) => ((logged % period) + period) % period / slot;
    }

    [MethodImpl(RowLoop.Fast)]
    static void FindImports(TrustSheet sheet)
    {
        var touches = sheet.Touches;
        var (from, to) = Ends(touches.LoggedAt);
        if (to < from) return;
        var (all, late) = (new int[to - from + 1], new int[to - from + 1]);
        long known = 0;
        for (var touch = 0; touch < touches.Count; touch++)
        {
            var logged = touches.LoggedAt[touch];
            if (logged == Unknown.Time) continue;
            known++;
            var day = DayOf(logged) - from;
            all[day]++;
            if (IsLate(touches, touch)) late[day]++;
        }
        var import = new bool[all.Length];
        var any = false;
        for (var day = 0; day < all.Length; day++)
        {
            import[day] = all[day] >= FewRows && all[day] >= PartOfAll * known && late[day] >= NearlyAll * all[day];
            any |= import[day];
        }
        for (var touch = 0; any && touch < touches.Count; touch++)
        {
            var logged = touches.LoggedAt[touch];
            sheet.Imported[touch] = logged != Unknown.Time && import[DayOf(logged) - from] && IsLate(touches, touch);
        }
    }

    static bool IsLate(TouchColumns touches, int touch) =>
        touches.LoggedAt[touch] - touches.At[touch] > TrustSheet.Day;

    static int DayOf(long at) => (int)Math.Floor(at / (double)TrustSheet.Day);

    [MethodImpl(RowLoop.Fast)]
    static (int From, int To) Ends(long[] times)
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var time in times)
        {
            if (time == Unknown.Time) continue;
            least = Math.Min(least, time);
            most = Math.Max(most, time);
        }
        return least > most ? (0, -1) : (DayOf(least), DayOf(most));
    }
}
