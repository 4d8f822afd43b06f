using System.Text.Json;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ledger;
using Handraiser.Core.Clocks;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Leads.Case;

/// <summary>Gathers a lead's page from its rows and its history.</summary>
internal static class LeadScreens
{
    const int MostEarlier = 10;

    public static async Task<LeadScreen?> LoadAsync(Tx tx, Policy policy, Actor actor, string id, DateTimeZone zone)
    {
        if (await LeadStore.FindAsync(tx, policy.WorkspaceId, id) is not { } lead) return null;
        var person = await tx.SingleAsync<PersonView>(
            """
            select name, email, phone, company, country from person
            where workspace_id = @WorkspaceId and id = @PersonId
            """,
            new { lead.WorkspaceId, lead.PersonId }) ?? new();
        var events = await Ledger.ReadAsync(tx, lead.WorkspaceId, lead.Id);
        var clocks = await ClockStore.AllAsync(tx, lead.WorkspaceId, lead.Id);
        var touches = await tx.ListAsync<TouchRow>(
            """
            select id, rep_id, grade, channel, origin, note from touch
            where workspace_id = @WorkspaceId and lead_id = @Id
            """,
            new { lead.WorkspaceId, lead.Id });
        var (word, tone) = LeadWords.Stage(lead.Stage, lead.ClaimedAt is not null);
        var called = lead.ErasedAt is null ? LeadWords.Person(person.Name, person.Email, person.Phone) : LeadWords.Erased;
        return new LeadScreen
        {
            Id = lead.Id, Person = new(called, person.Name, person.Email, person.Phone, LeadWords.Shown(person.Company), person.Country)
            {
                Also = await AlsoAsync(tx, lead, person),
            },
            Kind = lead.Kind, Stage = word, StageTone = tone, Held = lead.Held,
            IsOpen = lead.IsOpen, Outcome = lead.Outcome, ErasedAt = lead.ErasedAt, MergedInto = lead.MergedInto,
                Owner = policy.NameOf(lead.OwnerId),
            IsMine = lead.OwnerId == actor.RepId && lead.Waiting == 0,
            WaitsIn = lead.Waiting != 0 ? lead.Pool : null,
            CoversFor = lead.CoverFor is { } covered ? policy.NameOf(covered) : null,
            ArrivedAt = lead.ArrivedAt, AlarmSince = lead.AlarmSince, BreachedAt = lead.BreachedAt,
            FirstAttemptAt = lead.FirstAttemptAt,
            FirstContactAt = lead.FirstContactAt, FirstMeetingAt = lead.FirstMeetingAt, ClosedAt = lead.ClosedAt,
            OwnersTime = OwnerClock.Spent(
                lead.OwnedSince, lead.FirstAttemptAt >= lead.OwnedSince ? lead.FirstAttemptAt : lead.ClosedAt, tx.Now,
                policy.HoursOf(lead.OwnerId, policy.TeamOf(lead.Pool))),
            Ladder = LadderOf(clocks), Requests = await RequestsAsync(tx, lead),
            Spells = await SpellsAsync(tx, lead, policy),
            Story = LeadStory.Of(events, touches, policy, zone), Earlier = await EarlierAsync(tx, lead, policy),
            May = MayOf(lead, events, actor, tx.Now), Events = lead.Events, Tampering = Ledger.Check(events, lead.Head),
            RepId = actor.RepId, Now = tx.Now, Zone = zone,
        };
    }

    static LeadMay MayOf(LeadRow lead, List<EventRow> events, Actor actor, Instant now)
    {
        var isOwner = lead.OwnerId == actor.RepId;
        var isFree = isOwner || lead.Waiting != 0 || lead.BreachedAt is not null || lead.AlarmSince is not null
            || actor.IsManager;
        return new(
            Claim: lead is { IsOpen: true, ClaimedAt: null } && isFree,
            GiveBack: LeadActs.MayGiveBack(lead, events, actor.RepId),
            Touch: lead.IsOpen,
            Assign: lead.IsOpen && (isOwner || actor.IsManager),
            Release: lead is { IsOpen: true, Held: not null },
            Merge: lead.IsOpen && (isOwner || actor.IsManager),
            Close: lead.IsOpen && (isOwner || actor.IsManager),
            Reopen: LeadActs.MayReopen(lead, actor, now),
            Erase: lead.ErasedAt is null && actor.Role == "admin");
    }

