using Handraiser.Core.Simulation;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>
/// When the leads come, in order: a Poisson process with the shape of a business week, months that differ, quiet
/// holidays and busy launches, given that exactly so many come. The places of n points in order are the running sums
/// of n + 1 exponential gaps over their total; the total is drawn first, and then the same gaps again one by one.
/// </summary>
internal sealed class SampleArrivals
{
    const double OnHolidays = 0.3, AtLaunch = 4;
    const int LaunchEveryWeeks = 6;
    static readonly double[] Months = [0.95, 1.05, 1.1, 0.95, 1, 0.95, 0.6, 0.85, 1.15, 1.15, 1.1, 0.75];

    readonly double[] until;
    readonly long start;
    readonly double scale;
    Dice dice;
    double sum;
    int hour;
    int left;

    public SampleArrivals(SamplePlan plan, ulong seed)
    {
        start = plan.Start.ToUnixTimeSeconds();
        until = Intensity(plan);
        left = plan.Leads;
        var (ahead, total) = (Gaps(seed), 0.0);
        for (var i = 0; i <= plan.Leads; i++) total += Gap(ref ahead);
        (dice, scale) = (Gaps(seed), until[^1] / total);
    }

    /// <summary>The next lead's second.</summary>
    public bool Next(out long at)
    {
        at = 0;
        if (left-- <= 0) return false;
        sum += Gap(ref dice);
        var place = Math.Min(sum * scale, until[^1]);
        while (until[hour] < place) hour++;
        var before = hour == 0 ? 0 : until[hour - 1];
        var share = Math.Clamp((place - before) / (until[hour] - before), 0, 0.9999);
        at = start + (hour * 3600L) + (long)(share * 3600);
        return true;
    }

    /// <summary>How much of the sample comes until the end of each hour, less a scale.</summary>
    public static double[] Intensity(SamplePlan plan)
    {
        var week = WeekShape.Business(WeekShape.HoursPerWeek).RequestsPerHour;
        var holidays = plan.Holidays().ToHashSet();
        var sums = new double[(int)(plan.Until - plan.Start).TotalHours];
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++)
        {
            var local = (plan.Start + Duration.FromHours(i)).InZone(SamplePlan.Zone).LocalDateTime;
            var rate = week[(((int)local.DayOfWeek - 1) * 24) + local.Hour] * Months[local.Month - 1];
            if (holidays.Contains(local.Date)) rate *= OnHolidays;
            if (IsLaunch(local, Period.DaysBetween(plan.FirstDay, local.Date))) rate *= AtLaunch;
            sums[i] = sum += rate;
        }
        return sums;
    }

    static bool IsLaunch(LocalDateTime local, int day) =>
        local.DayOfWeek == IsoDayOfWeek.Tuesday && local.Hour is 10 or 11 && day / 7 % LaunchEveryWeeks == 2;

    static Dice Gaps(ulong seed) => Dice.Of(seed, DicePurpose.Sample, -1, 1);

    static double Gap(ref Dice dice) => -Dice.Log(1 - dice.Share());
}
