using Handraiser.Core.Proof;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Tests.Proof;

/// <summary>Records that lie are as many as asked for and show it; the others do not look like them.</summary>
public sealed class SamplePlantingTests
{
    static readonly SamplePlan Plan = new(12_000);

    static readonly Lazy<(List<SampleLead> Leads, SampleTruth Truth)> Once = new(() =>
    {
        var sample = new Core.Proof.Sample(Plan, 21);
        List<SampleLead> leads = [.. sample.Leads()];
        return (leads, sample.Truth());
    });

    static IEnumerable<(SampleLead Lead, SampleActivity Activity)> ByPeople => Once.Value.Leads
        .SelectMany(lead => lead.Activities.Select(activity => (lead, activity)))
        .Where(one => one.activity.Touch is { Grade: not Grade.Automated, Inbound: false });

    [Theory]
    [InlineData(Planted.BackDated)]
    [InlineData(Planted.BeforeCreation)]
    [InlineData(Planted.BulkLogged)]
    [InlineData(Planted.Overlapping)]
    [InlineData(Planted.ShortConnect)]
    [InlineData(Planted.Duplicate)]
    public void Each_kind_is_planted_as_often_as_asked(Planted kind)
    {
        var all = ByPeople.ToList();
        var found = all.Count(one => one.Activity.Planted == kind);
        Assert.Equal(Plan.Shares.Of(kind), found / (double)all.Count, 0.001);
        Assert.Equal(found, Once.Value.Truth.Planted.Single(one => one.Kind == kind).Count);
        Assert.Equal(all.Count, Once.Value.Truth.ByPeople);
    }

    [Fact]
    public void Nothing_is_planted_that_was_not_asked_for()
    {
        var plan = new SamplePlan(1_000) { Heaping = false, Bunching = false, Shares = SampleShares.None };
        Assert.All(new Core.Proof.Sample(plan, 1).Leads().SelectMany(one => one.Activities), one => Assert.Equal(Planted.None, one.Planted));
    }

    [Fact]
    public void What_is_written_down_more_than_a_day_late_is_back_dated() => Assert.Equal(
        Ids(ByPeople.Where(one => one.Activity.Planted == Planted.BackDated)),
        Ids(ByPeople.Where(one => one.Activity.Touch.LoggedAt - one.Activity.Touch.At > NodaTime.Duration.FromHours(24)
            && one.Activity.Planted != Planted.BeforeCreation)));

    [Fact]
    public void What_claims_a_time_before_the_lead_is_labelled() => Assert.Equal(
        Ids(ByPeople.Where(one => one.Activity.Planted == Planted.BeforeCreation)),
        Ids(ByPeople.Where(one => one.Activity.Touch.At < one.Lead.Lead.RaisedAt)));

    [Fact]
    public void Nothing_is_written_down_before_it_happened() =>
        Assert.All(ByPeople, one => Assert.True(one.Activity.Touch.LoggedAt >= one.Activity.Touch.At));

    [Fact]
    public void Only_planted_calls_connect_for_a_moment() => Assert.Equal(
        Ids(ByPeople.Where(one => one.Activity.Planted == Planted.ShortConnect)),
        Ids(ByPeople.Where(one => one.Activity.Touch is { Grade: Grade.TwoWay, Channel: Channel.Call } call
            && call.Lasted < NodaTime.Duration.FromSeconds(5))));

    [Fact]
    public void Only_planted_calls_of_one_rep_overlap()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var rep in ByPeople.Where(one => one.Activity.Touch.Lasted is not null).GroupBy(one => one.Activity.Touch.Owner))
        {
            var (end, last) = (NodaTime.Instant.MinValue, "");
            foreach (var touch in rep.Select(one => one.Activity.Touch).OrderBy(touch => touch.At))
            {
                if (touch.At < end) found.UnionWith([last, touch.Id]);
                (end, last) = (touch.At + touch.Lasted!.Value, touch.Id);
            }
        }
        Assert.Equal(Ids(ByPeople.Where(one => one.Activity.Planted == Planted.Overlapping)), found);
    }

    [Fact]
    public void Only_planted_ones_come_eight_in_a_minute()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var same in ByPeople.GroupBy(one => (one.Activity.Touch.Owner, one.Activity.Touch.Type)))
        {
            var touches = same.Select(one => one.Activity.Touch).OrderBy(touch => touch.LoggedAt).ToList();
            for (var i = 0; i + 7 < touches.Count; i++)
            {
                if (touches[i + 7].LoggedAt - touches[i].LoggedAt > NodaTime.Duration.FromMinutes(1)) continue;
                found.UnionWith(touches.Skip(i).Take(8).Select(touch => touch.Id));
            }
        }
        var planted = Ids(ByPeople.Where(one => one.Activity.Planted == Planted.BulkLogged));
        Assert.Subset(found, planted);
        Assert.InRange(found.Count, planted.Count, planted.Count * 1.05);
    }

    [Fact]
    public void Of_a_duplicate_there_is_the_other_one()
    {
        var sent = ByPeople.Where(one => one.Activity.Planted == Planted.None)
            .Select(one => (one.Activity.Touch.Lead, one.Activity.Touch.At, one.Activity.Touch.Type)).ToHashSet();
        Assert.All(ByPeople.Where(one => one.Activity.Planted == Planted.Duplicate),
            one => Assert.Contains((one.Activity.Touch.Lead, one.Activity.Touch.At, one.Activity.Touch.Type), sent));
    }

    [Fact]
    public void One_rep_writes_full_and_half_hours()
    {
        var rep = Once.Value.Truth.HeapingRep;
        var heaped = ByPeople.Where(one => one.Activity.Planted == Planted.Heaped).ToList();
        Assert.True(heaped.Count > 100);
        Assert.All(heaped, one => Assert.Equal((rep, 0L), (one.Activity.Touch.Owner, one.Activity.Touch.At.ToUnixTimeSeconds() % 1_800)));
    }

    [Fact]
    public void Another_answers_just_under_five_minutes()
    {
        var rep = Once.Value.Truth.BunchingRep;
        var bunched = ByPeople.Where(one => one.Activity.Planted == Planted.Bunched).ToList();
        Assert.True(bunched.Count > 50);
        Assert.All(bunched, one => Assert.Equal(rep, one.Activity.Touch.Owner));
        Assert.All(bunched, one => Assert.InRange((one.Activity.Touch.At - one.Lead.Lead.RaisedAt).TotalSeconds, 240, 299));
    }

    static SortedSet<string> Ids(IEnumerable<(SampleLead Lead, SampleActivity Activity)> of) =>
        new(of.Select(one => one.Activity.Touch.Id), StringComparer.Ordinal);
}
