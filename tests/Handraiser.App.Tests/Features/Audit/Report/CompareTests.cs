using System.Text.Json.Nodes;
using Handraiser.App.Features.Audit.Report;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Tests.Features.Audit.Report;

public sealed class CompareTests
{
    [Theory]
    [InlineData("2026-01,2026-02", "period")]
    [InlineData("2026-01..2026-01,2026-02-01..2026-02-28", "period")]
    [InlineData("North,South", "team")]
    public void Two_parts_stand_beside_each_other(string ask, string by)
    {
        var compared = Compared(ask).Compare!;
        Assert.Equal((by, 50L, 100L), (compared.By, compared.FirstLeads, compared.SecondLeads));
        var within = Assert.Single(compared.AsLogged, row => row.Figure == "within1h");
        Assert.Equal((25L, 25L), (within.First.Count, within.Second.Count));
        Assert.Equal(-0.25, within.Difference);
        // Newcombe's method 10 from the Wilson limits of 25/100 and 25/50.
        Assert.Equal(-0.402952, within.Low!.Value, 5);
        Assert.Equal(-0.087230, within.High!.Value, 5);
    }

    [Fact]
    public async Task They_head_the_page_and_are_in_the_figures()
    {
        var history = History();
        var report = Compared("North,South");
        Assert.Equal("team", JsonNode.Parse(ReportJson.Text(report))!["compare"]!["by"]!.GetValue<string>());
        var page = await WriteReport.PageAsync(report, history, null, "en");
        Assert.InRange(page.IndexOf("North beside South", StringComparison.Ordinal), 1, page.IndexOf("<h2 id=\"response\">", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-01", "with a comma")]
    [InlineData("2026-01,2026-01..2026-02", "overlap")]
    [InlineData("North,West", "West is neither a period")]
    [InlineData("North,North", "two different teams")]
    public void What_cannot_be_compared_is_said(string ask, string said) =>
        Assert.Contains(said, CompareAsk.Read(ask, History()).Problem, StringComparison.Ordinal);

    static AuditReport Compared(string ask)
    {
        var history = History();
        var (parts, problem) = CompareAsk.Read(ask, history);
        Assert.Null(problem);
        return AuditReport.Find(history, parts).Report;
    }

    // 50 leads of the north in January, every second answered; 100 of the south in February, every fourth.
    static History History()
    {
        var builder = new HistoryBuilder();
        for (var i = 0; i < 150; i++)
        {
            var north = i < 50;
            var at = Instant.FromUtc(2026, north ? 1 : 2, 1 + (i % 28), 9, 0) + Duration.FromSeconds(i * 7);
            builder.AddLead(new($"{i}", at) { Team = north ? "North" : "South" });
            if (i % (north ? 2 : 4) == 0) builder.AddTouch(new($"{i}", at + Duration.FromSeconds(1201 + (i * 13)), Grade.Personal));
        }
        return builder.Build(DateTimeZone.Utc, WrittenHours.Read(WrittenHours.Usual, DateTimeZone.Utc).Hours!, Instant.FromUtc(2026, 6, 1, 0, 0));
    }
}
