using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;

namespace Handraiser.Core.Tests.Proof;

public sealed class WaitBandTests
{
    const double Instantly = 1 / 60e6;

    [Fact]
    public void An_end_belongs_to_the_shorter_wait_and_never_is_a_row()
    {
        double[] ends = [5, 30, 60, 240, 1440, 4320];
        var bands = Of(new Floor().Waited([.. ends.SelectMany(end => new double?[] { end, end + Instantly }), null]));
        Assert.Equal([1, 2, 2, 2, 2, 2, 1, 1], bands.Select(band => (int)band.Leads));
        Assert.Equal(["<=5m", "5-30m", "30-60m", "1-4h", "4-24h", "1-3d", ">3d", "never"], bands.Select(band => band.Band));
    }

    [Fact]
    public void Those_whose_wait_nobody_knows_have_a_row_of_their_own()
    {
        var bands = Of(new Floor().Lead("a").Touch("a", 2, dateOnly: true));
        Assert.Equal(("date only", 1), (bands[^1].Band, (int)bands[^1].Leads));
    }

    [Fact]
    public void An_outcome_counts_within_its_horizon_from_the_request()
    {
        LeadEntry Won(LeadEntry lead, double days) => lead with { WonAt = Floor.At(days * 24 * 60) };
        var band = Of(new Floor().Lead("a", lead => Won(lead, 90)).Lead("b", lead => Won(lead, 90.001)))[7];
        Assert.Equal((2, 1, 1, 1), (band.Won.Of, band.Won.Count, band.Met.Count, band.Contacted.Count));
        Assert.Equal(0, band.Undated);
    }

    [Fact]
    public void Who_asked_too_late_for_the_horizon_is_left_out_of_the_outcomes()
    {
        var floor = new Floor { Until = Floor.At(90 * 24 * 60) }.Lead("a", lead => lead with { Ending = Ending.Won })
            .Lead("late", lead => lead with { RaisedAt = Floor.At(1), Ending = Ending.Won });
        var band = Of(floor)[7];
        Assert.Equal((2, 1, 1, 1), (band.Leads, band.TooYoung, band.Won.Of, band.Won.Count));
        Assert.Equal(0, Bands.Of(floor.Answers(), 30)[7].TooYoung);
    }

    [Fact]
    public void A_step_without_a_date_counts_and_is_told()
    {
        var band = Of(new Floor().Lead("a", lead => lead with { Reached = Reached.Qualified }))[7];
        Assert.Equal((1, 1, 2), (band.Qualified.Count, band.Contacted.Count, band.Undated));
    }

    [Fact]
    public void A_band_tells_of_what_it_is_made()
    {
        var floor = new Floor();
        for (var i = 0; i < 30; i++)
        {
            var source = i < 20 ? "Web" : $"s{i}";
            floor.Lead($"l{i}", lead => lead with { Source = source }).Touch($"l{i}", 1);
        }
        var mix = Of(floor)[0].Sources;
        Assert.Equal(("Web", 0, 20), (mix[0].Name, mix[0].Rest, (int)mix[0].Share.Count));
        Assert.Equal((null, 3, 3), (mix[^1].Name, mix[^1].Rest, (int)mix[^1].Share.Count));
    }

    [Fact]
    public void Bands_add_up_and_do_not_depend_on_the_order() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var (one, other) = (Of(floor), Of(floor.Reversed()));
        Assert.Equal(floor.Leads.Length, one.Sum(band => band.Leads));
        Assert.All(one, band =>
        {
            Assert.Equal(band.Leads - band.TooYoung, band.Won.Of);
            Assert.Equal(band.Leads, band.Sources.Sum(part => part.Share.Count));
            Assert.True(band.Won.Count <= band.Qualified.Count && band.Qualified.Count <= band.Contacted.Count);
        });
        Assert.Equal(one.Select(Plain), other.Select(Plain));
        Assert.Equal(one.SelectMany(band => band.Sources), other.SelectMany(band => band.Sources));
    }).QuickCheckThrowOnFailure();

    static WaitBand Plain(WaitBand band) => band with { Sources = [], Kinds = [] };

    static WaitBand[] Of(Floor floor) => Bands.Of(floor.Answers());

    static WaitBand[] Of(AnyFloor floor) => Bands.Of(Handraiser.Core.Proof.Answers.Of(floor.Build()), 60);
}
