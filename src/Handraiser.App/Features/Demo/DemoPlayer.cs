using System.Text.Json;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Touches;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Simulation;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Demo;

/// <summary>
/// Plays a story through the product's own use cases: buyers raise hands, and reps act on what the ledger says has reached
/// them. Who owns what, and what the clocks do about it, is the engine's business alone.
/// </summary>
/// <param name="audience">The rep whose part is left to whoever watches; null while the past is made.</param>
internal sealed class DemoPlayer(DemoCast cast, DemoCompany company, Story story, string? audience)
{
    static readonly Duration Overlooked = Duration.FromHours(9);
    readonly PriorityQueue<Func<Task>, (Instant At, int Order)> agenda = new();
    readonly Dictionary<string, PlayedLead> leads = new(StringComparer.Ordinal);
    int order;
    long lastEvent;

    public bool HasWork => agenda.Count > 0;

    /// <summary>When the next thing in the story happens; null when all has been told.</summary>
    public Instant? Next => agenda.TryPeek(out _, out var when) ? when.At : null;

    public void Plan(Instant at, Func<Task> act) => agenda.Enqueue(act, (at, order++));

    public Task DoNextAsync() => agenda.Dequeue()();

    /// <summary>Somebody raises a hand.</summary>
    public async Task RaiseAsync(StoryArrival arrival)
    {
        var person = arrival.Person;
        var body = new RequestBody
        {
            Kind = arrival.Kind, Email = person.Email, Phone = person.Phone, Name = person.Name, CompanyName = person.Company,
            CompanyDomain = person.CompanyDomain, Country = person.Country,
            Employees = person.Employees?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Message = arrival.Message, Fields = arrival.Fields, Source = new(arrival.Channel, arrival.Campaign, arrival.Page, null),
        };
        var submission = cast.Screening.Judge(new Submission
        {
            WorkspaceId = company.Workspace.WorkspaceId, Channel = "form", FormId = company.Workspace.FormId,
            Raw = JsonSerializer.Serialize(body, JsonSerializerOptions.Web), ContentType = "application/json", Body = body,
            Signals = new() { HoneypotFilled = arrival.LooksLikeSpam },
        });
        if (await cast.Capture.RunAsync(submission) is CaptureResult.Captured { Answer: var answer })
        {
            leads.TryAdd(answer.LeadId, new PlayedLead(arrival));
        }
    }

    /// <summary>Lets the reps hear what the ledger has to say since the last time.</summary>
    public async Task HearAsync(Instant now)
    {
        var heard = await cast.Database.ReadAsync(tx => tx.ListAsync<Heard>(
            "select id, stream, kind, data from event where id > @Last order by id limit 500", new { Last = lastEvent }));
        foreach (var one in heard)
        {
            lastEvent = one.Id;
            if (!leads.TryGetValue(one.Stream, out var lead)) continue;
            using var data = JsonDocument.Parse(one.Data);
            if (one.Kind == "lead.assigned") Told(lead, one.Stream, data.RootElement.GetProperty("owner").GetString()!, now);
            else if (one.Kind == "request.joined") await AgainAsync(lead, one.Stream, now);
            else if (one.Kind == "ladder.on-call") Told(lead, one.Stream, data.RootElement.GetProperty("onCall").GetString()!, now);
            else if (one.Kind == "ladder.nudged") Nudged(lead, one.Stream, data.RootElement.GetProperty("owner").GetString()!, now);
        }
    }

    async Task AgainAsync(PlayedLead lead, string id, Instant now)
    {
        var row = await cast.Database.ReadAsync(tx => LeadStore.FindAsync(tx, company.Workspace.WorkspaceId, id));
        if (row is { IsOpen: true }) Told(lead, id, row.OwnerId, now);
    }

    void Told(PlayedLead lead, string id, string rep, Instant now)
    {
        var spell = lead.Arrival.Spell(rep, ++lead.Told);
        // Whoever overlooked it comes upon it in the end, days too late.
        PlanTouch(lead, id, rep, now, spell.Notices ? spell.Reaction : Overlooked + (spell.Reaction * 20), isFirst: true);
    }

    void Nudged(PlayedLead lead, string id, string rep, Instant now)
    {
        var nudge = lead.Arrival.Nudge(rep, ++lead.Nudged);
        if (nudge.Notices) PlanTouch(lead, id, rep, now, nudge.Reaction, isFirst: true);
    }

    void PlanTouch(PlayedLead lead, string id, string rep, Instant from, Duration here, bool isFirst = false)
    {
        if (rep == audience || story.ActsAt(rep, from, here) is not { } at) return;
        // What somebody was told of is done with once anybody has acted since.
        Plan(at, () => isFirst && lead.LastTouch >= from ? Task.CompletedTask : TouchAsync(lead, id, rep, at));
    }

    async Task TouchAsync(PlayedLead lead, string id, string rep, Instant at)
    {
        var row = await cast.Database.ReadAsync(tx => LeadStore.FindAsync(tx, company.Workspace.WorkspaceId, id));
        if (row is not { IsOpen: true } || row.OwnerId != rep) return;
        if (row.Held is not null)
        {
            await ActAsync(id, rep, (change, actor) => lead.Arrival.IsSpam
                ? LeadActs.CloseAsync(change, actor, "spam", null) : LeadActs.ReleaseAsync(change, actor));
            return;
        }
        if (row.ClaimedAt is null) await ActAsync(id, rep, LeadActs.ClaimAsync);
        var touch = lead.Arrival.Touch(rep, ++lead.Touches, at - lead.Arrival.At);
        await ActAsync(id, rep, (change, actor) => RecordTouch.RunAsync(change, actor,
            new NewTouch(touch.Grade, touch.Channel, touch.Origin, null, touch.Note)));
        lead.LastTouch = at;
        lead.Reached |= touch.Grade >= Grade.TwoWay;
        if (touch.Next is { } gap) PlanTouch(lead, id, rep, at, gap);
        else PlanEnding(lead, id, rep, at);
    }

    void PlanEnding(PlayedLead lead, string id, string rep, Instant at)
    {
        var ending = lead.Arrival.Ending(lead.Reached);
        Plan(at + ending.After, async () =>
        {
            if (ending.Outcome == Outcome.Meeting)
            {
                await ActAsync(id, rep, (change, actor) => RecordTouch.RunAsync(change, actor,
                    new NewTouch(Grade.Meeting, "meeting", Origin.Observed, null, "Met and agreed on what comes next.")));
            }
            await ActAsync(id, rep, (change, actor) => LeadActs.CloseAsync(change, actor, ending.Outcome.Text(), null));
        });
    }

    Task<LeadResult> ActAsync(string lead, string rep, Func<LeadChange, Actor, Task<LeadResult?>> act)
    {
        var actor = new Actor(company.Workspace.WorkspaceId, rep, "rep");
        return cast.ChangeLead.RunAsync(actor, lead, change => act(change, actor));
    }

    sealed class PlayedLead(StoryArrival arrival)
    {
        public StoryArrival Arrival => arrival;

        public int Told { get; set; }

        public int Nudged { get; set; }

        public int Touches { get; set; }

        public bool Reached { get; set; }

        public Instant? LastTouch { get; set; }
    }

    sealed record Heard
    {
        public long Id { get; init; }

        public string Stream { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Data { get; init; } = "";
    }
}

/// <summary>The use cases that a story is played through.</summary>
internal sealed record DemoCast(
    Database Database, CaptureRequest Capture, Screening Screening, ChangeLead ChangeLead, ClimbLadder Ladders, GiveWaiting Waiting);
