using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Eight or more touches of one owner and type that were written down within a minute. A mailing that left in that
/// minute, faster than anybody writes, is no such burst; bursts of many owners at the same time are a machine's copy of
/// other records.
/// </summary>
static class BulkLogging
{
    public const int Least = 8;
    const long Window = TrustSheet.Minute;
    const long AtOnce = 2 * TrustSheet.Minute;
    const long ByHand = 2 * TrustSheet.Second;
    const double NearlyAll = 0.8;
    const double PartOfOwners = 0.25;
    const int FewOwners = 3;
    const double MostInBursts = 0.5;

    /// <summary>Places among the crowded rows that were logged without a pause.</summary>
    readonly record struct Burst(int From, int To, int Owner, long Start);

    [MethodImpl(RowLoop.Fast)]
    public static void Mark(TrustSheet sheet)
    {
        var counts = new LogCounts(sheet.Touches.Count);
        var hand = 0L;
        for (var touch = 0; touch < sheet.Touches.Count; touch++)
        {
            if (!Judged(sheet, touch)) continue;
            counts.Add(Key(sheet, touch), sheet.Touches.LoggedAt[touch] / Window);
            hand++;
        }
        var rows = Crowded(sheet, counts);
        var bursts = Bursts(sheet, rows);
        var found = bursts.Sum(burst => (long)burst.To - burst.From);
        if (hand >= 2 * Least && FewOwners * Least < found && found > MostInBursts * hand)
        {
            sheet.Silences.Add(new(TrustKinds.BulkLogged.Text(), null, found,
                "Most activities were logged in bursts: the time of logging is that of an import or a copy."));
            foreach (var burst in bursts) Set(sheet.Imported, rows, burst);
            return;
        }
        var machine = Machine(sheet, bursts);
        for (var i = 0; i < bursts.Count; i++)
        {
            if (machine[i]) Set(sheet.Imported, rows, bursts[i]);
            for (var at = bursts[i].From; !machine[i] && at < bursts[i].To; at++)
            {
                sheet.OfTouch[rows[at]] |= TrustKinds.BulkLogged;
            }
        }
    }

    [MethodImpl(RowLoop.Fast)]
    static bool Judged(TrustSheet sheet, int touch) =>
        sheet.IsLoggedByHand(touch) && sheet.Touches.Owner.Codes[touch] >= 0;

    [MethodImpl(RowLoop.Fast)]
    static int Key(TrustSheet sheet, int touch) =>
        (sheet.Touches.Owner.Codes[touch] * (sheet.Touches.Type.Words.Count + 1)) + sheet.Touches.Type.Codes[touch] + 1;

    static void Set(bool[] flags, int[] rows, Burst burst)
    {
        for (var at = burst.From; at < burst.To; at++) flags[rows[at]] = true;
    }

    /// <summary>Touches in a minute with company, by owner and type and then by the time of logging.</summary>
    [MethodImpl(RowLoop.Fast)]
    static int[] Crowded(TrustSheet sheet, LogCounts counts)
    {
        var keys = new List<(int Key, long At, int Row)>();
        for (var touch = 0; touch < sheet.Touches.Count; touch++)
        {
            if (!Judged(sheet, touch)) continue;
            var (key, logged) = (Key(sheet, touch), sheet.Touches.LoggedAt[touch]);
            if (counts.Around(key, logged / Window) >= Least) keys.Add((key, logged, touch));
        }
        keys.Sort();
        return [.. keys.Select(one => one.Row)];
    }

    static List<Burst> Bursts(TrustSheet sheet, int[] rows)
    {
        var (bursts, logged) = (new List<Burst>(), sheet.Touches.LoggedAt);
        for (int from = 0, to; from < rows.Length; from = to)
        {
            to = from + 1;
            while (to < rows.Length && Key(sheet, rows[to]) == Key(sheet, rows[from])) to++;
            var end = from;
            var start = from;
            for (var at = from; at + Least <= to; at++)
            {
                if (logged[rows[at + Least - 1]] - logged[rows[at]] > Window) continue;
                if (at >= end)
                {
                    Close(start, end);
                    start = at;
                }
                end = at + Least;
            }
            Close(start, end);
        }
        return bursts;

        void Close(int start, int end)
        {
            if (end - start < Least || IsBatch(sheet, rows.AsSpan(start, end - start))) return;
            bursts.Add(new(start, end, sheet.Touches.Owner.Codes[rows[start]], logged[rows[start]]));
        }
    }

    /// <summary>Sent at once by a machine: mails logged as they left, faster than by hand.</summary>
    static bool IsBatch(TrustSheet sheet, ReadOnlySpan<int> rows)
    {
        var (live, logged) = (0, sheet.Touches.LoggedAt);
        if (logged[rows[^1]] - logged[rows[0]] > (rows.Length - 1) * ByHand) return false;
        foreach (var row in rows)
        {
            var lag = sheet.Touches.LoggedAt[row] - sheet.Touches.At[row];
            var written = sheet.Touches.Channel[row] is Channel.Mail or Channel.Message or Channel.Other;
            if (written && lag is >= -AtOnce and <= AtOnce) live++;
        }
        return live >= NearlyAll * rows.Length;
    }

    static bool[] Machine(TrustSheet sheet, List<Burst> bursts)
    {
        var order = Enumerable.Range(0, bursts.Count).ToArray();
        Array.Sort([.. bursts.Select(burst => burst.Start)], order);
        var most = Math.Max(FewOwners, PartOfOwners * ActiveOwners(sheet));
        var (machine, inside, owners) = (new bool[bursts.Count], new Dictionary<int, int>(), 0);
        for (int from = 0, to = 0; from < order.Length; from++)
        {
            for (; to < order.Length && bursts[order[to]].Start - bursts[order[from]].Start <= Window; to++)
            {
                var owner = bursts[order[to]].Owner;
                inside[owner] = inside.GetValueOrDefault(owner) + 1;
                if (inside[owner] == 1) owners++;
            }
            if (owners >= most) for (var i = from; i < to; i++) machine[order[i]] = true;
            if (--inside[bursts[order[from]].Owner] == 0) owners--;
        }
        return machine;
    }

    [MethodImpl(RowLoop.Fast)]
    static int ActiveOwners(TrustSheet sheet)
    {
        var touches = new int[sheet.Touches.Owner.Words.Count];
        foreach (var owner in sheet.Touches.Owner.Codes) if (owner >= 0) touches[owner]++;
        return touches.Count(count => count >= Least);
    }
}
