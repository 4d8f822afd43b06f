using System.Globalization;
using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Finds the records that cannot carry a figure.</summary>
public static class Trust
{
    /// <summary>Ids that a flag names at most; the marks know them all.</summary>
    public const int MostIds = 1_000;

    /// <summary>Judges every touch and lead. The order of the rows changes nothing but the order of the ids.</summary>
    public static TrustFindings Of(History history)
    {
        var sheet = new TrustSheet(history);
        LoggingTimes.Find(sheet);
        BulkLogging.Mark(sheet);
        ClaimedTimes.Mark(sheet);
        LateLogging.Mark(sheet);
        TalkLengths.Mark(sheet);
        OverlappingCalls.Mark(sheet);
        Duplicates.Mark(sheet);
        MinuteHeaping.Mark(sheet);
        FirstResponses.Mark(sheet);
        OutsideHours.Mark(sheet);
        return new(Report(sheet), new(sheet.OfTouch, sheet.OfLead, LeftOut(sheet)));
    }

    [MethodImpl(RowLoop.Fast)]
    static bool[] LeftOut(TrustSheet sheet)
    {
        var leftOut = new bool[sheet.OfTouch.Length];
        for (var touch = 0; touch < leftOut.Length; touch++)
        {
            leftOut[touch] = (sheet.OfTouch[touch] & TrustWords.LeaveOut) != 0;
        }
        return leftOut;
    }

    [MethodImpl(RowLoop.Fast)]
    static TrustReport Report(TrustSheet sheet)
    {
        long human = 0, leftOut = 0, known = 0, imported = 0;
        for (var touch = 0; touch < sheet.Touches.Count; touch++)
        {
            if (sheet.Touches.LoggedAt[touch] != Unknown.Time) known++;
            if (sheet.Imported[touch]) imported++;
            if (!sheet.IsHuman(touch)) continue;
            human++;
            if ((sheet.OfTouch[touch] & TrustWords.LeaveOut) != 0) leftOut++;
        }
        return new(sheet.Touches.Count, PrintedShare.From(leftOut, human), Flags(sheet),
            [.. sheet.Silences.OrderBy(one => one.Kind, StringComparer.Ordinal)
                .ThenBy(one => one.Type, StringComparer.Ordinal)],
            new(known, imported, sheet.LateHabit, sheet.LateClaims), OwnerScores.Of(sheet));
    }

    static List<TrustFlag> Flags(TrustSheet sheet)
    {
        var ids = TrustWords.All.Select(_ => new List<string>()).ToArray();
        var counts = new long[ids.Length];
        Count(sheet.OfTouch, counts, ids, touch => IdOf(sheet.History, touch));
        Count(sheet.OfLead, counts, ids, lead => sheet.Leads.Id[lead]);
        return [.. TrustWords.All.Where(kind => counts[TrustWords.Bit(kind)] > 0).Select(kind => new TrustFlag(
            kind.Text(), TrustWords.OnLeads.HasFlag(kind) ? "leads" : "touches", counts[TrustWords.Bit(kind)],
            TrustWords.LeaveOut.HasFlag(kind), kind.Sentence(), ids[TrustWords.Bit(kind)]))];
    }

    [MethodImpl(RowLoop.Fast)]
    static void Count(TrustKinds[] marks, long[] counts, List<string>[] ids, Func<int, string> idOf)
    {
        for (var row = 0; row < marks.Length; row++)
        {
            for (var left = (int)marks[row]; left != 0; left &= left - 1)
            {
                var bit = int.TrailingZeroCount(left);
                if (counts[bit]++ < MostIds) ids[bit].Add(idOf(row));
            }
        }
    }

    static string IdOf(History history, int touch)
    {
        if (history.Touches.Id.Bytes(touch).Length > 0) return history.Touches.Id[touch];
        var lead = history.Touches.Lead[touch];
        var at = Moment.At(history.Touches.At[touch])?
            .ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"{(lead < 0 ? "" : history.Leads.Id[lead])}@{at}";
    }
}
