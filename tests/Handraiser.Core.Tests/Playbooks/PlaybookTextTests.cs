using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Playbooks;

public sealed class PlaybookTextTests
{
    static Playbook Read(string text)
    {
        var reading = PlaybookText.Read(text);
        Assert.Empty(reading.Errors);
        return reading.Playbook!;
    }

    static Condition When(string condition) => Read(SamplePlaybook.Asking(condition)).Routes[1].When;

    [Fact]
    public void A_pool_reads_with_its_policies()
    {
        var pool = Read(SamplePlaybook.Text).Pools["emea-sdr"];
        Assert.Equal([new("ann@acme.example", 300), new PoolMember("bob@acme.example", 100)], pool.Members);
        Assert.Equal(
            new Pool("emea-sdr", "emea", pool.Members, new(20, 80, 30), JoinerPolicy.Mean, LeavePolicy.CatchUp,
                TiePolicy.LeastRecent, EveryoneAway.Overflow, "global", CountsPresence: true, CountsHours: false),
            pool);
    }

    [Fact]
    public void A_pool_that_says_little_gets_the_defaults()
    {
        var pool = Read(SamplePlaybook.Text).Pools["global"];
        Assert.Equal(
            new Pool("global", "apac", pool.Members, Caps.None, JoinerPolicy.Max, LeavePolicy.Hold, TiePolicy.List,
                EveryoneAway.Wait, null, CountsPresence: true, CountsHours: true),
            pool);
    }

    [Fact]
    public void A_team_without_a_name_is_called_by_its_key()
    {
        var team = Read(SamplePlaybook.Text).Teams["apac"];
        Assert.Equal(("apac", "Asia/Tokyo"), (team.Name, team.Hours.Zone.Id));
    }

    [Fact]
    public void Targets_read_in_minutes_and_in_working_days()
    {
        var targets = Read(SamplePlaybook.Text).Targets;
        Assert.Equal(
            new Target(Duration.FromMinutes(1), 0, WhoseHours.Team, Grade.Personal, "standard"),
            targets[RequestKind.Chat]);
        Assert.Equal(new Target(null, 1, WhoseHours.Owner, Grade.Attempt, null), targets[RequestKind.Event]);
        Assert.Equal(new Target(null, 2, WhoseHours.Team, Grade.Attempt, null), targets[RequestKind.Content]);
    }

    [Fact]
    public void A_kind_that_says_none_has_no_target() =>
        Assert.False(Read(SamplePlaybook.Text).Targets.ContainsKey(RequestKind.Community));

    [Fact]
    public void A_ladder_reads_shares_and_offsets() =>
        Assert.Equal(
            [
                new(0.5, null, LadderAction.Nudge),
                new(null, Duration.FromSeconds(-30), LadderAction.TellManager),
                new(1, null, LadderAction.HandOn),
                new(null, Duration.FromMinutes(5), LadderAction.HandOn),
                new LadderStep(3, null, LadderAction.OnCall),
            ],
            Read(SamplePlaybook.Text).Ladders["standard"].Steps);

    [Fact]
    public void Norway_is_a_country_and_not_a_no()
    {
        var all = Assert.IsType<Condition.All>(Read(SamplePlaybook.Text).Routes[0].When);
        Assert.Equal(["NO", "SE", "DK"], Assert.IsType<Condition.Test>(all.Parts[1]).Texts);
    }

    [Fact]
    public void A_route_leads_to_a_pool_or_to_a_second_look()
    {
        var routes = Read(SamplePlaybook.Text).Routes;
        Assert.Equal(("emea-sdr", null), (routes[0].Pool, routes[0].SecondLook));
        Assert.Equal((null, "Students are usually not buyers; look before answering"),
            (routes[1].Pool, routes[1].SecondLook));
    }

    [Fact]
    public void Sections_keep_the_order_of_the_text()
    {
        var playbook = Read(SamplePlaybook.Text);
        Assert.Equal(["emea-sdr", "global"], playbook.Pools.Keys);
        Assert.Equal(["kari@acme.example", "ola@acme.example", "yuki@acme.example", "ann@acme.example",
            "bob@acme.example"], playbook.Reps);
    }

    [Theory]
    [InlineData("{ field: fields.budget, is: 250 }", 250)]
    [InlineData("{ field: fields.budget, at-least: 0.5 }", 0.5)]
    [InlineData("{ field: company.employees, is: \"250\" }", 250)]
    public void A_number_is_compared_as_a_number(string condition, double number) =>
        Assert.Equal((decimal)number, Assert.IsType<Condition.Test>(When(condition)).Number);

    [Theory]
    [InlineData("{ field: fields.code, is: \"250\" }", "250")]
    [InlineData("{ field: fields.code, is: 0150 }", "0150")]
    [InlineData("{ field: form, is: 250 }", "250")]
    [InlineData("{ field: email.free, is: true }", "true")]
    public void What_only_looks_like_a_number_stays_text(string condition, string text)
    {
        var test = Assert.IsType<Condition.Test>(When(condition));
        Assert.Equal((null, text), (test.Number, Assert.Single(test.Texts)));
    }

    [Fact]
    public void Several_numbers_mean_any_of_them()
    {
        var any = Assert.IsType<Condition.Any>(When("{ field: company.employees, is: [1, 2] }"));
        Assert.Equal([1, 2], any.Parts.Cast<Condition.Test>().Select(test => test.Number!.Value));
    }

    [Fact]
    public void An_explicitly_empty_condition_on_the_last_route_matches_everything() =>
        Assert.True(When("{}").Ask(new Facts(new Dictionary<string, string>())));

    [Fact]
    public void All_errors_are_found_at_once_in_the_order_of_the_text()
    {
        var text = SamplePlaybook.Text.Replace("Europe/Oslo", "Europe/Olso", StringComparison.Ordinal)
            .Replace("weight: 300", "weight: 0", StringComparison.Ordinal)
            .Replace("catch-all: global", "catch-all: globe", StringComparison.Ordinal);
        var reading = PlaybookText.Read(text);
        Assert.Null(reading.Playbook);
        Assert.Equal(["hours.oslo.zone", "pools.emea-sdr.members[0].weight", "catch-all"],
            reading.Errors.Select(error => error.Path));
    }

    [Fact]
    public void An_unsound_part_is_not_complained_about_where_it_is_named() =>
        Assert.Single(PlaybookText.Read(SamplePlaybook.With("zone: Asia/Tokyo", "zone: Asia/Tokio")).Errors);

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_fine() =>
        Read('\uFEFF' + SamplePlaybook.Text.ReplaceLineEndings("\r\n"));
}
