using Handraiser.App.Features.Audit.Report;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Tests.Features.Audit.Report;

public sealed class LeadListTests : IDisposable
{
    static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("handraiser-leads");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_lead_has_its_times_and_waits()
    {
        var rows = Written(new HistoryBuilder(), "1", "2");
        Assert.Equal("lead,raised_at,first_attempt_at,wait_minutes,working_minutes,first_contact_at,contact_minutes,attempts,band,flags", rows[0]);
        Assert.Equal("1,2026-03-02T09:00:00Z,2026-03-02T09:12:30Z,12.50,12.50,2026-03-02T09:12:30Z,12.50,1,5-30m,", rows[1]);
        Assert.Equal("2,2026-03-02T09:00:00Z,,,,,,0,never,", rows[2]);
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1),")]
    [InlineData("+1", "'+1,")]
    [InlineData("-1", "'-1,")]
    [InlineData("@a", "'@a,")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\",")]
    [InlineData("=a,b", "\"'=a,b\",")]
    public void An_id_is_never_run_as_a_formula_nor_breaks_its_row(string id, string written) =>
        Assert.StartsWith(written, Written(new HistoryBuilder(), id)[1], StringComparison.Ordinal);

    [Fact]
    public void Flags_of_the_lead_and_of_its_touches_stand_together()
    {
        var builder = new HistoryBuilder();
        builder.AddTouch(new("1", Monday + Duration.FromMinutes(1), Grade.Automated) { Channel = Channel.Mail });
        builder.AddTouch(new("1", Monday + Duration.FromMinutes(5), Grade.TwoWay) { Lasted = Duration.FromSeconds(2) });
        Assert.EndsWith(",connected-too-short automated-first", Written(builder, "1")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_lead_of_a_history_has_a_row()
    {
        var history = AuditedSample.Of.History;
        var rows = Written(history);
        Assert.Equal(history.Leads.Count + 1, rows.Length);
        Assert.All(rows, row => Assert.Equal(10, row.Split(',').Length));
        Assert.Equal(AuditedSample.Of.Report.Response.AsLogged.Attempt.Never, rows.Count(row => row.Split(',')[8] == "never"));
    }

    string[] Written(HistoryBuilder builder, params string[] ids)
    {
        foreach (var id in ids) builder.AddLead(new(id, Monday));
        builder.AddTouch(new("1", Monday + Duration.FromSeconds(750), Grade.TwoWay) { Lasted = Duration.FromSeconds(90) });
        return Written(builder.Build(DateTimeZone.Utc, WrittenHours.Read(WrittenHours.Usual, DateTimeZone.Utc).Hours!, Monday + Duration.FromDays(9)));
    }

    string[] Written(History history)
    {
        var path = Path.Combine(folder.FullName, "leads.csv");
        LeadList.Write(path, Answers.Of(history), Trust.Of(history).Marks);
        return File.ReadAllLines(path);
    }
}
