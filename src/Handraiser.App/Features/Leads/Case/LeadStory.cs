using System.Text.Json;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Ledger;
using Handraiser.App.Platform.Ui;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Leads.Case;

/// <summary>One thing that happened, in words.</summary>
public sealed record LeadMoment(long Number, Instant At, string Icon, Tone Tone, string What, string? Note, string Who);

/// <summary>Tells a lead's events to people. A kind it does not know is told by its name, never left out.</summary>
internal static class LeadStory
{
    public static List<LeadMoment> Of(IReadOnlyList<EventRow> events, IReadOnlyList<TouchRow> touches, Policy policy,
        DateTimeZone zone)
    {
        var notes = touches.ToDictionary(touch => touch.Id, StringComparer.Ordinal);
        return [.. events.Select(row => Tell(row, notes, policy, zone)).Reverse()];
    }

    static LeadMoment Tell(EventRow row, Dictionary<string, TouchRow> touches, Policy policy, DateTimeZone zone)
    {
        using var document = JsonDocument.Parse(row.Data);
        var data = new EventReader(document.RootElement, policy, zone);
        var (icon, tone, what, note) = Words(row.Kind, data, touches);
        return new(row.Number, row.At, icon, tone, what, note, Who(row.Actor, policy));
    }

    static (string Icon, Tone Tone, string What, string? Note) Words(
        string kind, EventReader data, Dictionary<string, TouchRow> touches) => kind.Split('.')[0] switch
    {
        "request" => OfRequest(kind, data),
        "lead" => OfLead(kind, data),
        "clock" => OfClock(kind, data),
        "ladder" => OfLadder(kind, data),
        "touch" => OfTouch(data, touches),
        "person" when kind == "person.erased" => ("shield", Tone.Neutral, "The person was erased",
            "Who they were and what they wrote is gone. This history never held it."),
        _ => Unknown(kind),
    };

    static (string, Tone, string, string?) OfRequest(string kind, EventReader data)
    {
        var wanted = LeadWords.Kind(data.Text("kind"));
        return kind == "request.joined"
            ? ("form", Tone.Info, $"Raised a hand again: {wanted}", "Joined this lead: same owner, no second turn.")
            : ("form", Tone.Info, $"Raised a hand: {wanted}", $"Came by {data.Text("channel")}.");
    }

    static (string, Tone, string, string?) OfLead(string kind, EventReader data) => kind switch
    {
        "lead.assigned" => ("route", Tone.Neutral, Assigned(data), Covered(data)),
        "lead.claimed" => ("check", Tone.Good, $"{data.Rep("by")} claimed it", null),
        "lead.given-back" => ("undo", Tone.Neutral, $"{data.Rep("by")} gave it back", null),
        "lead.released" => ("shield", Tone.Good, $"{data.Rep("by")} looked and let it through", null),
        "lead.handed-on" => ("arrow-right", Tone.Warn, $"Handed on from {data.Rep("from")} to {data.Rep("to")}",
            "The target had passed without an answer."),
        "lead.closed" => ("x", Tone.Neutral, "Closed", null),
        "lead.merged" => ("link", Tone.Neutral, "Merged into another lead of the same buyer",
            "Its requests and touches are there."),
        "lead.took-over" => ("link", Tone.Info, "Took over another lead of the same buyer", TakenOver(data)),
        "lead.reopened" => ("undo", Tone.Neutral, "Opened again", null),
        _ => Unknown(kind),
    };

    static (string, Tone, string, string?) OfClock(string kind, EventReader data) => kind switch
    {
        "clock.started" => ("clock", Tone.Neutral, "The clock started", Due(data)),
        "clock.tightened" => ("clock", Tone.Warn, "The clock was set to a tighter target", Due(data)),
        "clock.rearmed" => ("clock", Tone.Warn, "The ladder started anew", "What was missed stays on record."),
        "clock.taken-over" => ("clock", Tone.Warn, "The other lead's clock runs on here", Due(data)),
        "clock.restarted" => ("clock", Tone.Neutral, "The clock runs on as it was", Due(data)),
        "clock.met" when data.Flag("late") => ("check", Tone.Warn, "Answered, late", null),
        "clock.met" => ("check", Tone.Good, "Answered in time", null),
        "clock.cancelled" => ("pause", Tone.Neutral, "The clock stopped with the lead", null),
        "clock.breached" => ("alarm", Tone.Bad, $"Target missed while {data.Rep("owner")} owned it",
            "It stays on record."),
        _ => Unknown(kind),
    };

