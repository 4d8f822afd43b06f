using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Further records of one touch: the same lead, owner, type and moment. Two dials within one minute are two touches
/// when times are kept in whole minutes, so something finer must agree as well. The record logged first stands.
/// </summary>
static class Duplicates
{
    // So many at one instant are a list that was loaded, or a day without times.
    const int MostAtOnce = 200;

    [MethodImpl(RowLoop.Fast)]
    public static void Mark(TrustSheet sheet)
    {
        var touches = sheet.Touches;
        for (int from = 0, to; from < touches.Count && touches.Lead[from] >= 0; from = to)
        {
            to = from + 1;
            while (to < touches.Count && touches.At[to] == touches.At[from]
                && touches.Lead[to] == touches.Lead[from]) to++;
            if (to - from is 1 or > MostAtOnce) continue;
            for (var row = from; row < to; row++)
            {
                for (var other = from; other < to; other++)
                {
                    if (other == row || !Same(touches, other, row) || !StandsBefore(touches, other, row)) continue;
                    if (sheet.IsHuman(row)) sheet.OfTouch[row] |= TrustKinds.Duplicate;
                    break;
                }
            }
        }
    }

    static bool Same(TouchColumns touches, int one, int other)
    {
        if (touches.Owner.Codes[one] != touches.Owner.Codes[other]
            || touches.Type.Codes[one] != touches.Type.Codes[other]
            || touches.Channel[one] != touches.Channel[other]
            || touches.Inbound[one] != touches.Inbound[other]
            || touches.Lasted[one] != touches.Lasted[other]) return false;
        if (SameId(touches, one, other)) return true;
        if (touches.DateOnly[one] || touches.DateOnly[other]) return false;
        return touches.At[one] % TrustSheet.Minute != 0 || touches.Lasted[one] > 0
            || (touches.LoggedAt[one] != Unknown.Time && touches.LoggedAt[one] == touches.LoggedAt[other]
                && touches.LoggedAt[one] % TrustSheet.Minute != 0);
    }

    static bool SameId(TouchColumns touches, int one, int other)
    {
        var id = touches.Id.Bytes(one);
        return id.Length > 0 && id.SequenceEqual(touches.Id.Bytes(other));
    }

    static bool StandsBefore(TouchColumns touches, int one, int other)
    {
        var order = touches.LoggedAt[one].CompareTo(touches.LoggedAt[other]);
        if (order == 0) order = touches.Id.Bytes(one).SequenceCompareTo(touches.Id.Bytes(other));
        return order < 0 || (order == 0 && one < other);
    }
}
