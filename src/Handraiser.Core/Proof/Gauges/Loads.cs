using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>Adds up what reps did on each day before leads were handed over.</summary>
static class Loads
{
    const int MostCells = 40_000_000;
    const long TenYears = 3_653;

    [MethodImpl(RowLoop.Fast)]
    public static LoadGauge Of(History history, bool[]? leftOut, GaugeLimits limits)
    {
        var (touches, leads) = (history.Touches, history.Leads);
        var (first, days) = Span(history);
        var owners = touches.Owner.Words.Count;
        if (days <= 0 || owners == 0 || (long)owners * days > MostCells) return new(0, 0, null, null, null, null, null);
        var seconds = new float[owners * days];
        var (counted, usual) = (0L, (float)(limits.TouchMinutes * 60));
        for (var touch = 0; touch < touches.Count; touch++)
        {
            var (owner, lead) = (touches.Owner.Codes[touch], touches.Lead[touch]);
            if (owner < 0 || lead < 0 || leftOut?[touch] is true) continue;
            if (touches.Grade[touch] == Grade.Automated || touches.Channel[touch] >= Channel.Open) continue;
            if (leads.HandedOverAt[lead] != Unknown.Time && touches.At[touch] > leads.HandedOverAt[lead]) continue;
            var day = (touches.At[touch] - first) / TrustSheet.Day;
            if (touches.At[touch] < first || day >= days) continue;
            counted++;
            var lasted = touches.Lasted[touch];
            seconds[(owner * days) + (int)day] += lasted is > 0 and <= 8 * 60 * 60 ? lasted + (usual / 2) : usual;
        }
        return Read(history, seconds, days, counted);
    }

    /// <summary>From the first request, in local days, at most ten years before the end.</summary>
    static (long First, int Days) Span(History history)
    {
        if (history.Leads.Count == 0) return (0, 0);
        var zone = Moment.At(history.Until)!.Value;
        var offset = history.Zone.GetUtcOffset(zone).Nanoseconds / NodaConstants.NanosecondsPerMicrosecond;
        var least = Math.Max(history.Leads.RaisedAt.Min(), history.Until - (TenYears * TrustSheet.Day));
        var first = ((least + offset) / TrustSheet.Day * TrustSheet.Day) - offset;
        return (first, (int)Math.Max(0, ((history.Until - first) / TrustSheet.Day) + 1));
    }

    static LoadGauge Read(History history, float[] seconds, int days, long counted)
    {
        var owners = seconds.Length / days;
        var (busy, active) = (new double[owners], new long[owners]);
        for (var cell = 0; cell < seconds.Length; cell++)
        {
            if (seconds[cell] <= 0) continue;
            busy[cell / days] += seconds[cell];
            active[cell / days]++;
        }
        var (reps, repDays) = (active.Count(some => some > 0), active.Sum());
        if (repDays == 0) return new(0, 0, null, null, null, null, null);
        var perWeek = history.Leads.Count / (double)reps / Math.Max(1, days / 7.0);
        var gauge = new LoadGauge(reps, repDays, perWeek, counted / (double)repDays, null, null, null);
        var day = LateLogging.WorkingDay(history.Hours).TotalSeconds;
        if (history.Hours.NeverCloses || day <= 0 || repDays < Gauge.Least) return gauge;
        var mean = busy.Sum() / day / repDays;
        if (reps < 2) return gauge with { Occupancy = mean };
        // The error of a ratio, reps as clusters: a rep's days resemble each other.
        var spread = 0.0;
        for (var owner = 0; owner < owners; owner++)
        {
            var away = (busy[owner] / day) - (mean * active[owner]);
            spread += away * away;
        }
        var limits = Statistics.Interval.Around(mean, Math.Sqrt(spread * reps / (reps - 1)) / repDays);
        return gauge with { Occupancy = mean, Low = Math.Max(0, limits.Low), High = limits.High };
    }
}
