using System.Globalization;

namespace Handraiser.Core.Proof;

/// <summary>Reads the refinery's gauges.</summary>
public static class Gauges
{
    const long Week = 7 * TrustSheet.Day;

    /// <param name="leftOut">Touches to do without, for the load; null for none.</param>
    public static GaugesReport Of(History history, bool[]? leftOut = null, GaugeLimits? limits = null)
    {
        limits ??= new();
        var leads = history.Leads;
        var months = new MonthCounts(history);
        var anyAccepted = leads.AcceptedAt.AsSpan().ContainsAnyExcept(Unknown.Time);
        var (accepted, lost7, lost14) = (months.Of(), months.Of(), months.Of());
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var at = leads.HandedOverAt[lead];
            if (at == Unknown.Time || leads.Ending[lead] is Ending.Merged or Ending.Erased) continue;
            if (anyAccepted && at <= history.Until - Week) accepted.Add(at, leads.AcceptedAt[lead] != Unknown.Time);
            if (at <= history.Until - Week) lost7.Add(at, LostWithin(leads, lead, Week));
            if (at <= history.Until - (2 * Week)) lost14.Add(at, LostWithin(leads, lead, 2 * Week));
        }
        var won = Decided(history, months.Of());
        var load = Loads.Of(history, leftOut, limits);
        var (acceptedGauge, lostGauge, wonGauge) = (accepted.Gauge(), lost14.Gauge(), won.Gauge());
        return new(acceptedGauge, lost7.Gauge(), lostGauge, wonGauge, load,
            Advice(acceptedGauge, lostGauge, wonGauge, load, limits));
    }

    static bool LostWithin(LeadColumns leads, int lead, long time)
    {
        if (leads.Ending[lead] is not (Ending.Lost or Ending.Disqualified or Ending.NoAnswer)) return false;
        var ended = leads.EndedAt[lead];
        return ended != Unknown.Time && ended >= leads.HandedOverAt[lead] && ended - leads.HandedOverAt[lead] <= time;
    }

    static MonthCounts.Series Decided(History history, MonthCounts.Series won)
    {
        var deals = history.Deals;
        for (var deal = 0; deal < deals.Count; deal++)
        {
            if (deals.State[deal] == DealState.Open) continue;
            won.Add(deals.ClosedAt[deal], deals.State[deal] == DealState.Won);
        }
        var leads = history.Leads;
        for (var lead = 0; deals.Count == 0 && lead < leads.Count; lead++)
        {
            if (!leads.Reached[lead].HasFlag(Reached.HandedOver)) continue;
            if (leads.Ending[lead] == Ending.Won) won.Add(leads.WonAt[lead], true);
            else if (leads.Ending[lead] is Ending.Lost or Ending.NoAnswer) won.Add(leads.EndedAt[lead], false);
        }
        return won;
    }

    static List<GaugeAdvice> Advice(Gauge accepted, Gauge lost, Gauge won, LoadGauge load, GaugeLimits limits)
    {
        var advice = new List<GaugeAdvice>();
        if (won is { Readable: true, Share.Low: { } picky } && picky > limits.TooPicky)
        {
            advice.Add(new("too-picky", "won", $"{Percent(won.Share.Rate!.Value)} of the decided deals are won, and at "
                + $"least {Percent(picky)} allowing for chance. Leads that could be won are perhaps not handed over."));
        }
        if (lost is { Readable: true, Share.Low: { } early } && early > limits.LostEarly)
        {
            advice.Add(new("qualify-harder", "lostIn14Days", $"{Percent(lost.Share.Rate!.Value)} of the hand-overs are "
                + $"lost within fourteen days, at least {Percent(early)} allowing for chance. Qualify harder before."));
        }
        if (accepted is { Readable: true, Share.High: { } most } && most < limits.Accepted)
        {
            advice.Add(new("agree-on-definition", "accepted", $"Only {Percent(accepted.Share.Rate!.Value)} of the "
                + $"hand-overs are accepted, at most {Percent(most)}. Agree again on what a qualified lead is."));
        }
        if (load.High < limits.Idle)
        {
            advice.Add(new("room-for-more", "load", $"Touches fill about {Percent(load.Occupancy!.Value)} of the "
                + "working day. There is time to answer sooner, or more leads."));
        }
        if (load.Low > limits.Overloaded)
        {
            advice.Add(new("overloaded", "load", $"Touches fill about {Percent(load.Occupancy!.Value)} of the working "
                + "day. Nobody is free when a lead comes, so waits grow."));
        }
        return advice;
    }

    static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
