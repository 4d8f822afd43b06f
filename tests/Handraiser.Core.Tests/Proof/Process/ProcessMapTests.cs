using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Tests.Proof;

public sealed class ProcessMapTests
{
    [Fact]
    public void What_directly_follows_what_is_counted_with_its_leads()
    {
        var floor = new Floor().Lead("a").Touch("a", 10, type: "Call").Touch("a", 20, type: "Call")
            .Touch("a", 40, type: "Mail").Touch("a", 100, type: "Call").Lead("b").Touch("b", 5, type: "Call");
        var map = ProcessMap.Of(floor.Answers());
        Assert.Equal([("request", "Call", 2, 2), ("Call", "Call", 1, 1), ("Call", "Mail", 1, 1), ("Mail", "Call", 1, 1)],
            Edges(map));
        var call = map.Activities.Single(one => one.Name == "Call");
        Assert.Equal((4, 2, 1, 1, 1, 2), (call.Events, call.Cases, call.Repeats, call.Returns, call.Returned.Count, call.Last));
    }

    [Fact]
    public void A_gap_is_told_of_twenty()
    {
        var floor = new Floor();
        for (var i = 1; i <= 21; i++) floor.Lead($"l{i}").Touch($"l{i}", i * 60, type: "Call");
        var edge = ProcessMap.Of(floor.Answers()).Edges[0];
        Assert.Equal((11, 19), (edge.P50Hours, edge.P90Hours));
    }

    [Fact]
    public void Directions_and_steps_are_activities_of_their_own()
    {
        var floor = new Floor().Lead("a", lead => lead with { QualifiedAt = Floor.At(30), WonAt = Floor.At(90) })
            .Touch("a", 10, Grade.Automated, type: "Mail").Touch("a", 20, Grade.Personal, type: "Mail")
            .Touch("a", 25, Grade.TwoWay, inbound: true, type: "Mail").Touch("a", 26, channel: Channel.Open);
        var map = ProcessMap.Of(floor.Answers());
        Assert.Equal(["request", "automated", "outbound", "inbound", "step", "ending"],
            map.Variants[0].Path.Select(activity => map.Activities[activity].Kind));
        Assert.Equal("qualified", map.Activities[map.Variants[0].Path[4]].Name);
    }

    [Fact]
    public void Whole_ways_are_left_out_and_the_rest_is_told()
    {
        var floor = new Floor();
        for (var i = 0; i < 90; i++) floor.Lead($"l{i}").Touch($"l{i}", 5, type: "Call").Touch($"l{i}", 9, type: "Call");
        for (var i = 0; i < 10; i++) floor.Lead($"r{i}").Touch($"r{i}", 5, type: "Mail").Touch($"r{i}", 9, type: "Call");
        var map = ProcessMap.Of(floor.Answers());
        Assert.Equal((2, 1, 90, 100),
            (map.VariantCount, map.Variants.Length, (int)map.Coverage.Count, (int)map.Coverage.Of));
        // The calls after a mail go with their leads.
        Assert.Equal([("request", "Call", 90, 90), ("Call", "Call", 90, 90)],
            Edges(map with { Edges = map.PictureEdges }));
        Assert.Equal(100, map.Edges.Where(edge => edge.From == 0).Sum(edge => edge.Count));
    }

    [Fact]
    public void Who_still_waits_in_a_stage_counts()
    {
        LeadEntry Qualified(LeadEntry lead, double hours) => lead with { QualifiedAt = Floor.At(hours * 60) };
        var floor = new Floor { Until = Floor.At(6_000) }.Lead("a", lead => Qualified(lead, 2)).Touch("a", 60, Grade.TwoWay)
            .Lead("b").Touch("b", 60, Grade.TwoWay).Lead("c").Touch("c", 60, Grade.TwoWay)
            .Lead("d", lead => Qualified(lead, 0.5)).Touch("d", 60, Grade.TwoWay);
        var stage = ProcessMap.Of(floor.Answers()).Dwell.Single(one => (one.From, one.To) == ("contact", "qualified"));
        Assert.Equal((1, 3, 1), (stage.Moved.Count, stage.Moved.Of, stage.OutOfOrder));
        Assert.Null(stage.P50Hours.Hours);
    }

    [Fact]
    public void Without_a_time_of_day_there_is_no_order()
    {
        var map = ProcessMap.Of(new Floor().Lead("a").Touch("a", 2, dateOnly: true)
            .Lead("b", lead => lead with { DateOnly = true }).Touch("b", 5).Answers());
        Assert.Equal((1, 1, 1, 1), (map.Cases, map.Events, map.DateOnlyLeads, map.DateOnlyTouches));
    }

    [Fact]
    public void Every_event_but_the_first_of_a_lead_follows_one() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var (map, other) = (Of(floor), Of(floor.Reversed()));
        Assert.Equal(map.Events - map.Cases, map.Edges.Sum(edge => edge.Count));
        Assert.Equal(map.Cases, map.Activities.Sum(one => one.Last));
        Assert.Equal(map.Activities, other.Activities);
        Assert.Equal(map.Edges, other.Edges);
        Assert.Equal(map.PictureEdges, other.PictureEdges);
        Assert.Equal(map.Dwell, other.Dwell);
    }).QuickCheckThrowOnFailure();

    static IEnumerable<(string?, string?, int, int)> Edges(ProcessMap map) => map.Edges.Select(edge =>
        (map.Activities[edge.From].Name, map.Activities[edge.To].Name, (int)edge.Count, (int)edge.Cases));

    static ProcessMap Of(AnyFloor floor) => ProcessMap.Of(Handraiser.Core.Proof.Answers.Of(floor.Build()));
}
