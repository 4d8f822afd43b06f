using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;

namespace Handraiser.Core.Tests.Proof;

public sealed class ExportMapTests
{
    [Fact]
    public void It_says_columns_dates_and_words()
    {
        var map = ExportMap.Read("""
            zone: Europe/Oslo
            dates: dmy
            decimal: comma
            leads:
              columns: { id: Lead number, raised: "Made at", owner: none }
              words: { status: { Vunnet: won } }
            activities:
              dates: mdy
              words: { outcome: { Traff: reached } }
            """).Map!;
        Assert.Equal(("Europe/Oslo", true, true), (map.Zone, map.DayFirst, map.DecimalComma));
        Assert.Equal(("Lead number", "none", "won"), (map.Leads.Columns["id"], map.Leads.Columns["owner"], map.Leads.Words["status"]["Vunnet"]));
        Assert.Equal((false, "reached"), (map.Activities.DayFirst, map.Activities.Words["outcome"]["Traff"]));
    }

    [Theory]
    [InlineData("leads: { columns: { rased: X } }", "leads.columns.rased", "'raised'")]
    [InlineData("leads: { words: { status: { Vunnet: victory } } }", "leads.words.status.Vunnet", "won")]
    [InlineData("dates: us", "dates", "dmy")]
    [InlineData("zone: Mars", "zone", "Europe/Oslo")]
    [InlineData("lead: {}", "lead", "'leads'")]
    public void A_mistake_is_told_with_its_place_and_its_mend(string text, string path, string mend)
    {
        var wrong = Assert.Single(ExportMap.Read(text).Errors);
        Assert.Equal((1, path), (wrong.Line, wrong.Path));
        Assert.Contains(mend, wrong.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_never_called_a_playbook() =>
        Assert.All(ExportMap.Read("[1]").Errors.Concat(ExportMap.Read("").Errors), wrong =>
            Assert.DoesNotContain("playbook", wrong.ToString(), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void No_text_makes_it_fail() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2026, 41), Prop.ForAll(
        Gen.Elements("leads", ":", " ", "\n", "{", "}", "columns", "id", "dates: dmy", "-", "[", "\"",
            "words").ListOf().Select(string.Concat).ToArbitrary(),
        text => Assert.Equal(ExportMap.Read(text).Map is null, ExportMap.Read(text).Errors.Count > 0)));
}
