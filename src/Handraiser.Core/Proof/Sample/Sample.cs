namespace Handraiser.Core.Proof;

/// <summary>
/// An invented export with a truth that is known: one plan and seed give the same on every machine. Read the leads
/// once, in order; the truth is known when all have been read.
/// </summary>
/// <remarks>
/// It is planted that good leads are answered sooner, so that the raw effect of speed is too large, by an amount that
/// <see cref="SampleTruth.Bands"/> tells. When a lead comes changes its wait and nothing else, so the hour in which the
/// office closes is a fair experiment.
/// </remarks>
public sealed class Sample
{
    readonly SampleRun run;
    readonly SampleExport export;
    readonly SampleTally tally;

    public Sample(SamplePlan plan, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Leads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Days, 7);
        run = new SampleRun(plan, seed);
        export = new SampleExport(plan, seed, run.Desk);
        tally = new SampleTally(plan, new SampleHours(plan.Hours(), plan.Start, plan.Until));
        Plan = plan;
        Costs = SampleCosts.Of(plan, seed);
    }

    public SamplePlan Plan { get; }

    public IReadOnlyList<CostEntry> Costs { get; }

    /// <summary>In the order in which they came. No more is held in memory than what is still worked on.</summary>
    public IEnumerable<SampleLead> Leads()
    {
        foreach (var one in run.Cases())
        {
            tally.Add(one);
            yield return export.Of(one);
        }
    }

    /// <summary>Of the leads that were read.</summary>
    public SampleTruth Truth() => tally.Truth(run.Desk, run.Planting);

    /// <summary>The whole export as columns, with its truth and what is wrong with each activity, by its id.</summary>
    public static (History History, SampleTruth Truth, IReadOnlyDictionary<string, Planted> Planted) Read(
        SamplePlan plan, ulong seed)
    {
        var (sample, builder) = (new Sample(plan, seed), new HistoryBuilder());
        var planted = new Dictionary<string, Planted>(StringComparer.Ordinal);
        foreach (var lead in sample.Leads())
        {
            builder.AddLead(lead.Lead);
            foreach (var activity in lead.Activities)
            {
                builder.AddTouch(activity.Touch);
                if (activity.Planted != Planted.None) planted[activity.Touch.Id] = activity.Planted;
            }
            foreach (var deal in lead.Deals) builder.AddDeal(deal.Deal);
        }
        foreach (var cost in sample.Costs) builder.AddCost(cost);
        return (builder.Build(SamplePlan.Zone, plan.Hours(), plan.Until), sample.Truth(), planted);
    }
}
