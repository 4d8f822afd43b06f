using System.Text.Json;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ledger;
using Handraiser.Core.Clocks;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Leads;

/// <summary>A lead as programs see it. Durations are in whole seconds; instants are ISO 8601 in UTC.</summary>
internal sealed record LeadView(string Id, string Kind, string State, string Stage, string? Held, OwnerAnswer Owner, string Reason,
    string ArrivedAt, long BuyerClockSeconds, long OwnerClockSeconds, string? DueAt, string? BreachedAt, string? AlarmSince,
    string? FirstAttemptAt, string? FirstContactAt, string? FirstMeetingAt, string? ClosedAt, string? Outcome,
        string? MergedInto,
    string? ErasedAt, long Requests, long PlaybookVersion)
{
    public static LeadView Of(LeadRow lead, Policy policy, Instant now)
    {
        var hours = policy.HoursOf(lead.OwnerId, policy.TeamOf(lead.Pool));
        return new(lead.Id, lead.Kind, lead.State, lead.Stage, lead.Held,
            lead is { Waiting: not 0, Pool: { } pool } ? new("pool", pool, pool) : new("rep", lead.OwnerId, policy.NameOf(lead.OwnerId)),
            lead.Reason, lead.ArrivedAt.Iso(),
            (long)BuyerClock.Waited(lead.ArrivedAt, lead.FirstAttemptAt, lead.ClosedAt ?? now).TotalSeconds,
            (long)OwnerClock.Spent(lead.OwnedSince, lead.FirstAttemptAt ?? lead.ClosedAt, now, hours).TotalSeconds,
            lead.DueAt?.Iso(), lead.BreachedAt?.Iso(), lead.AlarmSince?.Iso(), lead.FirstAttemptAt?.Iso(),
            lead.FirstContactAt?.Iso(), lead.FirstMeetingAt?.Iso(), lead.ClosedAt?.Iso(), lead.Outcome,
            lead.MergedInto, lead.ErasedAt?.Iso(), lead.Requests, lead.PlaybookVersion);
    }
}

/// <summary>A lead with everything that explains it: its owners and why, who else was looked at, its clocks and touches.</summary>
internal sealed record LeadDetail(LeadView Lead, PersonView Person, IReadOnlyList<AssignmentView> Assignments, IReadOnlyList<ClockView> Clocks)
{
    public static async Task<LeadDetail> OfAsync(Tx tx, LeadRow lead, Policy policy)
    {
        var person = await tx.SingleAsync<PersonView>(
            "select name, email, phone, company, country from person where workspace_id = @WorkspaceId and id = @PersonId",
            new { lead.WorkspaceId, lead.PersonId });
        var assignments = await Leads.Assignments.OfAsync(tx, lead.WorkspaceId, lead.Id);
        var clocks = await ClockStore.AllAsync(tx, lead.WorkspaceId, lead.Id);
        return new(LeadView.Of(lead, policy, tx.Now), person ?? new PersonView(),
            assignments.ConvertAll(one => AssignmentView.Of(one, policy)), clocks.ConvertAll(ClockView.Of));
    }
}

internal sealed record PersonView
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Company { get; init; }

    public string? Country { get; init; }
}

internal sealed record AssignmentView(string OwnerId, string Owner, string? Pool, bool Waiting, string Cause, string? Route, string Reason,
    string StartedAt, string? EndedAt, bool Missed, IReadOnlyList<ConsideredView> Considered)
{
    public static AssignmentView Of(AssignmentRow row, Policy policy) => new(row.OwnerId, policy.NameOf(row.OwnerId), row.Pool, row.Waiting != 0,
        row.Cause, row.Route, row.Reason, row.StartedAt.Iso(), row.EndedAt?.Iso(), row.Missed != 0,
        [.. ConsideredRep.Read(row.Considered).Select(one => new ConsideredView(one.Rep, policy.NameOf(one.Rep), one.Verdict.ToString(),
            one.Verdict.Text(), one.Level, one.Weight, one.Target, one.Shortfall))]);
}

internal sealed record ConsideredView(string Rep, string Name, string Verdict, string Why, long Level, int Weight, decimal Target, decimal Shortfall);

internal sealed record ClockView(long Number, string Kind, string State, string StartedAt, string DueAt, string? BreachedAt, string? EndedAt,
    string MetBy, IReadOnlyList<StepView> Steps)
{
    public static ClockView Of(ClockRow row) => new(row.Number, row.Kind, row.State, row.StartedAt.Iso(), row.DueAt.Iso(),
        row.BreachedAt?.Iso(), row.EndedAt?.Iso(), row.MetBy,
        [.. ClockPlan.Read(row.Steps).Steps.Select((step, index) => new StepView(ClockPlan.Word(step.Step), step.At.Iso(), index < row.NextStep))]);
}

internal sealed record StepView(string Do, string At, bool Taken);

internal sealed record EventView(long Number, string Kind, string At, string Actor, JsonElement Data, string Hash)
{
    public static EventView Of(EventRow row) => new(row.Number, row.Kind, row.At.Iso(), row.Actor, JsonDocument.Parse(row.Data).RootElement, row.Hash);
}
