using Handraiser.Core.Proof;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class HistoryReaderTests
{
    [Fact]
    public void Activities_find_their_leads_by_id_address_number_and_name_and_the_rest_are_orphans()
    {
        using var export = new Export()
            .With("leads", "Lead ID,Created,Email,Phone,Name\n1,2026-03-02 09:00,a@x.example,+47 40 00 00 01,Ann Berg\n2,2026-03-02 09:00,"
                + "b@x.example,+47 40 00 00 02,Bo Dahl\n")
            .With("activities", "Lead ID,Date,Email,Phone,Name\n1,2026-03-02 10:00,,,\n,2026-03-02 10:01,B@X.example,,\n,2026-03-02 10:02,,"
                + "40000002,\n,2026-03-02 10:03,,,ann berg\n9,2026-03-02 10:04,,,\n");
        var reading = export.Read();
        Assert.Equal(new Handraiser.App.Features.Audit.Reading.Joins(1, 1, 1, 1, 1), reading.Joins);
        Assert.Equal([0, 0, 1, 1, -1], reading.History!.Touches.Lead);
        Assert.Contains(reading.Notes, note => note is { Kind: "orphan-activities", Count: 1 });
    }

    [Fact]
    public void Of_two_leads_with_one_address_the_last_one_raised_by_then_is_meant()
    {
        using var export = new Export()
            .With("leads", "Lead ID,Created,Email\n1,2026-03-02 09:00,a@x.example\n2,2026-03-09 09:00,a@x.example\n3,2026-03-20 09:00,a@x.example\n")
            .With("activities", "Email,Date\na@x.example,2026-03-03 10:00\na@x.example,2026-03-10 10:00\n");
        var reading = export.Read();
        Assert.Equal([0, 1], reading.History!.Touches.Lead);
        Assert.Contains(reading.Notes, note => note is { Kind: "duplicate-emails", Count: 2 });
    }

    [Fact]
    public void A_log_of_events_is_leads_and_touches_at_once()
    {
        using var export = new Export();
        export.With("activities",
            "Case ID,Activity,Timestamp,Resource\n7,Registration,2026/03/02 09:00:00,a\n7,Call,2026/03/02 09:10:00,b\n8,Registration,2026/03/02 "
                + "10:00:00,a\n");
        var history = export.History();
        Assert.Equal((2, 1), (history.Leads.Count, history.Touches.Count));
        Assert.Equal(("7", "2026-03-02T09:00:00Z", 0), (history.Leads.Id[0], Export.At(history.Leads.RaisedAt[0]), history.Touches.Lead[0]));
    }

    [Fact]
    public void Deals_alone_can_be_read()
    {
        using var export = new Export().With("deals",
            "opportunity_id,deal_stage,engage_date,close_date,close_value\n1,Won,2017-01-01,2017-02-01,50\n2,Engaging,2017-01-01,2017-09-01,\n");
        var deals = export.History().Deals;
        Assert.Equal([DealState.Won, DealState.Open], deals.State);
        Assert.Equal(["2017-02-01T00:00:00Z", ""], deals.ClosedAt.Select(Export.At));
    }

    [Fact]
    public void Costs_of_a_month_last_the_month()
    {
        using var export = new Export().With("deals", "id,stage\n1,Won\n").With("costs",
            "Month,Source,Cost\n2026-01,Ads,\"1,200.50\"\n2026-02,Ads,900\n");
        var costs = export.History().Costs;
        Assert.Equal(("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", 1200.5), (Export.At(costs.From[0]), Export.At(costs.To[0]), costs.Amount[0]));
    }

    [Fact]
    public void Without_a_date_of_the_lead_it_says_which_columns_there_are()
    {
        using var export = new Export().With("leads", "Lead ID,Source\n1,Web\n");
        Assert.Contains("Lead ID, Source", Assert.Single(export.Read().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_columns_of_the_lead_become_traits()
    {
        var rows = string.Concat(Enumerable.Range(1, 40).Select(i => $"{i},2026-03-02 09:{i:00}:00,{(i % 2 == 0 ? "Steel" : "Glass")},{i * 1000}\n"));
        using var export = new Export().With("leads", "Lead ID,Created,Industry,Turnover\n" + rows);
        var traits = export.History().Leads.Traits;
        Assert.Equal(["Industry", "Turnover"], traits.Select(trait => trait.Name));
        Assert.Equal(("Glass", 1000.0), (traits[0].Words![0], traits[1].Numbers![0]));
    }

    [Fact]
    public void The_demonstration_of_Zoho()
    {
        var folder = Data("zoho_crm_demo");
        using var export = new Export().WithFile("leads", folder + "/Leads.csv").WithFile("activities", folder + "/Calls.csv")
            .WithFile("activities", folder + "/Events.csv").WithFile("activities", folder + "/Tasks.csv").WithFile("deals", folder
                + "/Potentials.csv");
        var reading = export.Read();
        Assert.Equal((3900, 10_038, 3632), (reading.History!.Leads.Count, reading.History.Touches.Count, reading.History.Deals.Count));
        Assert.Equal(22_700, reading.History.Deals.Value[0]);
        var kinds = reading.Notes.Select(note => note.Kind).ToHashSet();
        string[] told = ["calls-of-no-length", "started-before-it-was-logged", "lasting-months", "few-activities-join", "several-date-formats",
            "no-time-of-day"];
        Assert.All(told, kind => Assert.Contains(kind, kinds));
    }

    [Fact]
    public void The_demonstration_of_Assurplus()
    {
        var folder = Data("assurplus_demo");
        using var export = new Export().WithFile("leads", folder + "/leads.csv").WithFile("activities", folder + "/appels.csv").WithFile("deals",
            folder + "/contrats.csv");
        var reading = export.Read();
        Assert.Equal((150, 800, 45), (reading.History!.Leads.Count, reading.History.Touches.Count, reading.History.Deals.Count));
        Assert.Empty(reading.UnknownWords);
        var notes = reading.Notes.ToDictionary(note => (note.Kind, note.Column), note => note.Count);
        Assert.Equal((10, 3, 5), (notes[("orphan-activities", "lead")], notes[("before-the-lead-existed", "at")],
            notes[("duplicate-phones", "phone")]));
    }

    [Fact]
    public void The_demonstration_of_Maven()
    {
        using var export = new Export().WithFile("deals", Data("maven_crm") + "/sales_pipeline.csv");
        var reading = export.Read();
        Assert.Equal((8800, 4238), (reading.History!.Deals.Count, reading.History.Deals.State.Count(state => state == DealState.Won)));
        Assert.Contains(reading.Notes, note => note is { Kind: "rows-without-account", Count: 1425 });
        Assert.Contains(reading.Notes, note => note is { Kind: "words-nearly-equal", Example: "GTXPro / GTX Pro" });
        Assert.Contains(reading.Notes, note => note is { Kind: "deals-without-lead", Count: 8800 });
    }

    [Fact]
    public void The_log_of_a_help_desk()
    {
        var file = Data("helpdesk_it") + "/finale.csv";
        using var export = new Export().WithFile("leads", file).WithFile("activities", file);
        var history = export.History();
        Assert.Equal((4580, 21_348 - 4580), (history.Leads.Count, history.Touches.Count));
    }

    /// <summary>Exports that are not ours to ship; the test says so where they are not.</summary>
    static string Data(string folder)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        for (; here is not null; here = here.Parent)
        {
            var data = Path.Combine(here.FullName, "..", "shared", "data", folder);
            if (File.Exists(Path.Combine(here.FullName, "Handraiser.slnx")) && Directory.Exists(data)) return Path.GetFullPath(data);
        }
        var told = Path.Combine(Environment.GetEnvironmentVariable("HANDRAISER_SAMPLE_EXPORTS") ?? "none", folder);
        Assert.SkipUnless(Directory.Exists(told), $"The export {folder} is not on this machine.");
        return told;
    }
}
