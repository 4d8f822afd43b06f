using Handraiser.App.Features.Audit.Report;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Tests.Features.Audit.Report;

public sealed class ReportPageTests
{
    static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData("en", "How fast raised hands are answered", "lang=\"en\"")]
    [InlineData("no", "Hvor raskt henvendelser blir besvart", "lang=\"nb\"")]
    public async Task It_is_written_in_both_languages(string language, string title, string said)
    {
        var page = await AuditedSample.PageAsync(language);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
        foreach (var section in (string[])["answer", "response", "bands", "survival", "effect", "money", "touches", "dropped",
            "attribution", "customers", "process", "trust", "method"])
            Assert.Contains($"<h2 id=\"{section}\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_is_there_in_both_languages() => Assert.All(ReportTexts.All, text =>
    {
        Assert.Equal(2, text.Value.Length);
        Assert.All(text.Value, Assert.NotEmpty);
    });

    [Theory]
    [InlineData("en")]
    [InlineData("no")]
    public async Task A_history_without_anything_has_a_page(string language) =>
        Assert.EndsWith("</html>", (await AuditedSample.PageAsync(AuditedSample.Empty, language)).Trim(), StringComparison.Ordinal);

    [Fact]
    public async Task Leads_without_touches_and_deals_have_a_page()
    {
        var builder = new HistoryBuilder();
        for (var i = 0; i < 30; i++) builder.AddLead(new($"{i}", Monday + Duration.FromHours(i)) { Owner = "Ann", Source = "Web" });
        Assert.Contains("100 %", await AuditedSample.PageAsync(Built(builder)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_asks_the_network_for_nothing_and_runs_nothing()
    {
        var page = await AuditedSample.PageAsync();
        foreach (var reach in (string[])["http:/" + "/", "https:/" + "/", "src=", "url(", "<script", "<link", "@import", "onclick"])
            Assert.DoesNotContain(reach, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Names_from_the_export_are_text_wherever_they_stand()
    {
        const string Hostile = "<script>alert(1)</script>\"'<img onerror=x>";
        var builder = new HistoryBuilder();
        for (var i = 0; i < 40; i++)
        {
            builder.AddLead(new($"{Hostile}{i}", Monday + Duration.FromHours(i))
            {
                Owner = i % 2 == 0 ? Hostile : "Ann", Source = i % 2 == 0 ? Hostile : "Web", Kind = i % 2 == 0 ? Hostile : "demo",
            });
            if (i % 4 == 0) builder.AddTouch(new($"{Hostile}{i}", Monday + Duration.FromHours(i + 1), Grade.Personal) { Type = Hostile });
        }
        var page = await AuditedSample.PageAsync(Built(builder));
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"'<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_that_may_not_be_printed_are_not()
    {
        var page = await AuditedSample.PageAsync();
        foreach (var claim in (string[])["21x", "391 %", "78 % buy", "100x"]) Assert.DoesNotContain(claim, page, StringComparison.Ordinal);
        Assert.Contains("n = 2,241", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leads_answered_on_a_day_are_not_said_to_be_unanswered()
    {
        var builder = new HistoryBuilder();
        for (var i = 0; i < 40; i++)
        {
            builder.AddLead(new($"{i}", Monday + Duration.FromDays(i)) { DateOnly = true });
            if (i < 30) builder.AddTouch(new($"{i}", Monday + Duration.FromDays(i + 1), Grade.Personal) { DateOnly = true });
        }

        var page = await AuditedSample.PageAsync(Built(builder));

        Assert.Contains("25 % were never answered by a human at all (10 of 40). 30 were answered on a day", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Beside the published table", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Aalen-Johansen")]
    [InlineData("Effective sample")]
    [InlineData("First-stage F")]
    [InlineData("placebo")]
    [InlineData("within capacity")]
    [InlineData("Where they drop off")]
    [InlineData("Working hours only, trusted only")]
    [InlineData("By size, in employees")]
    [InlineData("On the control charts")]
    [InlineData("How long they stay between two steps")]
    [InlineData("Which activities lengthen or help deals")]
    [InlineData("Looked for and not found")]
    public async Task What_a_statistician_asks_for_is_on_it(string said) =>
        Assert.Contains(said, await AuditedSample.PageAsync(), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "Foretold and come true", "All that it learnt from")]
    [InlineData("no", "Forutsagt og inntruffet", "Alle den l")]
    public async Task Who_becomes_a_customer_is_told_once_enough_were_won(string language, string calibration, string tree)
    {
        var page = await AuditedSample.PageAsync(Sample.Read(new SamplePlan(4000), 1).History, language);
        Assert.Contains(calibration, page, StringComparison.Ordinal);
        Assert.Contains(tree, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_doubt_has_its_words() => Assert.All(TrustWords.All, kind =>
    {
        Assert.NotEmpty(ReportWords.Norwegian["flag-" + kind.Text()]);
        Assert.NotEmpty(ReportWords.Norwegian["short-" + kind.Text()]);
    });

    static History Built(HistoryBuilder builder) => builder.Build(DateTimeZone.Utc,
        WrittenHours.Read(WrittenHours.Usual, DateTimeZone.Utc).Hours!, Monday + Duration.FromDays(120));
}
