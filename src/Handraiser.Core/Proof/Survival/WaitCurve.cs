using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// How long buyers wait when those who were never answered are counted as still waiting: Kaplan and Meier's curve with
/// log-log limits at 95 %. Hours by the wall clock. Where a median is null, more than half were never answered.
/// </summary>
/// <param name="Leads">The leads behind the curve: all whose request and answer have a time of day.</param>
/// <param name="DateOnly">Leads left out because one of the two has none.</param>
/// <param name="Disqualified">Leads that were disqualified before anybody answered. The curve takes them for not seen
/// any longer; <paramref name="EndedBy"/> takes them for ended.</param>
/// <param name="Censored">Leads that were last seen waiting: at the end of the history or of the lead.</param>
/// <param name="Mean24h">The average hours waited in the first 24: never answered counts as 24.</param>
/// <param name="Mean7d">The same in the first seven days.</param>
/// <param name="Points">At most 200 points of the curve: each step when there are few, or else evenly spaced on a
/// logarithmic axis.</param>
public sealed record WaitCurve(long Leads, long Answered, long Disqualified, long Censored, long DateOnly,
    CurveTime P25, CurveTime P50, CurveTime P75, CurveMean Mean24h, CurveMean Mean7d, EndedBy[] EndedBy,
    CurvePoint[] Points)
{
    const int MostPoints = 200;
    static readonly double[] Horizons = [1, 24, 7 * 24, 30 * 24];

    internal static WaitCurve Of(WaitRows rows)
    {
        var curve = KaplanMeier.Of(rows.Hours, rows.Happened);
        var answered = rows.Happened.AsSpan().Count(true);
        var disqualified = rows.Causes.AsSpan().Count(WaitRows.Disqualified);
        var ends = CumulativeIncidence.Of(rows.Hours, rows.Causes, 2);
        return new(rows.Hours.Length, answered, disqualified, rows.Hours.Length - answered - disqualified,
            rows.DateOnly, CurveTime.Of(curve, 0.25), CurveTime.Of(curve, 0.5), CurveTime.Of(curve, 0.75),
            CurveMean.Of(curve, 24), CurveMean.Of(curve, 7 * 24),
            [.. Horizons.Where(hours => Seen(curve, hours)).Select(hours => Proof.EndedBy.Of(ends, hours))],
            Thin(curve));
    }

    /// <summary>Whether anybody was under observation for so long, or all had ended before.</summary>
    internal static bool Seen(KaplanMeier curve, double hours) =>
        curve.Times.Length > 0 && (curve.Times[^1] >= hours || curve.Survival[^1] == 0);

    static CurvePoint[] Thin(KaplanMeier curve)
    {
        var times = curve.Times;
        if (times.Length == 0) return [];
        if (times.Length < MostPoints)
        {
            return [new(0, 1, 1, 1), .. Enumerable.Range(0, times.Length)
                .Where(place => curve.Events[place] > 0 || place == times.Length - 1)
                .Select(place => Point(curve, times[place], place))];
        }
        var (points, first, last) = (new List<CurvePoint>(), 1 / 60.0, Math.Max(times[^1], 1));
        points.Add(Point(curve, 0, curve.Times[0] == 0 ? 0 : -1));
        for (var i = 0; i < MostPoints - 1; i++)
        {
            var hours = i == MostPoints - 2 ? last : first * Math.Pow(last / first, i / (MostPoints - 2.0));
            var found = Array.BinarySearch(times, hours);
            points.Add(Point(curve, hours, found >= 0 ? found : ~found - 1));
        }
        return [.. points];
    }

    static CurvePoint Point(KaplanMeier curve, double hours, int place)
    {
        if (place < 0) return new(hours, 1, 1, 1);
        var limits = curve.Limits(place);
        return new(hours, curve.Survival[place], limits.IsKnown ? limits.Low : null,
            limits.IsKnown ? limits.High : null);
    }
}

/// <summary>The hours by which a share was answered, with limits; null where the curve or its limit never falls so far.
/// </summary>
public readonly record struct CurveTime(double? Hours, double? Low, double? High)
{
    internal static CurveTime Of(KaplanMeier curve, double share)
    {
        var found = curve.Quantile(share);
        return new(found.Time, found.Low, found.High);
    }
}

/// <summary>Average hours waited within a horizon, with its standard error and limits; null when nobody was seen for so
/// long.</summary>
public readonly record struct CurveMean(double? Hours, double? StandardError, double? Low, double? High)
{
    internal static CurveMean Of(KaplanMeier curve, double horizon)
    {
        if (!WaitCurve.Seen(curve, horizon)) return default;
        var mean = curve.RestrictedMean(horizon);
        var limits = mean.Limits();
        return new(mean.Mean, mean.StandardError, limits.Low, limits.High);
    }

    /// <summary>This less another, of other leads.</summary>
    internal CurveMean Less(CurveMean other)
    {
        if (Hours is not { } ours || other.Hours is not { } theirs) return default;
        var error = Math.Sqrt((StandardError!.Value * StandardError.Value)
            + (other.StandardError!.Value * other.StandardError.Value));
        var limits = Interval.Around(ours - theirs, error);
        return new(ours - theirs, error, limits.Low, limits.High);
    }
}

/// <summary>What has become of all leads by a time: answered, disqualified before anybody answered, or neither. The two
/// keep each other from happening (Aalen and Johansen), so their shares add up with the waiting to one.</summary>
public sealed record EndedBy(double Hours, CurveShare Answered, CurveShare Disqualified, double Waiting)
{
    internal static EndedBy Of(CumulativeIncidence ends, double hours)
    {
        var answered = CurveShare.Of(ends, WaitRows.Answered, hours);
        var disqualified = CurveShare.Of(ends, WaitRows.Disqualified, hours);
        return new(hours, answered, disqualified, Math.Max(0, 1 - answered.Rate - disqualified.Rate));
    }
}

/// <summary>A share by a time, with limits at 95 % (log-log); null where the formula has none.</summary>
public readonly record struct CurveShare(double Rate, double? Low, double? High)
{
    internal static CurveShare Of(CumulativeIncidence ends, int way, double hours)
    {
        var found = Array.BinarySearch(ends.Times, hours);
        var place = found >= 0 ? found : ~found - 1;
        if (place < 0) return new(0, null, null);
        var limits = ends.Limits(way, place);
        return new(ends.Incidence(way)[place], limits.IsKnown ? limits.Low : null, limits.IsKnown ? limits.High : null);
    }
}

/// <summary>A point of the curve: the share that still waits after so many hours.</summary>
public readonly record struct CurvePoint(double Hours, double Waiting, double? Low, double? High);
