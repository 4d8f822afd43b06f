using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>Deals that came from leads, with the age in days at which each first had each type of activity.</summary>
sealed class DealCases
{
    const double Shortest = 0.01;
    const int MostWords = 200;
    const int EnoughOwners = 30;

    DealCases(DealColumns deals, int[] rows, int[] types, double[] length, double[] first)
    {
        (Deals, Rows, Types, Length, First) = (deals, rows, types, length, first);
    }

    public DealColumns Deals { get; }

    /// <summary>Rows of deals.</summary>
    public int[] Rows { get; }

    /// <summary>Codes of types.</summary>
    public int[] Types { get; }

    /// <summary>Days from the making of a deal to its close, or to the end of what is known.</summary>
    public double[] Length { get; }

    /// <summary>Case by case, type by type; infinite when it never came before the close.</summary>
    public double[] First { get; }

    public DealState StateOf(int place) => Deals.State[Rows[place]];

    public bool Has(int place, int type, double by) => First[(place * Types.Length) + type] <= by;

    public static DealCases Of(History history, bool[]? leftOut, int mostDeals, Func<long[], long, int[]> choose)
    {
        var rows = Linked(history, mostDeals);
        var length = Array.ConvertAll(rows, deal =>
            Math.Max(Shortest, Days(history.Deals.CreatedAt[deal], End(history, deal))));
        var slots = Slots(history.Touches.Type);
        var words = Math.Min(MostWords, slots.Length);
        var first = new double[rows.Length * words];
        Array.Fill(first, double.PositiveInfinity);
        var had = new long[words];
        for (var place = 0; place < rows.Length; place++)
        {
            var (lead, created) = (history.Deals.Lead[rows[place]], history.Deals.CreatedAt[rows[place]]);
            var end = history.Touches.FirstOfLead[lead + 1];
            for (var touch = history.Touches.FirstOfLead[lead]; touch < end; touch++)
            {
                if (leftOut?[touch] is true || !IsDone(history.Touches, touch)) continue;
                var type = history.Touches.Type.Codes[touch] is >= 0 and var code ? slots[code] : -1;
                if (type < 0) continue;
                var at = Math.Max(0, Days(created, history.Touches.At[touch]));
                ref var known = ref first[(place * words) + type];
                if (at >= length[place] || at >= known) continue;
                if (double.IsPositiveInfinity(known)) had[type]++;
                known = at;
            }
        }
        var codes = Enumerable.Range(0, slots.Length).Where(code => slots[code] >= 0).ToArray();
        var hadOf = new long[slots.Length];
        foreach (var code in codes) hadOf[code] = had[slots[code]];
        var types = choose(hadOf, rows.Length);
        var kept = new double[rows.Length * types.Length];
        for (var place = 0; place < rows.Length; place++)
        {
            for (var k = 0; k < types.Length; k++)
            {
                kept[(place * types.Length) + k] = first[(place * words) + slots[types[k]]];
            }
        }
        return new(history.Deals, rows, types, length, kept);
    }

    /// <summary>
    /// The rows of a model of closing or of winning: a new one begins when an activity first happens.
    /// </summary>
    public (CoxRows Rows, int Events) ToRows(bool winning, Func<int, bool> chosen)
    {
        var (starts, stops) = (new List<double>(), new List<double>());
        var (happened, cluster) = (new List<bool>(), new List<int>());
        var covariates = Array.ConvertAll(Types, _ => new List<double>());
        var events = 0;
        for (var place = 0; place < Rows.Length; place++)
        {
            if (!chosen(place)) continue;
            var own = First.AsSpan(place * Types.Length, Types.Length);
            for (var from = 0.0; from < Length[place];)
            {
                var to = Length[place];
                foreach (var at in own) if (at > from && at < to) to = at;
                for (var k = 0; k < own.Length; k++) covariates[k].Add(own[k] <= from ? 1 : 0);
                var state = StateOf(place);
                var ends = to == Length[place] && (winning ? state == DealState.Won : state != DealState.Open);
                if (ends) events++;
                starts.Add(from);
                stops.Add(to);
                happened.Add(ends);
                cluster.Add(ClusterOf(place));
                from = to;
            }
        }
        return (new([.. stops], [.. happened], [.. covariates.Select(column => column.ToArray())])
        {
            Start = [.. starts], Cluster = [.. cluster],
        }, events);
    }

    /// <summary>By owner where owners are many enough for their errors to be honest, else by deal.</summary>
    int ClusterOf(int place)
    {
        var owner = Deals.Owner.Codes[Rows[place]];
        return owner >= 0 && Deals.Owner.Words.Count >= EnoughOwners ? owner : -1 - place;
    }

    /// <summary>A place for each of the words that are used most.</summary>
    [MethodImpl(RowLoop.Fast)]
    static int[] Slots(CodeColumn types)
    {
        var (counts, slots) = (new int[types.Words.Count], new int[types.Words.Count]);
        foreach (var code in types.Codes) if (code >= 0) counts[code]++;
        Array.Fill(slots, -1);
        var slot = 0;
        foreach (var code in Enumerable.Range(0, counts.Length).OrderByDescending(code => counts[code])
            .ThenBy(code => types.Words[code], StringComparer.Ordinal).Take(MostWords)) slots[code] = slot++;
        return slots;
    }

    static int[] Linked(History history, int most)
    {
        var (deals, rows, keys) = (history.Deals, new List<int>(), new List<long>());
        for (var deal = 0; deal < deals.Count; deal++)
        {
            var known = deals.CreatedAt[deal] != Unknown.Time && deals.CreatedAt[deal] < history.Until;
            if (deals.Lead[deal] < 0 || !known) continue;
            if (deals.State[deal] != DealState.Open
                && (deals.ClosedAt[deal] == Unknown.Time || deals.ClosedAt[deal] < deals.CreatedAt[deal])) continue;
            rows.Add(deal);
            keys.Add(deals.CreatedAt[deal]);
        }
        var (order, sorted) = (rows.ToArray(), keys.ToArray());
        Array.Sort(sorted, order);
        if (order.Length <= most) return order;
        return [.. Enumerable.Range(0, most).Select(i => order[(int)((long)i * order.Length / most)])];
    }

    static bool IsDone(TouchColumns touches, int touch) =>
        touches.Grade[touch] != Grade.Automated && touches.Channel[touch] < Channel.Open;

    static long End(History history, int deal) => history.Deals.State[deal] == DealState.Open
        ? history.Until : history.Deals.ClosedAt[deal];

    static double Days(long from, long to) => (to - from) / (double)TrustSheet.Day;
}