    static LeadLadder? LadderOf(List<ClockRow> clocks)
    {
        if ((clocks.Find(one => one.State == "running") ?? clocks.LastOrDefault()) is not { } clock) return null;
        var steps = ClockPlan.Read(clock.Steps).Steps.Select((step, place) => new LeadStep(
            StepLabel(step.Step), step.At, place < clock.NextStep, step.Step == ClockStep.Breach)).ToList();
        return new(clock.StartedAt, clock.DueAt, clock.State, clock.BreachedAt, clock.EndedAt, clock.MetBy,
            clock.HoursOf, steps);
    }

    static string StepLabel(ClockStep step) => step switch
    {
        ClockStep.Nudge => "nudge",
        ClockStep.TellManager => "manager",
        ClockStep.Breach => "due",
        ClockStep.HandOn => "hand on",
        _ => "on call",
    };

    static async Task<List<LeadRequest>> RequestsAsync(Tx tx, LeadRow lead) =>
        (await tx.ListAsync<RequestRow>(
            """
            select id, kind, arrived_at, claimed_at, message, source, fields, spam_score, spam_reasons from request
            where workspace_id = @WorkspaceId and lead_id = @Id order by arrived_at desc, id desc
            """,
            new { lead.WorkspaceId, lead.Id }))
        .ConvertAll(row => new LeadRequest(
            row.Id, row.Kind, row.ArrivedAt, row.Message, Pairs(row.Source), Pairs(row.Fields), row.SpamScore,
            JsonSerializer.Deserialize<List<string>>(row.SpamReasons)!, row.ClaimedAt));

    static List<(string, string)> Pairs(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind != JsonValueKind.Object ? [] : [.. document.RootElement.EnumerateObject()
            .Where(one => one.Value.ValueKind != JsonValueKind.Null && one.Value.ToString().Length > 0)
            .Select(one => (LeadWords.Capital(one.Name.Replace('_', ' ')), one.Value.ToString()))];
    }

    static async Task<List<LeadSpell>> SpellsAsync(Tx tx, LeadRow lead, Policy policy) =>
        (await Assignments.OfAsync(tx, lead.WorkspaceId, lead.Id)).ConvertAll(row => new LeadSpell(
            row.Number, policy.NameOf(row.OwnerId), row.Pool, row.Waiting != 0, row.Cause, row.Route, row.Reason,
            row.StartedAt, row.EndedAt, row.Missed != 0, RivalsOf(row, policy)));

    static List<LeadRival> RivalsOf(AssignmentRow row, Policy policy) => [.. ConsideredRep.Read(row.Considered)
        .Select(one => new LeadRival(policy.NameOf(one.Rep), one.Verdict == Verdict.Chosen, one.Verdict.Text(),
            one.Level, one.Weight, one.Target, one.Shortfall))];

    static async Task<List<string>> AlsoAsync(Tx tx, LeadRow lead, PersonView person) =>
        [.. (await tx.ListAsync<PersonView>(
            "select name, email, phone from person where workspace_id = @WorkspaceId and merged_into = @PersonId order by id",
            new { lead.WorkspaceId, lead.PersonId }))
        .SelectMany(one => new[] { one.Name, one.Email, one.Phone }).OfType<string>()
        .Except([person.Name, person.Email, person.Phone], StringComparer.OrdinalIgnoreCase).OfType<string>()];

    static async Task<List<EarlierLead>> EarlierAsync(Tx tx, LeadRow lead, Policy policy) =>
        (await tx.ListAsync<LeadRow>(
            """
            select * from lead where workspace_id = @WorkspaceId and person_id = @PersonId and id <> @Id
            order by arrived_at desc limit @Most
            """,
            new { lead.WorkspaceId, lead.PersonId, lead.Id, Most = MostEarlier }))
        .ConvertAll(row => new EarlierLead(row.Id, row.Kind, LeadWords.Stage(row.Stage, true).Word, row.Outcome,
            policy.NameOf(row.OwnerId), row.ArrivedAt));

    sealed record RequestRow
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public Instant ArrivedAt { get; init; }

        public string? ClaimedAt { get; init; }

        public string? Message { get; init; }

        public string Source { get; init; } = "{}";

        public string Fields { get; init; } = "{}";

        public long SpamScore { get; init; }

        public string SpamReasons { get; init; } = "[]";
    }
}

/// <summary>A touch, as far as the story tells it.</summary>
internal sealed record TouchRow
{
    public string Id { get; init; } = "";

    public string? RepId { get; init; }

    public string Grade { get; init; } = "";

    public string Channel { get; init; } = "";

    public string Origin { get; init; } = "";

    public string? Note { get; init; }
}
