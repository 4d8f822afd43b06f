using Handraiser.Core.Identity;
using Handraiser.Core.Leads;
using Handraiser.Core.Simulation;
using NodaTime;
using static Handraiser.Core.Tests.Simulation.SimulatedWorld;

namespace Handraiser.Core.Tests.Simulation;

public class StoryTests
{
    static readonly SimulationPlan Plan = SampleCompany.Plan(Monday, 30, 100);
    static readonly List<StoryArrival> Told = [.. Story.Of(Plan, 9).Arrivals()];

    [Fact]
    public void A_story_tells_the_requests_of_the_simulation_with_the_same_seed()
    {
        var simulated = Simulator.Happenings(Plan, 9)
            .Where(one => one.Kind is HappeningKind.RequestArrived or HappeningKind.RequestJoined)
            .Select(one => (one.At, one.Person));
        Assert.Equal(simulated, Told.Select(one => (one.At, one.Person.Number)));
    }

    [Fact]
    public void Asking_again_tells_the_same() =>
        Assert.Equal(Told.Select(Words), Story.Of(Plan, 9).Arrivals().Select(Words));

    [Fact]
    public void Every_address_can_be_read_belongs_to_one_person_and_reaches_nobody()
    {
        var people = Told.Select(one => one.Person).DistinctBy(person => person.Number).ToList();
        Assert.True(people.Count > 2000);
        Assert.Equal(people.Count, people.Select(person => person.Email).Distinct(StringComparer.Ordinal).Count());
        Assert.All(people, person => Assert.EndsWith(".example", person.Email, StringComparison.Ordinal));
        Assert.All(people, person => Assert.NotNull(EmailAddress.Read(person.Email).Address));
    }

    [Fact]
    public void Some_people_work_for_the_same_company() =>
        Assert.Contains(Told.Select(one => one.Person).DistinctBy(person => person.Number)
            .GroupBy(person => person.CompanyDomain), colleagues => colleagues.Count() > 2);

    [Fact]
    public void Every_kind_and_every_country_of_the_traffic_occurs()
    {
        Assert.Equal(RequestKinds.All.Count, Told.Select(one => one.Kind).Distinct().Count());
        Assert.Equal(17, Told.Select(one => one.Person.Country).Distinct().Count());
    }

    [Fact]
    public void Who_answers_the_touches_of_an_owner_does_so_less_and_less_as_they_wait()
    {
        int Reached(Duration waited) => Told.Count(one =>
            one.Touch("anybody", 1, waited).Grade == Core.Touches.Grade.TwoWay);
        Assert.True(Reached(Duration.Zero) > Reached(Duration.FromHours(1)));
        Assert.True(Reached(Duration.FromHours(1)) > Reached(Duration.FromDays(1)));
    }

    [Fact]
    public void A_rep_acts_while_they_are_here()
    {
        var story = Story.Of(Plan, 9);
        var here = story.PresenceOf("sofia.berg@fjordlight.example");
        Assert.All(Told, one =>
        {
            var acts = story.ActsAt("sofia.berg@fjordlight.example", one.At, Duration.FromMinutes(7))!.Value;
            Assert.True(acts >= one.At + Duration.FromMinutes(7));
            Assert.Contains(here, stretch => stretch.Contains(acts));
        });
    }

    static string Words(StoryArrival one) =>
        $"{one} {one.Person} {one.Message} {one.Channel} {one.Campaign} {one.LooksLikeSpam} {one.Touch("x", 1, default)}";
}
