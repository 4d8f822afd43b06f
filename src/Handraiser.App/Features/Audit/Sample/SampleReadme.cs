using System.Globalization;
using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit;

/// <summary><c>README.txt</c>: what lies in the folder.</summary>
internal static class SampleReadme
{
    public static string Of(SamplePlan plan, ulong seed, SampleWritten written) => string.Create(CultureInfo.InvariantCulture, $"""
        An invented CRM export, made by: handraiser sample --leads {plan.Leads} --seed {seed}{Options(plan)}
        Nobody in it exists. The same leads and seed give the same bytes on every machine.

        leads.csv       {written.Leads:N0} leads from {plan.FirstDay:uuuu'-'MM'-'dd} on, for {plan.Days} days; the export was made at the end
        activities.csv  {written.Activities:N0} calls, mails, meetings, auto-replies and opens
        deals.csv       {written.Deals:N0} deals; some name their lead, some only its address or domain, some nothing
        costs.csv       {written.Costs:N0} rows: what each source cost in each month
        truth.json      what is true, whatever the records say

        Read it:
          handraiser audit --leads leads.csv --activities activities.csv --deals deals.csv --costs costs.csv \
            --zone {SamplePlan.Zone.Id} --hours "Mon-Fri 08:00-17:00" --out report

        What is planted
          {(plan.Effect > 0 ? "Speed helps" : "Speed changes nothing")}, by a curve that truth.json holds
          (curve; effects: had all waited 5 min, 1 h, a day).
          Good leads are answered sooner, so the raw bands claim too much (naive: raw, standardised, bias).
          What makes a lead good stands in the columns kind, source and employees{(plan.Hidden > 0 ? ", and in part nowhere" : "")}.
          When a lead comes changes its wait and nothing else: closing time (17:00) is a fair experiment.
          The column lead_quality is written after the talk and gives the outcome away; visits and tool tell who buys.
          {written.Labels:N0} activities are labelled in truth.json (labels: activity id to kind):
            back-dated       written down more than a day after the time that they claim
            before-creation  they claim a time before the lead came
            bulk-logged      eight or more in one minute, none of which happened
            overlapping      two calls of one rep at the same time; both are labelled
            short-connect    connected for two seconds, it says; nobody answered
            duplicate        the same mail twice; one of the two is labelled
            heaped           moved to a full or half hour, by one rep
            bunched          made just under five minutes, by another

        In truth.json, leads that are void (nobody there, or merged) count among all leads and have no chance at any wait;
        answered means that somebody really tried; mature leads came at least 90 days before the export.

        """);

    static string Options(SamplePlan plan)
    {
        var usual = new SamplePlan(plan.Leads);
        return (plan.Effect == usual.Effect ? "" : string.Create(CultureInfo.InvariantCulture, $" --effect {plan.Effect}"))
            + (plan.Hidden == usual.Hidden ? "" : string.Create(CultureInfo.InvariantCulture, $" --hidden {plan.Hidden}"));
    }
}