    static (string, Tone, string, string?) OfLadder(string kind, EventReader data) => kind switch
    {
        "ladder.nudged" => ("bell", Tone.Warn, $"Nudged {data.Rep("owner")}", null),
        "ladder.manager-told" => ("bell", Tone.Warn, $"Told {data.Rep("manager")}", null),
        "ladder.nobody-else" => ("users", Tone.Warn, "Nobody else was left to hand it to", null),
        "ladder.on-call" => ("alarm", Tone.Bad, $"Called {data.Rep("onCall")}, who is on call",
            "The alarm stays up until somebody acts."),
        _ => Unknown(kind),
    };

    static (string, Tone, string, string?) Unknown(string kind) =>
        ("info", Tone.Neutral, LeadWords.Capital(kind.Replace('.', ' ').Replace('-', ' ')), null);

    static string TakenOver(EventReader data)
    {
        var requests = data.Text("requests") is "1" ? "Its request" : $"Its {data.Text("requests")} requests";
        return (data.Text("touches") switch { "0" => requests, "1" => $"{requests} and its touch", var many =>
            $"{requests} and its {many} touches" })
            + (data.Has("breachedAt") ? " came along. What was missed stays on record." : " came along.");
    }

    static string? Covered(EventReader data) =>
        data.Has("coverFor") ? $"Covers for {data.Rep("coverFor")}, who keeps the credit." : null;

    static string Assigned(EventReader data)
    {
        var owner = data.Flag("waiting") ? $"Waits in {data.Text("pool")}; {data.Rep("owner")} answers for it"
            : $"Assigned to {data.Rep("owner")}";
        return data.Text("cause") switch
        {
            "manual" => $"{owner} by {data.Rep("by")}",
            _ => data.Text("held") == "quarantine" ? $"Held for a look by {data.Rep("owner")}" : owner,
        };
    }

    static (string, Tone, string, string?) OfTouch(EventReader data, Dictionary<string, TouchRow> touches)
    {
        var note = touches.GetValueOrDefault(data.Text("touch"))?.Note;
        var (icon, tone) = data.Text("grade") switch
        {
            "two-way" => ("chat", Tone.Good),
            "meeting" => ("calendar", Tone.Good),
            "personal" => ("mail", Tone.Info),
            "attempt" => ("phone", Tone.Info),
            _ => ("mail", Tone.Neutral),
        };
        return (icon, tone, $"{LeadWords.Grade(data.Text("grade"))}, {data.Text("channel")} ({data.Text("origin")})",
            note);
    }

    static string? Due(EventReader data) => InstantPattern.General.Parse(data.Text("dueAt"))
        is { Success: true, Value: var due }
        ? $"Due {data.Local(due)}." : null;

    static string Who(string actor, Policy policy) => actor.Split(':') switch
    {
        ["rep", var rep] => policy.NameOf(rep),
        ["system"] => "Handraiser",
        _ => actor,
    };

    /// <summary>An event's data, read without trusting that anything is there.</summary>
    readonly struct EventReader(JsonElement data, Policy policy, DateTimeZone zone)
    {
        public bool Has(string name) => data.TryGetProperty(name, out _);

        public string Text(string name) => data.TryGetProperty(name, out var value) ? value.ToString() : "";

        public bool Flag(string name) => data.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.True;

        public string Rep(string name) => policy.NameOf(Text(name) is { Length: > 0 } id ? id : null);

        public string Local(Instant at) =>
            at.InZone(zone).ToString("ddd d MMM, HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)
            + " " + zone.GetZoneInterval(at).Name;
    }
}
