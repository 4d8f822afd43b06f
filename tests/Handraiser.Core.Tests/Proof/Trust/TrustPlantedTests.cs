using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class TrustPlantedTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_planted_is_found_and_nearly_nothing_else(int seed)
    {
        var history = Planted(seed).Build();
        var marks = Trust.Of(history).Marks.OfTouch;
        foreach (var kind in new[]
        {
            TrustKinds.BeforeRequest, TrustKinds.LoggedLate, TrustKinds.BulkLogged, TrustKinds.AfterLogged,
            TrustKinds.ConnectedTooShort, TrustKinds.ImpossibleDuration,
        })
        {
            var (found, right, planted) = Compare(history, marks, kind);
            Assert.True(right >= 0.95 * planted, $"{kind}: {right} of {planted} planted were found");
            Assert.True(right >= 0.95 * found, $"{kind}: {right} of {found} found were planted");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void An_honest_team_has_at_most_one_mark_in_a_hundred(int seed)
    {
        var history = new PlantedHistory(seed).WithLeads(4_000).WithCampaignDay(300).Build();
        var marked = Trust.Of(history).Marks.OfTouch.Count(mark => mark != TrustKinds.None);
        Assert.InRange(marked, 0, history.Touches.Count / 100);
    }

    [Fact]
    public void Nothing_of_an_honest_history_is_left_out_whatever_the_order_of_its_rows()
    {
        Prop.ForAll<int>(seed =>
        {
            var one = Trust.Of(new PlantedHistory(seed).WithLeads(300).Build());
            var other = Trust.Of(new PlantedHistory(seed).WithLeads(300).Build(shuffled: true));
            return !one.Marks.LeftOut.Contains(true) && one.Report.LeftOut == other.Report.LeftOut
                && one.Report.Flags.Select(flag => (flag.Kind, flag.Count))
                    .SequenceEqual(other.Report.Flags.Select(flag => (flag.Kind, flag.Count)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(7, 11));
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        var (one, other) = (Trust.Of(Planted(6).Build()).Report, Trust.Of(Planted(6).Build(shuffled: true)).Report);
        Assert.Equal(one.Owners, other.Owners);
        Assert.Equal(one.LeftOut, other.LeftOut);
        Assert.Equal(one.Flags.Select(flag => (flag.Kind, flag.Count)),
            other.Flags.Select(flag => (flag.Kind, flag.Count)));
        foreach (var (first, second) in one.Flags.Zip(other.Flags).Where(pair => pair.First.Count <= Trust.MostIds))
        {
            Assert.Equal(first.Ids.Order(StringComparer.Ordinal), second.Ids.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void An_import_of_everything_at_one_instant_makes_no_hand_late()
    {
        var instant = PlantedHistory.Until;
        var history = new PlantedHistory(7).WithLeads(2_000).Change(touch => touch with { LoggedAt = instant }).Build();
        var findings = Trust.Of(history);
        Assert.DoesNotContain(findings.Report.Flags, flag => flag.Kind is "logged-late" or "bulk-logged");
        Assert.InRange(findings.Report.Logging.Imported, 0.95 * history.Touches.Count, history.Touches.Count);
    }

    [Fact]
    public void A_nightly_copy_of_everybodys_records_is_nobodys_bulk()
    {
        var history = new PlantedHistory(8).WithLeads(4_000).Change(touch => touch with
        {
            LoggedAt = touch.At.InUtc().Date.PlusDays(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant()
                + Duration.FromSeconds(touch.Id.Length),
        }).Build();
        Assert.DoesNotContain(Trust.Of(history).Report.Flags, flag => flag.Kind is "logged-late" or "bulk-logged");
    }

    static PlantedHistory Planted(int seed) => new PlantedHistory(seed).WithLeads(4_000).WithCampaignDay(200)
        .Plant("BeforeRequest", 120, (chance, lead, _) => Call(lead,
            lead.RaisedAt - PlantedHistory.Minutes(3 + (chance.NextDouble() * 2_000))) with
        { LoggedAt = lead.RaisedAt + PlantedHistory.Minutes(30) })
        .Plant("LoggedLate", 150, (chance, lead, i) =>
        {
            var at = lead.RaisedAt + PlantedHistory.Minutes(1 + (chance.NextDouble() * 50));
            return Call(lead, at) with
            {
                LoggedAt = PlantedHistory.Office.NextOpening(at + PlantedHistory.Minutes(2_000 + (i * 20)))!.Value
                    + PlantedHistory.Minutes(10 + (chance.NextDouble() * 400)),
            };
        })
        .Plant("BulkLogged", 160, (_, lead, i) =>
        {
            var day = PlantedHistory.Start + Duration.FromDays(7 * (i / 10)) + Duration.FromHours(16);
            var logged = day + Duration.FromSeconds((i % 10 * 4) + 7);
            return Call(lead, logged - PlantedHistory.Minutes(10 + (17 * (i % 10)))) with
            {
                LoggedAt = logged, Owner = $"rep{i / 10 % 2}", Lead = "L" + i, Type = "Call",
            };
        })
        .Plant("AfterLogged", 90, (chance, lead, _) => Call(lead, lead.RaisedAt + Duration.FromHours(30)) with
        { LoggedAt = lead.RaisedAt + Duration.FromHours(2) + PlantedHistory.Minutes(chance.Next(500)) })
        .Plant("ConnectedTooShort", 60, (_, lead, i) => Call(lead, lead.RaisedAt + Duration.FromHours(20 + i)) with
        { Lasted = Duration.FromSeconds(2), Grade = Grade.TwoWay })
        .Plant("ImpossibleDuration", 40, (_, lead, i) => Call(lead, lead.RaisedAt + Duration.FromHours(25 + i)) with
        { Lasted = Duration.FromHours(10 + i), Grade = Grade.TwoWay });

    static TouchEntry Call(LeadEntry lead, Instant at) => new(lead.Id, at, Grade.Attempt)
    {
        LoggedAt = at + Duration.FromSeconds(90), Origin = Origin.Reported, Channel = Channel.Call, Type = "Call",
        Owner = lead.Owner,
    };

    static (int Found, int Right, int Planted) Compare(History history, TrustKinds[] marks, TrustKinds kind)
    {
        var (found, right, planted) = (0, 0, 0);
        for (var touch = 0; touch < marks.Length; touch++)
        {
            // A planted touch of another kind may show this sign as well.
            var id = history.Touches.Id[touch];
            var own = id.StartsWith($"{kind}-", StringComparison.Ordinal);
            var honest = id.StartsWith("honest", StringComparison.Ordinal)
                || id.StartsWith("campaign", StringComparison.Ordinal);
            if (own) planted++;
            if ((marks[touch] & kind) == 0) continue;
            if (own) right++;
            if (own || honest) found++;
        }
        return (found, right, planted);
    }
}
