using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Playbooks;

public sealed class StartingPlaybookTests
{
    static Playbook Read(string? company = "Acme", string admin = "ann@acme.example")
    {
        var reading = PlaybookText.Read(StartingPlaybook.Text(admin, "Europe/Oslo", company));
        Assert.Empty(reading.Errors);
        return reading.Playbook!;
    }

    [Fact]
    public void It_reads_with_one_team_and_one_pool_that_answers_everything()
    {
        var playbook = Read();
        Assert.Equal("Acme", playbook.Name);
        Assert.Equal(["ann@acme.example"], playbook.Reps);
        Assert.Equal("Europe/Oslo", Assert.Single(playbook.Teams).Value.Hours.Zone.Id);
        Assert.Equal(["everyone"], playbook.Pools.Keys);
        Assert.Equal("everyone", playbook.CatchAll);
        Assert.Empty(playbook.Routes);
    }

    [Theory]
    [InlineData(RequestKind.Chat, 1)]
    [InlineData(RequestKind.CallMe, 5)]
    [InlineData(RequestKind.Demo, 5)]
    [InlineData(RequestKind.Contact, 5)]
    [InlineData(RequestKind.Pricing, 5)]
    [InlineData(RequestKind.Trial, 5)]
    [InlineData(RequestKind.Content, 60)]
    public void A_kind_is_answered_in_minutes_of_open_hours(RequestKind kind, int minutes) =>
        Assert.Equal(
            new Target(Duration.FromMinutes(minutes), 0, WhoseHours.Team, Grade.Attempt, "standard"),
            Read().Targets[kind]);

    [Fact]
    public void An_event_is_answered_on_the_next_working_day_and_a_community_question_whenever()
    {
        var targets = Read().Targets;
        Assert.Equal(new Target(null, 1, WhoseHours.Team, Grade.Attempt, "standard"), targets[RequestKind.Event]);
        Assert.False(targets.ContainsKey(RequestKind.Community));
    }

    [Fact]
    public void Its_ladder_ends_at_the_on_call_human() =>
        Assert.Equal(
            [
                new(0.5, null, LadderAction.Nudge), new(0.8, null, LadderAction.TellManager),
                new(1, null, LadderAction.HandOn), new(2, null, LadderAction.HandOn),
                new LadderStep(3, null, LadderAction.OnCall),
            ],
            Assert.Single(Read().Ladders).Value.Steps);

    [Theory]
    [InlineData("O'Brien: \"Söhne\" # {admin}\\u0041 & *sons", "O'Brien: \"Söhne\" # {admin}\\u0041 & *sons")]
    [InlineData("Two\nlines\tand a \0", "Two lines and a")]
    [InlineData("株式会社", "株式会社")]
    [InlineData("a\u2028b\uFEFFc", "a\u2028b\uFEFFc")]
    [InlineData("no", "no")]
    [InlineData(" ", "Our company")]
    [InlineData(null, "Our company")]
    public void Any_company_name_survives(string? company, string name) => Assert.Equal(name, Read(company).Name);

    [Fact]
    public void An_address_with_quotes_survives() =>
        Assert.Equal(["o'neill+{zone}\"x\"@acme.example"], Read(admin: "o'neill+{zone}\"x\"@acme.example").Reps);
}
