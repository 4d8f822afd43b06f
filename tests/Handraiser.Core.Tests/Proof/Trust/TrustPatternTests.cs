using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

/// <summary>Signs that only many records together show.</summary>
public sealed class TrustPatternTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 0, 0);
    readonly HistoryBuilder builder = new();
    OpeningHours hours = OpeningHours.Always;

    [Theory]
    [InlineData(3, true)]
    [InlineData(30, false)]
    public void An_owner_heaps_who_writes_every_third_time_on_the_full_or_half_hour(int every, bool marked)
    {
        for (var i = 0; i < 240; i++)
        {
            var at = Start + Duration.FromMinutes(i % every == 0 ? 30 * i : (30 * i) + 1 + (i % 28));
            Add(i, at, at, "Ann");
            Add(i + 1_000, at, Start + Duration.FromSeconds((1_907 * i) + 1), "Bo");
        }
        var marks = Trust.Of(Build()).Report.Flags.SingleOrDefault(flag => flag.Kind == "minute-heaping");
        Assert.Equal(marked, marks is not null);
        if (marked) Assert.Equal(80, marks!.Count);
    }

    [Fact]
    public void Meetings_are_held_on_the_half_hour_and_do_not_heap()
    {
        for (var i = 0; i < 200; i++)
        {
            var at = Start + Duration.FromMinutes(30 * i);
            Add(i, at, at, "Ann", touch => touch with { Channel = Channel.Meeting, Grade = Grade.Meeting });
        }
        Assert.Empty(Trust.Of(Build()).Report.Flags);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(0, false)]
    public void Responses_bunch_when_far_more_lie_just_inside_the_target(int more, bool marked)
    {
        for (var i = 0; i < 1_000; i++) Respond(i, 0.4 + (0.011 * i));
        for (var i = 0; i < more; i++) Respond(5_000 + i, 4.1 + (0.004 * i));
        var marks = Trust.Of(Build()).Report.Flags.SingleOrDefault(flag => flag.Kind == "bunching");
        Assert.Equal(marked, marks is not null);
        Assert.Equal("leads", marks?.About ?? "leads");
    }

    [Fact]
    public void A_call_at_three_in_the_night_is_outside_and_one_after_closing_is_not()
    {
        hours = PlantedHistory.Office;
        for (var i = 0; i < 90; i++)
        {
            var day = Start + Duration.FromDays(7 * i);
            Add(i, day, day + Duration.FromHours(i == 0 ? 3 : i == 1 ? 18 : 10), "Ann");
        }
        Assert.Equal(["t0"], Trust.Of(Build()).Report.Flags.Single(flag => flag.Kind == "outside-hours").Ids);
    }

    [Fact]
    public void Who_keeps_other_hours_than_the_team_is_not_outside()
    {
        hours = PlantedHistory.Office;
        for (var i = 0; i < 300; i++)
        {
            var day = Start + Duration.FromDays(7 * i);
            Add(i, day, day + Duration.FromHours(i % 10 == 0 ? 3 : 10), i % 10 == 0 ? "Night" : "Ann");
        }
        Assert.DoesNotContain(Trust.Of(Build()).Report.Flags, flag => flag.Kind == "outside-hours");
    }

    [Fact]
    public void A_machines_answer_is_told_of_and_never_left_out()
    {
        Add(0, Start, Start + Duration.FromSeconds(3), "", touch => touch with { Grade = Grade.Automated });
        Add(1, Start, Start + Duration.FromSeconds(3), "", touch => touch with { Channel = Channel.Open });
        var (report, marks) = Trust.Of(Build());
        Assert.Equal([("automated-first", 1L), ("opens", 1L)], report.Flags.Select(flag => (flag.Kind, flag.Count)));
        Assert.DoesNotContain(true, marks.LeftOut);
        Assert.Equal(TrustKinds.AutomatedFirst, marks.OfLead[0]);
    }

    [Fact]
    public void An_owners_score_is_drawn_towards_that_of_all_the_more_the_less_is_known()
    {
        for (var owner = 0; owner < 12; owner++)
        {
            var touches = owner == 0 ? 2 : 200;
            for (var i = 0; i < touches; i++)
            {
                var marked = owner == 0 ? i == 0 : owner == 1 ? i % 4 == 0 : i % 50 == 0;
                var at = Start + Duration.FromSeconds((owner * 100_000) + (i * 4_001));
                Add((owner * 1_000) + i, at + (marked ? Duration.FromHours(1) : Duration.Zero), at, $"rep{owner}");
            }
        }
        var owners = Trust.Of(Build()).Report.Owners.ToDictionary(one => one.Owner);
        Assert.InRange(owners["rep0"].Score, 0.02, 0.25);
        Assert.InRange(owners["rep1"].Score, 0.2, 0.25);
        Assert.True(owners["rep1"].StandsOut);
        Assert.False(owners["rep0"].StandsOut);
    }

    [Fact]
    public void A_flag_names_a_thousand_and_counts_all()
    {
        for (var i = 0; i < 1_500; i++)
        {
            Add(i, Start, Start + Duration.FromSeconds(i), "Ann", touch => touch with { Channel = Channel.Open });
        }
        var flag = Assert.Single(Trust.Of(Build()).Report.Flags);
        Assert.Equal((1_500L, 1_000), (flag.Count, flag.Ids.Count));
    }

    [Fact]
    public void A_history_of_nothing_has_no_flags()
    {
        var report = Trust.Of(Build()).Report;
        Assert.Empty(report.Flags);
        Assert.Empty(report.Owners);
        Assert.Null(report.LeftOut.Rate);
    }

    void Respond(int lead, double minutes)
    {
        var raised = Start + Duration.FromSeconds(613 * lead);
        Add(lead, raised, raised + Duration.FromSeconds(Math.Round(60 * minutes)), $"rep{lead % 5}");
    }

    void Add(int lead, Instant raised, Instant at, string owner, Func<TouchEntry, TouchEntry>? change = null)
    {
        builder.AddLead(new LeadEntry($"l{lead}", raised));
        var touch = new TouchEntry($"l{lead}", at, Grade.Attempt)
        {
            Id = $"t{lead}", Owner = owner, Type = "Call", Origin = Origin.Reported,
        };
        builder.AddTouch(change is null ? touch : change(touch));
    }

    History Build() => builder.Build(DateTimeZone.Utc, hours, Start + Duration.FromDays(3_000));
}
