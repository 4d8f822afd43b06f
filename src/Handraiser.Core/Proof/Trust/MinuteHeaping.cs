using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>
/// Owners whose touches fall on the full and half hour, to the second, far more often than on one minute in thirty:
/// Pearson's chi-square for each, by Holm over all. Meetings are held then and left aside; a call made by a system at
/// nine o'clock has seconds. The minute of opening is left aside too, as work that waited over night begins then.
/// </summary>
static class MinuteHeaping
{
    const long Fewest = 50;
    const double Beyond = 0.1;
    const double Level = 0.001;
    const double Resolution = 0.9;
    const long HalfHour = 30 * TrustSheet.Minute;

    [MethodImpl(RowLoop.Fast)]
    public static void Mark(TrustSheet sheet)
    {
        var touches = sheet.Touches;
        var offset = Moment.At(sheet.History.Until) is { } until
            ? sheet.History.Zone.GetUtcOffset(until).Nanoseconds / NodaConstants.NanosecondsPerMicrosecond : 0;
        var openings = sheet.History.Hours.NeverCloses ? []
            : sheet.History.Hours.Shifts.Select(shift => shift.Opens.NanosecondOfDay / 1_000).ToHashSet();
        var (all, round) = (new long[touches.Owner.Words.Count], new long[touches.Owner.Words.Count]);
        for (var touch = 0; touch < touches.Count; touch++)
        {
            if (!Counts(sheet, touch)) continue;
            all[touches.Owner.Codes[touch]]++;
            if (IsRound(touches.At[touch] + offset)) round[touches.Owner.Codes[touch]]++;
        }
        var heaping = Heaping(sheet, all, round);
        for (var touch = 0; heaping.Contains(true) && touch < touches.Count; touch++)
        {
            if (!Counts(sheet, touch) || !heaping[touches.Owner.Codes[touch]]) continue;
            if (IsRound(touches.At[touch] + offset)) sheet.OfTouch[touch] |= TrustKinds.MinuteHeaping;
        }

        bool IsRound(long local) => local % HalfHour == 0 && !openings.Contains(local % TrustSheet.Day);
    }

    [MethodImpl(RowLoop.Fast)]
    static bool Counts(TrustSheet sheet, int touch) => sheet.Touches.Owner.Codes[touch] >= 0
        && sheet.IsReported(touch) && !sheet.Touches.Inbound[touch] && !sheet.Touches.DateOnly[touch]
        && !sheet.IsMeeting(touch);

    static bool[] Heaping(TrustSheet sheet, long[] all, long[] round)
    {
        var heaping = new bool[all.Length];
        if (all.Sum() >= Fewest && round.Sum() > Resolution * all.Sum())
        {
            sheet.Silences.Add(new(TrustKinds.MinuteHeaping.Text(), null, round.Sum(),
                "Times are kept in half hours or hours."));
            return heaping;
        }
        var tested = Enumerable.Range(0, all.Length).Where(owner => all[owner] >= Fewest).ToArray();
        var p = ManyTests.Holm([.. tested.Select(owner =>
            ShareTests.RatioMismatch([round[owner], all[owner] - round[owner]], [1, 29]).P)]);
        for (var i = 0; i < tested.Length; i++)
        {
            heaping[tested[i]] = p[i] < Level && round[tested[i]] > Beyond * all[tested[i]];
        }
        return heaping;
    }
}
