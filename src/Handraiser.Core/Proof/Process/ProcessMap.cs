using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// What follows what: the section "process" of a report, mined from the log of activities (W. van der Aalst, "Process
/// mining", 2016). Leads and touches without a time of day have no place in an order and are left out.
/// </summary>
/// <param name="Cases">Leads in the log.</param>
/// <param name="DateOnlyLeads">Leads left out.</param>
/// <param name="DateOnlyTouches">Touches of the others left out.</param>
/// <param name="Edges">All of them over all leads: the true counts and gaps.</param>
/// <param name="VariantCount">How many different ways there are.</param>
/// <param name="Variants">The most frequent ways, whole: until they hold four fifths of the leads, fifty at most.
/// </param>
/// <param name="Coverage">The leads that take one of those ways, of all.</param>
/// <param name="PictureEdges">The edges of those leads only: what a picture should show, with its coverage beside it.
/// </param>
/// <param name="Dwell">How long leads stay between two steps.</param>
public sealed record ProcessMap(long Cases, long Events, long DateOnlyLeads, long DateOnlyTouches,
    ProcessActivity[] Activities, ProcessEdge[] Edges, long VariantCount, ProcessVariant[] Variants,
    PrintedShare Coverage, ProcessEdge[] PictureEdges, Dwell[] Dwell)
{
    /// <summary>Which activities lengthen deals or help them, by the size of the deal.</summary>
    public DealStepsReport? Deals { get; init; }

    public static ProcessMap Of(Answers answers)
    {
        var log = ActivityLog.Of(answers);
        var variants = ActivityVariants.Of(log);
        return new(log.Cases, log.Activities.Length, answers.History.Leads.Count - log.Cases, log.DateOnly,
            ProcessActivity.Of(log), ActivityEdges.Of(log), variants.Count, variants.Kept,
            PrintedShare.From(variants.KeptCases.AsSpan().Count(true), log.Cases),
            ActivityEdges.Of(log, variants.KeptCases), Proof.Dwell.Of(answers));
    }
}

/// <summary>Something that happens to leads.</summary>
/// <param name="Name">The export's own word for a touch, or its channel; null for all rarer touches.</param>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Rest">How many rarer activities this row holds together; 0 for one of its own.</param>
/// <param name="Cases">Leads to which it happened.</param>
/// <param name="Repeats">How often it directly followed itself.</param>
/// <param name="Returns">How often it came back after something else: rework.</param>
/// <param name="Returned">Leads in which it came back.</param>
/// <param name="Last">Leads whose last activity it is.</param>
public sealed record ProcessActivity(string? Name, string Kind, int Rest, long Events, long Cases, long Repeats,
    long Returns, PrintedShare Returned, long Last)
{
    [MethodImpl(RowLoop.Fast)]
    internal static ProcessActivity[] Of(ActivityLog log)
    {
        var width = log.Names.Length;
        var (events, cases, repeats) = (new int[width], new int[width], new int[width]);
        var (returns, returned, last) = (new int[width], new int[width], new int[width]);
        var (seenIn, returnedIn) = (new int[width], new int[width]);
        ReadOnlySpan<byte> activities = log.Activities;
        var first = log.FirstOfCase;
        for (var one = 0; one + 1 < first.Length; one++)
        {
            for (var i = first[one]; i < first[one + 1]; i++)
            {
                var activity = activities[i];
                events[activity]++;
                if (seenIn[activity] != one + 1)
                {
                    seenIn[activity] = one + 1;
                    cases[activity]++;
                }
                else if (activities[i - 1] == activity) repeats[activity]++;
                else
                {
                    returns[activity]++;
                    if (returnedIn[activity] != one + 1) returned[activity]++;
                    returnedIn[activity] = one + 1;
                }
            }
            if (first[one] < first[one + 1]) last[activities[first[one + 1] - 1]]++;
        }
        return [.. log.Names.Select((name, i) => new ProcessActivity(name.Name, name.Kind.ToString().ToLowerInvariant(),
            name.Rest, events[i], cases[i], repeats[i], returns[i], PrintedShare.From(returned[i], cases[i]),
            last[i]))];
    }
}
