using Handraiser.Core.Playbooks;
using Handraiser.Core.Simulation;
using static Handraiser.Core.Tests.Simulation.SimulatedWorld;

namespace Handraiser.Core.Tests.Simulation;

public class SampleCompanyTests
{
    [Fact]
    public void The_playbook_reads_without_an_error_and_has_three_teams_in_three_zones()
    {
        var reading = PlaybookText.Read(SampleCompany.Text);
        Assert.Empty(reading.Errors);
        Assert.Equal(["Europe/Oslo", "America/New_York", "Asia/Singapore"],
            reading.Playbook!.Teams.Values.Select(team => team.Hours.Zone.Id));
        Assert.Equal(12, reading.Playbook.Pools.Values.SelectMany(pool => pool.Members).Count());
    }

    [Fact]
    public void Reps_may_be_ids()
    {
        var plan = SampleCompany.Plan(Monday, 7, 50, email => "id-of-" + email);
        Assert.All(Simulator.Run(plan, 1).Reps, rep => Assert.StartsWith("id-of-", rep.Rep, StringComparison.Ordinal));
    }

    [Fact]
    public void Most_clocks_are_met_and_some_are_not()
    {
        var clocks = Simulator.Run(SampleCompany.Plan(Monday, 28, 100), 1).Clocks;
        Assert.InRange((double)clocks.Met / clocks.Judged, 0.5, 0.95);
    }
}
