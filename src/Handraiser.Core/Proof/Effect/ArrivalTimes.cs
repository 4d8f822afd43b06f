using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>When the leads of a cohort came by the team's own hours.</summary>
internal sealed class ArrivalTimes
{
    public ArrivalTimes(SpeedCohort cohort)
    {
        var hours = cohort.Answers.History.Hours;
        var closings = new Dictionary<LocalDate, Instant?>();
        (Open, FromClose) = (new bool[cohort.Count], new double[cohort.Count]);
        for (var place = 0; place < cohort.Count; place++)
        {
            var at = Moment.At(cohort.Answers.History.Leads.RaisedAt[cohort.Leads[place]])!.Value;
            var date = at.InZone(hours.Zone).Date;
            if (!closings.TryGetValue(date, out var closing)) closings[date] = closing = hours.ClosingOf(date);
            Open[place] = hours.IsOpenAt(at);
            var minutes = closing is { } close ? (at - close).TotalMinutes : double.NaN;
            // Before the close one must find it open, and after it closed; a lunch break is neither.
            FromClose[place] = minutes < 0 == Open[place] ? minutes : double.NaN;
        }
    }

    /// <summary>The team was at work.</summary>
    public bool[] Open { get; }

    /// <summary>Signed minutes from that day's close; not a number on days off, in breaks and before opening.</summary>
    public double[] FromClose { get; }
}
