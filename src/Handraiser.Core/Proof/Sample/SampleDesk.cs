using Handraiser.Core.Simulation;

namespace Handraiser.Core.Proof;

/// <summary>One who answers leads, or closes deals. They do one thing at a time.</summary>
internal sealed class SampleRep(short number, string name, string team, double pace)
{
    const int Memory = 24;

    readonly SamplePursuit?[] recent = new SamplePursuit?[Memory];
    int given;

    public short Number => number;
    public string Name => name;
    public string Team => team;

    /// <summary>Above 1 for one who takes longer than the others.</summary>
    public double Pace => pace;

    /// <summary>Busy until then.</summary>
    public long FreeAt { get; set; }
    public bool Heaps { get; init; }
    public bool Bunches { get; init; }

    public void Give(SamplePursuit one) => recent[given++ % Memory] = one;

    /// <summary>Leads given of late that somebody still works on, but for one.</summary>
    public IEnumerable<SamplePursuit> AtHand(SamplePursuit besides) =>
        recent.OfType<SamplePursuit>().Where(one => one != besides && one.Stage < SampleStage.Closing);
}

/// <summary>The teams: who is given the next lead, and who takes over a deal.</summary>
internal sealed class SampleDesk
{
    const int LeadsPerRep = 600, FewestReps = 5, MostReps = 240;
    const double Occupancy = 0.6, TouchesPerLead = 3.6, LongestTouch = 5_400;
    const double LogNormalMean = 1.28;
    static readonly double[] TeamShares = [0.58, 0.32, 0.10];
    static readonly double[] TeamPaces = [0.9, 1, 1.4];

    readonly SampleRep[][] reps;
    readonly SampleRep[] closers;
    readonly int[] turns = new int[TeamShares.Length];
    int closerTurn;

    public SampleDesk(SamplePlan plan, ulong seed, SampleHours hours)
    {
        var dice = Dice.Of(seed, DicePurpose.Sample, -1, 2);
        var all = Math.Clamp(plan.Leads / LeadsPerRep, FewestReps, MostReps);
        var everybody = new List<SampleRep>();
        reps = [.. TeamShares.Select((share, team) => Enumerable
            .Range(0, Math.Max(team == 0 ? 3 : 1, (int)(all * share)))
            .Select(place => Hire(everybody, ref dice, SampleWords.Teams[team], TeamPaces[team], plan,
                team == 0 ? place : -1)).ToArray())];
        var answering = everybody.Count;
        closers = [.. Enumerable.Range(0, Math.Max(2, answering / 3))
            .Select(_ => Hire(everybody, ref dice, "Closing", 1, plan, -1))];
        Everybody = everybody;
        var open = hours.Total(plan.Start.ToUnixTimeSeconds(), plan.Until.ToUnixTimeSeconds());
        Handling = Math.Min(LongestTouch,
            Occupancy * open * answering / (Math.Max(1, plan.Leads) * TouchesPerLead * LogNormalMean));
    }

    public IReadOnlyList<SampleRep> Everybody { get; }

    /// <summary>How long a touch and what comes with it keeps a rep busy: the median, in seconds.</summary>
    public double Handling { get; }

    public SampleRep Next(int country)
    {
        var team = (int)SampleWords.Countries.Effects[country];
        return reps[team][turns[team]++ % reps[team].Length];
    }

    public SampleRep NextCloser() => closers[closerTurn++ % closers.Length];

    static SampleRep Hire(
        List<SampleRep> everybody, ref Dice dice, string team, double pace, SamplePlan plan, int place)
    {
        var number = everybody.Count;
        var name = $"{Capital(SampleWords.Given[number % SampleWords.Given.Length])} "
            + Capital(SampleWords.Family[number * 7 % SampleWords.Family.Length]);
        var bunches = plan.Bunching && place == 2;
        // Only who is quick anyway can be just in time so often.
        pace = bunches ? 0.5 : pace * dice.LogNormal(1, 0.35);
        everybody.Add(new SampleRep((short)number, name, team, pace)
        {
            Heaps = plan.Heaping && place == 1, Bunches = bunches,
        });
        return everybody[^1];
    }

    static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
