using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class AttributionTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 9, 0);
    readonly HistoryBuilder builder = new();
    int deals;

    [Fact]
    public void Each_won_deal_counts_once_by_its_link_and_how_sure_it_is()
    {
        Lead("a", "acme.example");
        Lead("b", "shared.example");
        Lead("c", "shared.example");
        Deal("a", Link.Id, 100);
        Deal("a", Link.Email, 200);
        Deal("b", Link.Email, 300, before: true);
        Deal("a", Link.Domain, 400);
        Deal("b", Link.Domain, 500);
        Deal(null, Link.None, 600);
        Deal("a", Link.Id, 9_000, state: DealState.Lost);
        var report = Build();
        Assert.Equal([("id", "certain"), ("email", "high"), ("email", "low"), ("domain", "high"), ("domain", "low"),
            ("none", null)], report.Links.Select(link => (link.Link, link.Confidence)));
        Assert.Equal([1L, 1, 1, 1, 1, 1], report.Links.Select(link => link.Deals.Count));
        Assert.Equal([100d, 200, 300, 400, 500, 600], report.Links.Select(link => link.Value));
        Assert.Equal((6L, 6L, 2_100d), (report.Won, report.WonWithValue, report.Value));
    }

    [Fact]
    public void Rates_of_fewer_than_twenty_are_not_told()
    {
        for (var i = 0; i < 19; i++) Deal(null, Link.None, 10);
        Assert.All(Build().Links, link => Assert.Null(link.Deals.Rate));
    }

    [Fact]
    public void Shares_of_count_and_value_lie_inside_their_limits()
    {
        Lead("a", "acme.example");
        for (var i = 0; i < 60; i++) Deal(i % 3 == 0 ? "a" : null, i % 3 == 0 ? Link.Id : Link.None, 10 + (i % 7));
        var id = Build().Links[0];
        Assert.Equal(1 / 3d, id.Deals.Rate!.Value, 12);
        Assert.InRange(1 / 3d, id.Deals.Low!.Value, id.Deals.High!.Value);
        Assert.InRange(id.ValueShare!.Value, id.ValueLow!.Value, id.ValueHigh!.Value);
        Assert.Equal(1, Build().Links.Sum(link => link.ValueShare!.Value), 12);
    }

    [Fact]
    public void A_deal_without_a_value_counts_and_weighs_nothing()
    {
        Deal(null, Link.None, null);
        Assert.Equal((1L, 0L, 0d), (Build().Won, Build().WonWithValue, Build().Value));
    }

    [Fact]
    public void Unlinked_deals_are_listed_by_owner_the_most_first()
    {
        Lead("a", "acme.example");
        Deal("a", Link.Id, 1, "Ann");
        Deal(null, Link.None, 2, "Ann");
        for (var i = 0; i < 3; i++) Deal(null, Link.None, 5, "Bo");
        Deal("a", Link.Id, 1, "Cy");
        var owners = Build().Owners;
        Assert.Equal(["Bo", "Ann"], owners.Select(owner => owner.Owner));
        Assert.Equal((3L, 3L, 15d), (owners[0].Unlinked.Count, owners[0].Unlinked.Of, owners[0].UnlinkedValue));
        Assert.Equal((1L, 2L), (owners[1].Unlinked.Count, owners[1].Unlinked.Of));
    }

    void Lead(string id, string domain) => builder.AddLead(new(id, Start) { Domain = domain });

    void Deal(string? lead, Link link, double? value, string owner = "Ann", bool before = false,
        DealState state = DealState.Won) =>
        builder.AddDeal(new($"d{deals++}", lead, Start + Duration.FromDays(before ? -9 : 9))
        {
            Link = link, Value = value, Owner = owner, State = state, ClosedAt = Start + Duration.FromDays(20),
        });

    AttributionReport Build() =>
        Attribution.Of(builder.Build(DateTimeZone.Utc, OpeningHours.Always, Start + Duration.FromDays(90)));
}
