using System.Text;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Audit;

/// <summary>The invented export as files, written as it is made.</summary>
internal sealed class SampleFiles : IDisposable
{
    public const string Leads = "leads.csv", Activities = "activities.csv", Deals = "deals.csv", Costs = "costs.csv",
        Truth = "truth.json", Readme = "README.txt";

    readonly SampleCsv leads;
    readonly SampleCsv activities;
    readonly SampleCsv deals;
    readonly SampleCsv costs;

    SampleFiles(string folder)
    {
        var zone = SamplePlan.Zone;
        leads = new(folder, Leads, zone, "lead_id", "created_at", "logged_at", "owner", "team", "source", "kind", "campaign", "country", "email",
            "employees", "status", "contacted_at", "qualified_at", "met_at", "handed_over_at", "accepted_at", "won_at", "ended_at",
            SampleTraits.Visits, SampleTraits.Tool, SampleTraits.Industry, SampleTraits.Newsletter, SampleTraits.Leaking,
            SampleTraits.Leaking + "_at");
        activities = new(folder, Activities, zone, "activity_id", "lead_id", "at", "logged_at", "type", "direction", "outcome",
            "duration_seconds", "owner", "origin", "automated");
        deals = new(folder, Deals, zone, "deal_id", "lead_id", "contact_email", "owner", "created_at", "closed_at", "stage", "amount", "loss_reason");
        costs = new(folder, Costs, zone, "from", "to", "source", "campaign", "amount");
    }

    /// <summary>Writes all files. What is in the folder under the same names is overwritten.</summary>
    public static SampleWritten Write(SamplePlan plan, ulong seed, string folder, Action<int>? progress = null)
    {
        Directory.CreateDirectory(folder);
        var sample = new Sample(plan, seed);
        var labels = new List<(string Id, Planted Planted)>();
        SampleWritten written;
        using (var files = new SampleFiles(folder))
        {
            foreach (var lead in sample.Leads())
            {
                files.Add(lead, labels);
                progress?.Invoke(files.leads.Rows);
            }
            foreach (var cost in sample.Costs) files.Add(cost);
            written = new(files.leads.Rows, files.activities.Rows, files.deals.Rows, files.costs.Rows, labels.Count);
        }
        using (var truth = File.Create(Path.Combine(folder, Truth))) SampleJson.Write(truth, plan, seed, sample.Truth(), labels);
        File.WriteAllText(Path.Combine(folder, Readme), SampleReadme.Of(plan, seed, written), new UTF8Encoding(false));
        return written;
    }

    public void Dispose()
    {
        leads.Dispose();
        activities.Dispose();
        deals.Dispose();
        costs.Dispose();
    }

    void Add(SampleLead one, List<(string, Planted)> labels)
    {
        Add(one);
        foreach (var activity in one.Activities)
        {
            Add(activity);
            if (activity.Planted != Planted.None) labels.Add((activity.Touch.Id, activity.Planted));
        }
        foreach (var deal in one.Deals) Add(deal);
    }

    void Add(SampleLead one)
    {
        var lead = one.Lead;
        leads.Text(lead.Id);
        leads.Time(lead.RaisedAt);
        leads.Time(lead.LoggedAt);
        leads.Text(lead.Owner);
        leads.Text(lead.Team);
        leads.Text(lead.Source);
        leads.Text(lead.Kind);
        leads.Text(lead.Campaign);
        leads.Text(lead.Country);
        leads.Text(one.Email);
        leads.Number(lead.Employees);
        leads.Text(one.Status);
        leads.Time(lead.ContactedAt);
        leads.Time(lead.QualifiedAt);
        leads.Time(lead.MetAt);
        leads.Time(lead.HandedOverAt);
        leads.Time(lead.AcceptedAt);
        leads.Time(lead.WonAt);
        leads.Time(lead.EndedAt);
        leads.Number(lead.Numbers![SampleTraits.Visits]);
        leads.Text(lead.Words![SampleTraits.Tool]);
        leads.Text(lead.Words[SampleTraits.Industry]);
        leads.Text(lead.Words[SampleTraits.Newsletter]);
        leads.Text(lead.Words.GetValueOrDefault(SampleTraits.Leaking));
        leads.Time(one.QualityAt);
        leads.End();
    }

    void Add(SampleActivity one)
    {
        var touch = one.Touch;
        activities.Text(touch.Id);
        activities.Text(touch.Lead);
        activities.Time(touch.At);
        activities.Time(touch.LoggedAt);
        activities.Text(touch.Type);
        activities.Text(touch.Inbound ? "inbound" : "outbound");
        activities.Text(one.Outcome);
        activities.Number(touch.Lasted?.TotalSeconds);
        activities.Text(touch.Owner);
        activities.Text(touch.Origin.Text());
        activities.Text(touch.Grade == Grade.Automated ? "yes" : "no");
        activities.End();
    }

    void Add(SampleDealRow one)
    {
        var deal = one.Deal;
        deals.Text(deal.Id);
        // Only an id that was written down ties by id; an address must be looked up.
        deals.Text(deal.Link == Link.Id ? deal.Lead : null);
        deals.Text(one.ContactEmail);
        deals.Text(deal.Owner);
        deals.Time(deal.CreatedAt);
        deals.Time(deal.ClosedAt);
        deals.Text(deal.State switch { DealState.Won => "Closed won", DealState.Lost => "Closed lost", _ => "Proposal" });
        deals.Number(deal.Value);
        deals.Text(deal.LossReason);
        deals.End();
    }

    void Add(CostEntry cost)
    {
        costs.Date(cost.From.InZone(SamplePlan.Zone).Date);
        // The last day that the money bought.
        costs.Date((cost.To - Duration.Epsilon).InZone(SamplePlan.Zone).Date);
        costs.Text(cost.Source);
        costs.Text(cost.Campaign);
        costs.Number(cost.Amount);
        costs.End();
    }
}

/// <summary>How many rows were written, and how many of the activities are labelled.</summary>
internal sealed record SampleWritten(int Leads, int Activities, int Deals, int Costs, int Labels);
