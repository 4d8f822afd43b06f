namespace Handraiser.Core.Statistics;

/// <summary>
/// What a team of equal reps can answer when requests arrive at random and handling takes an exponential time. All
/// times and rates are in one unit, such as minutes and requests a minute.
/// </summary>
/// <param name="ArrivalRate">Requests in a unit of time.</param>
/// <param name="HandlingTime">The mean time that one request keeps a rep busy.</param>
/// <param name="Reps">How many answer; at least one.</param>
public readonly record struct Erlang(double ArrivalRate, double HandlingTime, int Reps)
{
    const double Negligible = 1e-18;
    const double Large = 1e200;

    /// <summary>The offered load in erlangs: how many reps would be busy if nobody ever had to wait.</summary>
    public double Load => ArrivalRate * HandlingTime;

    /// <summary>
    /// The share that finds every rep busy and goes away at once (A. K. Erlang, 1917, formula B), by the recursion over
    /// the number of reps.
    /// </summary>
    public double Blocked()
    {
        // The inverse of the formula only ever grows, so nothing is lost with many reps.
        var inverse = 1.0;
        for (var rep = 1; rep <= Reps; rep++) inverse = 1 + (inverse * rep / Load);
        return 1 / inverse;
    }

    /// <summary>The queue of those who wait for ever (formula C). None when the load is too much for the reps: it
    /// would grow without end.</summary>
    public PatientLine? Patient()
    {
        if (Load >= Reps) return null;
        var blocked = Blocked();
        var waits = Reps * blocked / (Reps - (Load * (1 - blocked)));
        return new(waits, waits * HandlingTime / (Reps - Load), (Reps - Load) / HandlingTime);
    }

    /// <summary>
    /// The queue of those who give up after an exponential time with the mean <paramref name="patience"/> (C. Palm's
    /// model, "Erlang A"; Garnett, Mandelbaum and Reiman, M&amp;SOM 4, 2002): a birth-death process in which with k
    /// present min(k, reps) are answered and the others give up. It is steady at any load.
    /// </summary>
    public ImpatientLine Impatient(double patience)
    {
        double answering = 1 / HandlingTime, leaving = 1 / patience;
        // All weights are relative to the state in which every rep is busy and nobody waits.
        double weight = 1, all = 0, busy = 0, waiting = 1, queue = 0;
        for (var k = Reps; k > 0 && weight > Negligible * (1 + all); k--)
        {
            weight *= k * answering / ArrivalRate;
            all += weight;
            busy += weight * (k - 1);
        }
        weight = 1;
        for (var k = 1; ; k++)
        {
            var factor = ArrivalRate / ((Reps * answering) + (k * leaving));
            weight *= factor;
            waiting += weight;
            queue += weight * k;
            // What is still to come is less than a geometric series with this factor.
            if (factor < 1 && weight * k < Negligible * waiting * (1 - factor) * (1 - factor)) break;
            if (weight < Large) continue;
            (weight, waiting, queue) = (weight / Large, waiting / Large, queue / Large);
            (all, busy) = (all / Large, busy / Large);
        }
        all += waiting;
        busy += waiting * Reps;
        var given = leaving * queue / all / ArrivalRate;
        return new(waiting / all, given, queue / all / ArrivalRate, queue / all, busy / all / Reps,
            ArrivalRate * (1 - given));
    }
}

/// <summary>A queue in which nobody gives up.</summary>
/// <param name="Waits">The share that has to wait at all.</param>
/// <param name="MeanWait">The mean over all, those answered at once included.</param>
/// <param name="Drain">How fast the waits fall off: those who wait do so for 1/Drain on average.</param>
public readonly record struct PatientLine(double Waits, double MeanWait, double Drain)
{
    /// <summary>The share answered within a time.</summary>
    public double AnsweredWithin(double time) => 1 - (Waits * Math.Exp(-Drain * time));
}

/// <summary>A queue in which people give up.</summary>
/// <param name="Waits">The share that finds every rep busy.</param>
/// <param name="GivesUp">The share that leaves without an answer.</param>
/// <param name="MeanWait">The mean over all, whether they were answered or gave up.</param>
/// <param name="MeanQueue">How many wait at any time.</param>
/// <param name="Occupancy">The share of their time for which the reps are busy.</param>
/// <param name="Answered">How many are answered in a unit of time.</param>
public readonly record struct ImpatientLine(double Waits, double GivesUp, double MeanWait, double MeanQueue,
    double Occupancy, double Answered);
