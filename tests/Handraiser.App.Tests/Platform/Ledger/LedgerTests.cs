using Handraiser.App.Platform.Ledger;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Ledger;

using Ledger = Handraiser.App.Platform.Ledger.Ledger;

public sealed class LedgerTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Fact]
    public void A_history_that_nobody_touched_is_whole() => Assert.Null(Ledger.Check(Chain(5), Head(Chain(5))));

    [Theory]
    [InlineData("kind")]
    [InlineData("at")]
    [InlineData("actor")]
    [InlineData("data")]
    [InlineData("hash")]
    public void An_edit_of_anything_shows_where_it_was_made(string what)
    {
        var events = Chain(5);
        events[2] = what switch
        {
            "kind" => events[2] with { Kind = "other" },
            "at" => events[2] with { At = events[2].At + Duration.FromSeconds(1) },
            "actor" => events[2] with { Actor = "rep:other" },
            "data" => events[2] with { Data = """{"n":99}""" },
            _ => events[2] with { Hash = events[1].Hash },
        };
        Assert.Equal("event 3 was changed after it was written", Ledger.Check(events, Head(Chain(5))));
    }

    [Fact]
    public void A_gap_a_swap_a_cut_and_an_addition_show()
    {
        var (whole, head) = (Chain(5), Head(Chain(5)));
        Assert.Equal("event 3 is missing", Ledger.Check([.. whole.Where(row => row.Number != 3)], head));
        Assert.Equal("event 2 is missing", Ledger.Check([whole[0], whole[2], whole[1], whole[3], whole[4]], head));
        Assert.Equal("the stream's end was cut off or added to", Ledger.Check(whole[..4], head));
        Assert.Equal("the stream's end was cut off or added to", Ledger.Check(Chain(6), head));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Not_even_the_program_can_change_what_is_written(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.LeadAsync();

        foreach (var sql in new[] { "update event set actor = 'nobody'", "delete from event" })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => app.Database.WriteAsync(tx => tx.ExecuteAsync(sql), TestContext.Current.CancellationToken));
        }
        await app.AssertLawsHoldAsync();
    }

    static StreamHead Head(List<EventRow> events) => new("stream", events.Count, events[^1].Hash);

    static List<EventRow> Chain(int count)
    {
        var (events, hash) = (new List<EventRow>(), "");
        for (var number = 1; number <= count; number++)
        {
            var (at, data) = (Start + Duration.FromMinutes(number), $$"""{"n":{{number}}}""");
            hash = Ledger.Seal(hash, number, "kind", at, "system", data);
            events.Add(new EventRow { Stream = "stream", Number = number, Kind = "kind", At = at, Actor = "system", Data = data, Hash = hash });
        }
        return events;
    }
}
