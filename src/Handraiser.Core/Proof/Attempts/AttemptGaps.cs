using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Hours between two attempts in a row, of those that have a time of day.</summary>
public readonly record struct AttemptGap(long Leads, double? P25, double? P50, double? P75);

/// <summary>How far apart attempts are made.</summary>
internal static class AttemptGaps
{
    /// <summary>The gap before each attempt up to contact; before the first there is none.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static AttemptGap[] Of(Answers answers)
    {
        var (touches, leads) = (answers.History.Touches, answers.History.Leads);
        var hours = new double[AttemptYield.Most][];
        var counts = new int[AttemptYield.Most];
        foreach (var attempts in answers.AttemptsToContact)
            for (var number = 1; number < Math.Min(attempts, AttemptYield.Most); number++) counts[number]++;
        for (var number = 0; number < hours.Length; number++) hours[number] = new double[counts[number]];
        Array.Clear(counts);
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var (number, last) = (0, Unknown.Row);
            var wanted = Math.Min(answers.AttemptsToContact[lead], AttemptYield.Most);
            for (var row = touches.FirstOfLead[lead]; number < wanted && row < touches.FirstOfLead[lead + 1]; row++)
            {
                if (answers.UseOf(row, leads.RaisedAt[lead]) != TouchUse.Attempt) continue;
                if (number > 0 && !touches.DateOnly[row] && !touches.DateOnly[last])
                    hours[number][counts[number]++] = Micros.ToHours(touches.At[row] - touches.At[last]);
                (number, last) = (number + 1, row);
            }
        }
        return [.. hours.Select((gaps, number) => Gap(gaps.AsSpan(0, counts[number])))];
    }

    static AttemptGap Gap(Span<double> hours)
    {
        if (hours.Length < PrintedShare.Least) return new(hours.Length, null, null, null);
        var quantiles = Quantiles.Select(hours, 0.25, 0.5, 0.75);
        return new(hours.Length, quantiles[0], quantiles[1], quantiles[2]);
    }
}
