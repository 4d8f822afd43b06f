using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Which leads the team could have answered within minutes: those that came while it was at work, and of each hour no
/// more than it has shown that it can answer in one. Leads that came at night count as out of reach, which is careful.
/// </summary>
internal sealed class AnsweringCapacity
{
    const double Busy = 0.95;

    [MethodImpl(RowLoop.Fast)]
    public AnsweringCapacity(Answers answers)
    {
        var history = answers.History;
        var (leads, attempt) = (history.Leads, answers.Attempt);
        Reachable = new bool[leads.Count];
        var made = new Dictionary<long, int>();
        for (var lead = 0; lead < leads.Count; lead++)
        {
            if (attempt.State[lead] != Answer.Timed) continue;
            var hour = (leads.RaisedAt[lead] + attempt.Wall[lead]) / Micros.Hour;
            made[hour] = made.GetValueOrDefault(hour) + 1;
        }
        PerHour = made.Count == 0 ? null
            : Math.Ceiling(Quantiles.OfSorted([.. made.Values.Select(count => (double)count).Order()], Busy));
        var left = new Dictionary<long, double>();
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var raised = leads.RaisedAt[lead];
            if (PerHour is not { } most || Moment.At(raised) is not { } at || !history.Hours.IsOpenAt(at)) continue;
            var hour = raised / Micros.Hour;
            var room = left.GetValueOrDefault(hour, most);
            Reachable[lead] = room > 0;
            left[hour] = room - 1;
        }
    }

    public double? PerHour { get; }

    /// <summary>Of each lead.</summary>
    public bool[] Reachable { get; }

    public string Says => PerHour is { } most
        ? $"Leads that came while the team worked, at most {Wording.Number(most)} an hour: as many first attempts as it "
            + "makes in a busy hour (95th percentile)."
        : "Nobody made an attempt, so there is no pace to go by.";
}
