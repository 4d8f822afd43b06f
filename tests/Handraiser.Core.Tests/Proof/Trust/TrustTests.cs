using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class TrustTests
{
    // A Tuesday.
    static readonly Instant Raised = Instant.FromUtc(2026, 3, 3, 9, 0, 11);

    readonly List<TouchEntry> touches = [];
    readonly List<LeadEntry> leads = [new("a", Raised)];
    OpeningHours hours = OpeningHours.Always;

    [Fact]
    public void A_call_before_the_request_is_marked_and_one_within_the_minute_is_not()
    {
        Add(Call("early", Raised - Duration.FromMinutes(2)));
        Add(Call("rounded", Raised - Duration.FromSeconds(11)));
        Assert.Equal(["early"], Marked(TrustKinds.BeforeRequest));
    }

    [Fact]
    public void A_machines_mail_before_the_request_is_no_claim()
    {
        Add(Call("newsletter", Raised - Duration.FromDays(9)) with { Grade = Grade.Automated, Channel = Channel.Mail });
        Assert.Empty(Marked(TrustKinds.BeforeRequest));
    }

    [Fact]
    public void An_older_acquaintance_may_have_been_called_before()
    {
        leads[0] = leads[0] with { LoggedAt = Raised - Duration.FromDays(100) };
        var at = Raised - Duration.FromDays(50);
        Add(Call("back then", at) with { LoggedAt = at + Duration.FromMinutes(1) });
        Add(Call("written today", at) with { LoggedAt = Raised + Duration.FromHours(1) });
        Assert.Equal(["written today"], Marked(TrustKinds.BeforeRequest));
    }

    [Fact]
    public void A_lead_known_by_its_date_has_the_whole_day_before_it()
    {
        leads[0] = leads[0] with { DateOnly = true };
        Add(Call("that night", Raised - Duration.FromHours(20)));
        Add(Call("two days before", Raised - Duration.FromHours(50)));
        Assert.Equal(["two days before"], Marked(TrustKinds.BeforeRequest));
    }

    [Fact]
    public void A_list_loaded_at_one_instant_says_nothing_of_the_time_of_requests()
    {
        for (var i = 0; i < 30; i++)
        {
            leads.Add(new($"card{i}", Raised + Duration.FromDays(1)));
            Add(Call($"at the booth {i}", Raised) with { Lead = $"card{i}" });
        }
        Assert.Empty(Marked(TrustKinds.BeforeRequest));
    }

    [Fact]
    public void A_call_cannot_be_written_down_before_it_happened_but_a_meeting_is()
    {
        var at = Raised + Duration.FromDays(2);
        Add(Call("call", at) with { LoggedAt = Raised });
        Add(Call("meeting", at) with { LoggedAt = Raised, Channel = Channel.Meeting, Grade = Grade.Meeting });
        Add(Call("clocks apart", at) with { LoggedAt = at - Duration.FromMinutes(4) });
        Assert.Equal(["call"], Marked(TrustKinds.AfterLogged));
    }

    [Fact]
    public void A_type_that_is_always_planned_ahead_is_not_judged_by_its_time_of_logging()
    {
        for (var i = 0; i < 40; i++)
        {
            Add(Call($"task{i}", Raised + Duration.FromDays(2 + i)) with
            {
                LoggedAt = Raised + Duration.FromMinutes(7 * i), Type = "Planned call",
            });
        }
        var report = Trust.Of(Build()).Report;
        Assert.DoesNotContain(report.Flags, flag => flag.Kind == "after-logged");
        Assert.Contains(report.Silenced, one => one is { Kind: "after-logged", Type: "Planned call", Count: 40 });
    }

    [Fact]
    public void A_record_made_more_than_a_day_later_is_marked_and_those_that_claim_a_met_target_are_counted()
    {
        Add(Call("claim", Raised + Duration.FromMinutes(4)) with { LoggedAt = Raised + Duration.FromDays(2) });
        Add(Call("forgotten", Raised + Duration.FromHours(5)) with { LoggedAt = Raised + Duration.FromDays(2) });
        Add(Call("that evening", Raised + Duration.FromHours(5)) with { LoggedAt = Raised + Duration.FromHours(14) });
        Assert.Equal(["claim", "forgotten"], Marked(TrustKinds.LoggedLate));
        Assert.Equal(1, Trust.Of(Build()).Report.Logging.LateClaims);
    }

    [Fact]
    public void What_a_system_saw_is_not_late_when_it_was_copied_late()
    {
        var claim = Call("seen", Raised + Duration.FromMinutes(4)) with { LoggedAt = Raised + Duration.FromDays(2) };
        Add(claim with { Origin = Origin.Observed });
        Assert.Empty(Marked(TrustKinds.LoggedLate));
    }

    [Fact]
    public void Fridays_call_logged_on_monday_morning_is_not_late()
    {
        hours = PlantedHistory.Office;
        var friday = Instant.FromUtc(2026, 3, 6, 15, 0);
        leads[0] = leads[0] with { RaisedAt = friday, LoggedAt = friday };
        var call = Call("monday", friday + Duration.FromMinutes(9));
        Add(call with { LoggedAt = Instant.FromUtc(2026, 3, 9, 9, 0) });
        Add(call with { Id = "tuesday", LoggedAt = Instant.FromUtc(2026, 3, 10, 9, 0) });
        Assert.Equal(["tuesday"], Marked(TrustKinds.LoggedLate));
    }

    [Fact]
    public void A_lead_that_the_crm_got_late_makes_nobody_late()
    {
        leads[0] = leads[0] with { LoggedAt = Raised + Duration.FromDays(3) };
        Add(Call("at the booth", Raised + Duration.FromMinutes(2)) with { LoggedAt = Raised + Duration.FromHours(75) });
        Assert.Empty(Marked(TrustKinds.LoggedLate));
    }

    [Fact]
    public void Who_logs_everything_late_is_not_back_dating()
    {
        for (var i = 0; i < 60; i++)
        {
            leads.Add(new($"l{i}", Raised + Duration.FromHours(i)));
            var at = Raised + Duration.FromHours(i) + Duration.FromMinutes(i % 2 == 0 ? 20 : 300);
            var logged = at + Duration.FromHours(40) + Duration.FromMinutes(i);
            Add(Call($"c{i}", at) with { Lead = $"l{i}", LoggedAt = logged });
        }
        var report = Trust.Of(Build()).Report;
        Assert.DoesNotContain(report.Flags, flag => flag.Kind == "logged-late");
        Assert.Equal(60, report.Logging.LateHabit);
    }

    [Fact]
    public void Eight_calls_logged_within_a_minute_are_bulk_and_seven_are_not()
    {
        Burst(8, "bulk", Grade.Attempt, (logged, i) => logged - Duration.FromMinutes(10 * (i + 1)));
        Burst(7, "few", Grade.Attempt, (logged, i) => logged - Duration.FromMinutes(10 * (i + 1)), "Bo");
        Quiet(40);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"bulk{i}"), Marked(TrustKinds.BulkLogged));
    }

    [Fact]
    public void A_mailing_leaves_and_is_logged_faster_than_a_hand_writes()
    {
        Burst(30, "mail", Grade.Personal, (logged, _) => logged - Duration.FromSeconds(2), seconds: 0.5);
        Quiet(60);
        Assert.Empty(Marked(TrustKinds.BulkLogged));
    }

    [Fact]
    public void Nobody_has_nine_conversations_in_a_minute()
    {
        Burst(9, "talk", Grade.TwoWay, (logged, _) => logged - Duration.FromSeconds(2));
        Quiet(60);
        Assert.Equal(9, Marked(TrustKinds.BulkLogged).Count);
    }

    [Fact]
    public void Two_long_calls_at_once_are_marked_and_two_that_touch_are_not()
    {
        var talk = Call("one", Raised) with { Grade = Grade.TwoWay, Lasted = Duration.FromMinutes(20) };
        Add(talk);
        Add(talk with { Id = "two", At = Raised + Duration.FromMinutes(10) });
        Add(talk with { Id = "three", At = Raised + Duration.FromMinutes(29) });
        Add(talk with { Id = "other owner", Owner = "Bo" });
        Assert.Equal(["one", "two"], Marked(TrustKinds.OverlappingCalls));
    }

    [Theory]
    [InlineData(2, Grade.TwoWay, true)]
    [InlineData(2, Grade.Attempt, false)]
    [InlineData(5, Grade.TwoWay, false)]
    public void A_connected_call_lasts_five_seconds(int seconds, Grade grade, bool marked)
    {
        Add(Call("call", Raised) with { Grade = grade, Lasted = Duration.FromSeconds(seconds) });
        Assert.Equal(marked, Marked(TrustKinds.ConnectedTooShort).Count == 1);
    }

    [Fact]
    public void Lengths_in_minutes_are_not_taken_for_seconds()
    {
        for (var i = 0; i < 50; i++)
        {
            Add(Call($"c{i}", Raised + Duration.FromHours(i)) with
            {
                Grade = Grade.TwoWay, Lasted = Duration.FromSeconds(1 + (i % 9)),
            });
        }
        Assert.Empty(Marked(TrustKinds.ConnectedTooShort));
    }

    [Theory]
    [InlineData(0, Grade.TwoWay, Channel.Call, true)]
    [InlineData(0, Grade.Attempt, Channel.Call, false)]
    [InlineData(-60, Grade.Attempt, Channel.Call, true)]
    [InlineData(30_000, Grade.TwoWay, Channel.Call, true)]
    [InlineData(30_000, Grade.Meeting, Channel.Meeting, false)]
    [InlineData(3_000_000, Grade.Personal, Channel.Other, false)]
    public void A_length_is_impossible_for_what_it_is_of(int seconds, Grade grade, Channel channel, bool marked)
    {
        Add(Call("call", Raised) with { Grade = grade, Channel = channel, Lasted = Duration.FromSeconds(seconds) });
        Assert.Equal(marked, Marked(TrustKinds.ImpossibleDuration).Count == 1);
    }

    [Fact]
    public void The_record_that_was_logged_first_stands_and_its_copy_is_marked()
    {
        Add(Call("copy", Raised) with { LoggedAt = Raised + Duration.FromHours(3) });
        Add(Call("first", Raised) with { LoggedAt = Raised + Duration.FromHours(1) });
        Assert.Equal(["copy"], Marked(TrustKinds.Duplicate));
    }

    [Fact]
    public void Two_dials_in_one_minute_and_two_touches_on_one_date_are_two()
    {
        var minute = Raised + Duration.FromSeconds(49);
        Add(Call("dial", minute));
        Add(Call("dial again", minute) with { LoggedAt = minute + Duration.FromMinutes(1) });
        Add(Call("date", Raised + Duration.FromDays(1)) with { DateOnly = true });
        Add(Call("date again", Raised + Duration.FromDays(1)) with { DateOnly = true });
        Assert.Empty(Marked(TrustKinds.Duplicate));
    }

    void Burst(int count, string name, Grade grade, Func<Instant, int, Instant> at, string owner = "Ann",
        double seconds = 5)
    {
        for (var i = 0; i < count; i++)
        {
            var logged = Raised + Duration.FromHours(6) + Duration.FromSeconds(i * seconds);
            Add(Call($"{name}{i}", at(logged, i)) with
            {
                LoggedAt = logged, Grade = grade, Owner = owner,
                Channel = grade == Grade.Personal ? Channel.Mail : Channel.Call,
            });
        }
    }

    void Quiet(int count)
    {
        for (var i = 0; i < count; i++) Add(Call($"quiet{i}", Raised + Duration.FromMinutes(1_800 + (61 * i))));
    }

    void Add(TouchEntry touch) => touches.Add(touch);

    static TouchEntry Call(string id, Instant at) => new("a", at, Grade.Attempt)
    {
        Id = id, LoggedAt = at + Duration.FromMinutes(1), Origin = Origin.Reported, Channel = Channel.Call,
        Owner = "Ann", Type = "Call",
    };

    History Build()
    {
        var builder = new HistoryBuilder();
        foreach (var lead in leads) builder.AddLead(lead);
        foreach (var touch in touches) builder.AddTouch(touch);
        return builder.Build(DateTimeZone.Utc, hours, Raised + Duration.FromDays(400));
    }

    List<string> Marked(TrustKinds kind)
    {
        var history = Build();
        var marks = Trust.Of(history).Marks.OfTouch;
        return [.. Enumerable.Range(0, marks.Length).Where(row => marks[row].HasFlag(kind))
            .Select(row => history.Touches.Id[row]).Order(StringComparer.Ordinal)];
    }
}
