using System.Text.Json;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ledger;
using Handraiser.Core.Touches;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Verify;

/// <summary>What a lead's events alone say of it. Its row must say the same, or history and state have parted.</summary>
internal sealed record LeadFold
{
    public string? Owner { get; init; }

    public bool Waiting { get; init; }

    public string? Held { get; init; }

    public string State { get; init; } = "open";

    public string Stage { get; init; } = "assigned";

    public string? Due { get; init; }

    public string? Breached { get; init; }

    public bool Alarm { get; init; }

    public long Requests { get; init; }

    // What a claim or a closing put out of sight, for the case that it is taken back.
    LeadFold? Before { get; init; }

    public static LeadFold Of(IEnumerable<EventRow> events) =>
        events.Aggregate(new LeadFold(), (fold, one) => fold.And(one)) with { Before = null };

    /// <summary>What the row says in the same terms.</summary>
    public static LeadFold Of(LeadRow lead) => new()
    {
        Owner = lead.OwnerId,
        Waiting = lead.Waiting != 0,
        Held = lead.Held,
        State = lead.State,
        Stage = lead.Stage,
        Due = lead.DueAt?.Iso(),
        Breached = lead.BreachedAt?.Iso(),
        Alarm = lead.AlarmSince is not null,
        Requests = lead.Requests,
    };

    LeadFold And(EventRow one)
    {
        using var document = JsonDocument.Parse(one.Data);
        var data = document.RootElement;
        return one.Kind switch
        {
            "request.received" or "request.joined" => this with { Requests = Requests + 1 },
            "lead.assigned" => this with
            {
                Owner = Text(data, "owner"),
                Waiting = data.TryGetProperty("waiting", out var waiting) && waiting.GetBoolean(),
                Held = Text(data, "held"),
            },
            "lead.claimed" => this with { Owner = Text(data, "by"), Waiting = false, Held = null, Alarm = false, Before = this with { Before = null } },
            "lead.given-back" => this with
            {
                Owner = Text(data, "owner"), Waiting = data.GetProperty("waiting").GetBoolean(), Held = Before?.Held, Alarm = Before?.Alarm ?? false,
            },
            "lead.released" => this with { Held = null },
            "lead.closed" => this with { State = "closed", Stage = "closed", Alarm = false, Before = this with { Before = null } },
            // Erased for good: it cannot be opened again.
            "person.erased" => this with { State = "closed", Stage = "closed", Alarm = false, Before = null },
            "lead.merged" => this with { State = "closed", Stage = "closed", Alarm = false, Requests = 0 },
            "lead.took-over" => this with
            {
                Requests = Requests + data.GetProperty("requests").GetInt64(), Stage = Text(data, "stage") ?? Stage,
                Breached = Text(data, "breachedAt"), Alarm = data.GetProperty("alarm").GetBoolean(),
            },
            "lead.reopened" => this with { State = "open", Stage = Before?.Stage ?? "assigned", Held = Before?.Held, Alarm = Before?.Alarm ?? false },
            "clock.started" or "clock.tightened" or "clock.restarted" or "clock.taken-over" =>
                this with { Due = Text(data, "dueAt") },
            "clock.breached" => this with { Breached = Earlier(Breached, Text(data, "due")) },
            "clock.met" => this with { Due = null, Alarm = false },
            "clock.cancelled" => this with { Due = null },
            "ladder.on-call" => this with { Owner = Text(data, "onCall"), Waiting = false, Alarm = true },
            "touch.recorded" => Touched(TouchWords.ParseGrade(Text(data, "grade"))),
            _ => this,
        };
    }

    LeadFold Touched(Grade? grade) => grade is null or Grade.Automated ? this
        // Evidence that came in after the closing counts when the lead is opened again.
        : State == "closed" ? this with { Before = Before is { } open ? open with { Stage = open.StageAfter(grade.Value) } : null }
        : this with { Held = null, Alarm = false, Stage = StageAfter(grade.Value) };

    string StageAfter(Grade grade) => grade == Grade.Meeting || Stage == "meeting" ? "meeting"
        : grade == Grade.TwoWay || Stage == "contacted" ? "contacted" : "attempted";

    static string? Earlier(string? known, string? due) => known is null || due is null ? known ?? due
        : InstantPattern.ExtendedIso.Parse(known).Value <= InstantPattern.ExtendedIso.Parse(due).Value ? known : due;

    public static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static Instant? Moment(JsonElement data, string name) =>
        Text(data, name) is { } text && InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value : null;
}
