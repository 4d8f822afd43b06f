using Handraiser.App.Features.Intake;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake;

public sealed class SightingsTests
{
    readonly VirtualClock clock = new(Instant.FromUtc(2026, 3, 2, 9, 0));

    [Fact]
    public void Each_sighting_tells_how_many_came_before_it()
    {
        var sightings = new Sightings(clock);

        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(_ => sightings.Before("a")));
        Assert.Equal(0, sightings.Before("b"));
    }

    [Fact]
    public void What_is_older_than_ten_minutes_counts_no_more()
    {
        var sightings = new Sightings(clock);
        sightings.Before("a");

        clock.Advance(Duration.FromMinutes(10) + Duration.FromSeconds(1));

        Assert.Equal(0, sightings.Before("a"));
    }

    [Fact]
    public void What_was_seen_within_ten_minutes_counts_though_the_page_was_turned_meanwhile()
    {
        var sightings = new Sightings(clock);
        clock.Advance(Duration.FromMinutes(9));
        sightings.Before("a");

        clock.Advance(Duration.FromMinutes(2));

        Assert.Equal(1, sightings.Before("a"));
    }

    [Fact]
    public void A_flood_of_names_does_not_hide_one_that_keeps_coming()
    {
        var sightings = new Sightings(clock, mostKept: 20);

        for (var i = 0; i < 200; i++)
        {
            sightings.Before($"other {i}");
            if (i % 5 == 0) sightings.Before("a");
        }

        Assert.Equal(40, sightings.Before("a"));
    }

    [Fact]
    public void A_flood_of_names_makes_it_forget_those_that_came_once()
    {
        var sightings = new Sightings(clock, mostKept: 20);
        sightings.Before("a");

        for (var i = 0; i < 200; i++) sightings.Before($"other {i}");

        Assert.Equal(0, sightings.Before("a"));
    }
}
