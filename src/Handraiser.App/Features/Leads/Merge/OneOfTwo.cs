using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.Core.Leads;
using Handraiser.Core.Routing;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Leads.Merge;

/// <summary>
/// The merging of two locked, open leads. Requests and touches go over to the lead that goes on; the other keeps its
/// own owners, clocks and sealed history, and ends.
/// </summary>
internal sealed class OneOfTwo(LeadChange source, LeadChange target, Actor actor)
{
    readonly Tx tx = target.Tx;
    readonly LeadRow from = source.Lead;
    readonly LeadRow into = target.Lead;

    public async Task RunAsync(Signal signal)
    {
        var clock = await EndAsync();
        source.Save(signal);
        var touches = await MoveAsync();
        TakeOver(touches.Count(touch => touch.LeadId == from.Id));
        if (into.Held is not null && from.Held is null) await LeadActs.ReleaseAsync(target, actor);
        if (clock is not null) await TakeOverClock.RunAsync(target, clock, from.Id);
        foreach (var touch in touches) await StopClock.MeetAsync(target, TouchWords.ParseGrade(touch.Grade)!.Value,
            touch.At, touch.Id);
        await GiveTurnBackAsync();
        if (into.OwnerId != actor.RepId) target.Alert("again", target.Lead.OwnerId);
        target.Save(signal);
        new OnePerson(tx, from, into).Write();
    }

    /// <summary>The other lead is over.</summary>
    /// <returns>The clock that ran for it until now.</returns>
    async Task<ClockRow?> EndAsync()
    {
        var clock = await ClockStore.RunningAsync(tx, from.WorkspaceId, from.Id);
        await StopClock.CancelAsync(source);
        tx.Add(
            "update assignment set ended_at = @At where workspace_id = @WorkspaceId and lead_id = @Id and ended_at is null",
            new { At = Instant.Max(tx.Now, from.OwnedSince), from.WorkspaceId, from.Id });
        source.Lead = source.Lead with
        {
            State = "closed", Stage = "closed", ClosedAt = tx.Now, Outcome = "merged", AlarmSince = null, Requests = 0,
            FirstAttemptAt = null, FirstContactAt = null, FirstMeetingAt = null, PersonId = into.PersonId,
                MergedInto = into.Id,
        };
        source.Record("lead.merged", new { by = actor.RepId, into = into.Id });
        return clock is null ? null : clock with { BreachedAt =
            clock.BreachedAt ?? (clock.DueAt < tx.Now ? clock.DueAt : null) };
    }

    async Task<List<TouchRow>> MoveAsync()
    {
        var move = new { from.WorkspaceId, From = from.Id, Into = into.Id };
        tx.Add("update request set lead_id = @Into where workspace_id = @WorkspaceId and lead_id = @From", move);
        // An earlier merging's leads lead here as well.
        tx.Add("update lead set merged_into = @Into where workspace_id = @WorkspaceId and merged_into = @From", move);
        var touches = await tx.ListAsync<TouchRow>(
            "select id, lead_id, grade, at from touch where workspace_id = @WorkspaceId and lead_id in (@From, @Into) order by at, id", move);
        tx.Add("update touch set lead_id = @Into where workspace_id = @WorkspaceId and lead_id = @From", move);
        return touches;
    }

    void TakeOver(int touches)
    {
        var lead = into with
        {
            Kind = Tighter(from.Kind, into.Kind),
            ArrivedAt = Instant.Min(from.ArrivedAt, into.ArrivedAt),
            LatestAt = Instant.Max(from.LatestAt, into.LatestAt),
            Requests = from.Requests + into.Requests,
            // What the end of the other one's clock brought to light counts as well.
            BreachedAt = Earlier(source.Lead.BreachedAt, into.BreachedAt),
            AlarmSince = Earlier(from.AlarmSince, into.AlarmSince),
            FirstAttemptAt = Earlier(from.FirstAttemptAt, into.FirstAttemptAt),
            FirstContactAt = Earlier(from.FirstContactAt, into.FirstContactAt),
            FirstMeetingAt = Earlier(from.FirstMeetingAt, into.FirstMeetingAt),
        };
        target.Lead = lead with { Stage = LeadActs.StageOf(lead) };
        target.Record("lead.took-over", new
        {
            by = actor.RepId, from = from.Id, requests = from.Requests, touches, kind = lead.Kind,
                stage = target.Lead.Stage,
            arrivedAt = lead.ArrivedAt.Iso(), breachedAt = lead.BreachedAt?.Iso(), alarm = lead.AlarmSince is not null,
        });
    }

    /// <summary>Had we known that it was one buyer, the second lead would have taken no turn.</summary>
    async Task GiveTurnBackAsync()
    {
        if (from.Pool is not { } pool || !target.Policy.Playbook.Pools.ContainsKey(pool)) return;
        var level = await tx.SingleAsync<long>(
            """
            select cast(coalesce(sum(delta), 0) as bigint) from turn where workspace_id = @WorkspaceId and pool = @Pool
            and rep_id = @OwnerId and lead_id = @Id and kind in ('assigned', 'credited')
            """,
            new { from.WorkspaceId, Pool = pool, from.OwnerId, from.Id });
        if (level < 1) return;
        await PoolStore.LockAsync(tx, from.WorkspaceId, target.Policy.Playbook, [pool]);
        PoolStore.Write(tx, from.WorkspaceId,
            [new(pool, TurnKind.Credited, from.OwnerId, -1, "The lead was one with another one.", tx.Now)], from.Id);
    }

    // Kinds are listed most urgent first.
    static string Tighter(string one, string other) =>
        RequestKinds.Parse(one)!.Value < RequestKinds.Parse(other)!.Value ? one : other;

    static Instant? Earlier(Instant? one, Instant? other) =>
        one is { } a && other is { } b ? Instant.Min(a, b) : one ?? other;

    sealed record TouchRow
    {
        public string Id { get; init; } = "";

        public string LeadId { get; init; } = "";

        public string Grade { get; init; } = "";

        public Instant At { get; init; }
    }
}
