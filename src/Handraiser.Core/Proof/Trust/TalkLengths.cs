using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>Calls and meetings of lengths that they cannot have.</summary>
static class TalkLengths
{
    const int ShortestTalk = 5;
    const int LongestCall = 8 * 60 * 60;
    const int LongestMeeting = 24 * 60 * 60;

    [MethodImpl(RowLoop.Fast)]
    public static void Mark(TrustSheet sheet)
    {
        var touches = sheet.Touches;
        var (calls, talks) = (sheet.ByType(), sheet.ByType());
        var (tooShort, impossible) = (new List<int>(), new List<int>());
        for (var touch = 0; touch < touches.Count; touch++)
        {
            var lasted = touches.Lasted[touch];
            if (lasted == Unknown.Seconds || !sheet.IsHuman(touch)) continue;
            var talk = touches.Channel[touch] is Channel.Call or Channel.Meeting;
            var connected = touches.Grade[touch] >= Grade.TwoWay;
            var type = touches.Type.Codes[touch] + 1;
            talks[type]++;
            var cannot = lasted > Longest(sheet, touch) || (lasted == 0 && connected);
            if (lasted < 0 || (talk && cannot)) impossible.Add(touch);
            if (touches.Channel[touch] != Channel.Call || !connected || lasted <= 0) continue;
            calls[type]++;
            if (lasted < ShortestTalk) tooShort.Add(touch);
        }
        sheet.MarkByType(TrustKinds.ImpossibleDuration, impossible, talks,
            "This type's lengths are not kept, or not in seconds.");
        sheet.MarkByType(TrustKinds.ConnectedTooShort, tooShort, calls,
            "This type's lengths look like minutes, or are not kept.");
    }

    static int Longest(TrustSheet sheet, int touch) => sheet.IsMeeting(touch) ? LongestMeeting : LongestCall;
}
