using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>
/// Outbound calls of one owner at the same time, at least one of them connected, by more than a minute; by more than
/// two where times are kept in whole minutes, for so much do they differ from the truth.
/// </summary>
static class OverlappingCalls
{
    const long Tolerance = TrustSheet.Minute;

    [MethodImpl(RowLoop.Fast)]
    public static void Mark(TrustSheet sheet)
    {
        var touches = sheet.Touches;
        var byOwner = new int[touches.Owner.Words.Count + 1];
        for (var touch = 0; touch < touches.Count; touch++)
        {
            if (Counts(sheet, touch)) byOwner[touches.Owner.Codes[touch] + 1]++;
        }
        for (var owner = 1; owner < byOwner.Length; owner++) byOwner[owner] += byOwner[owner - 1];
        var ends = byOwner[..^1];
        var (rows, starts) = (new int[byOwner[^1]], new long[byOwner[^1]]);
        for (var touch = 0; touch < touches.Count; touch++)
        {
            if (!Counts(sheet, touch)) continue;
            var place = ends[touches.Owner.Codes[touch]]++;
            (rows[place], starts[place]) = (touch, touches.At[touch]);
        }
        for (var owner = 1; owner < byOwner.Length; owner++)
        {
            var (from, to) = (byOwner[owner - 1], byOwner[owner]);
            Array.Sort(starts, rows, from, to - from);
            MarkOwner(sheet, rows.AsSpan(from, to - from));
        }
    }

    [MethodImpl(RowLoop.Fast)]
    static bool Counts(TrustSheet sheet, int touch) => sheet.Touches.Channel[touch] == Channel.Call
        && sheet.Touches.Lasted[touch] is > (int)(Tolerance / TrustSheet.Second) and <= 8 * 60 * 60
        && sheet.IsHuman(touch) && !sheet.Touches.Inbound[touch]
        && !sheet.Touches.DateOnly[touch] && sheet.Touches.Owner.Codes[touch] >= 0
        && (sheet.OfTouch[touch] & TrustKinds.ImpossibleDuration) == 0;

    [MethodImpl(RowLoop.Fast)]
    static void MarkOwner(TrustSheet sheet, ReadOnlySpan<int> rows)
    {
        var (last, end) = (-1, long.MinValue);
        foreach (var row in rows)
        {
            var (at, until) = (sheet.Touches.At[row], End(sheet.Touches, row));
            if (last >= 0 && Math.Min(end, until) - at > Allowed(sheet.Touches, last, row)
                && !IsCopy(sheet.Touches, last, row) && IsTalk(sheet.Touches, last, row))
            {
                sheet.OfTouch[row] |= TrustKinds.OverlappingCalls;
                sheet.OfTouch[last] |= TrustKinds.OverlappingCalls;
            }
            if (until > end) (last, end) = (row, until);
        }
    }

    static long Allowed(TouchColumns touches, int one, int other) => touches.At[one] % TrustSheet.Minute == 0
        || touches.At[other] % TrustSheet.Minute == 0 ? 2 * Tolerance : Tolerance;

    static bool IsTalk(TouchColumns touches, int one, int other) =>
        touches.Grade[one] >= Grade.TwoWay || touches.Grade[other] >= Grade.TwoWay;

    [MethodImpl(RowLoop.Fast)]
    static long End(TouchColumns touches, int row) => touches.At[row] + (touches.Lasted[row] * TrustSheet.Second);

    /// <summary>Two records of one call, or of a call with several people, are no second call.</summary>
    static bool IsCopy(TouchColumns touches, int one, int other) =>
        touches.At[one] == touches.At[other] && touches.Lasted[one] == touches.Lasted[other];
}
