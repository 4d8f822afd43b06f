using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ledger;
using NodaTime;

namespace Handraiser.App.Features.Leads;

/// <summary>The current state of a lead: the fold of its events, kept beside them.</summary>
internal sealed record LeadRow
{
    public string WorkspaceId { get; init; } = "";

    public string Id { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string State { get; init; } = "open";

    public string Stage { get; init; } = "assigned";

    public string? Held { get; init; }

    public Instant ArrivedAt { get; init; }

    public Instant LatestAt { get; init; }

    public string OwnerId { get; init; } = "";

    /// <summary>The pool that answers it: its team's hours, manager and on-call human stand behind the lead.</summary>
    public string? Pool { get; init; }

    /// <summary>Nobody of the pool could take it yet: the owner is the human behind the pool, and any member may claim it.</summary>
    public long Waiting { get; init; }

    public Instant OwnedSince { get; init; }

    public Instant? ClaimedAt { get; init; }

    public string? CoverFor { get; init; }

    public long HasTarget { get; init; }

    public Instant? DueAt { get; init; }

    public Instant? BreachedAt { get; init; }

    public Instant? AlarmSince { get; init; }

    public Instant? FirstAttemptAt { get; init; }

    public Instant? FirstContactAt { get; init; }

    public Instant? FirstMeetingAt { get; init; }

    public Instant? ClosedAt { get; init; }

    public string? Outcome { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>The lead that took this one over: it is the same buyer's. Whatever is done with this one is done with
    /// that.</summary>
    public string? MergedInto { get; init; }

    /// <summary>When its person was erased. The case is a tombstone since, and nobody does anything with it.</summary>
    public Instant? ErasedAt { get; init; }

    public long Requests { get; init; } = 1;

    public long PlaybookVersion { get; init; }

    public long Events { get; init; }

    public string LastHash { get; init; } = "";

    public bool IsOpen => State == "open";

    public StreamHead Head => new(Id, Events, LastHash);

    public LeadRow With(StreamHead head) => this with { Events = head.Events, LastHash = head.Hash };
}

/// <summary>The lead table. Every change of a lead happens under its row's lock, so that two never decide at once.</summary>
internal static class LeadStore
{
    /// <summary>The lead, locked until commit; null when there is none in this workspace.</summary>
    public static Task<LeadRow?> LockAsync(Tx tx, string workspace, string id) => tx.SingleAsync<LeadRow>(
        $"select * from lead where workspace_id = @Workspace and id = @Id{tx.ForUpdate}", new { Workspace = workspace, Id = id });

    public static Task<LeadRow?> FindAsync(Tx tx, string workspace, string id) => tx.SingleAsync<LeadRow>(
        "select * from lead where workspace_id = @Workspace and id = @Id", new { Workspace = workspace, Id = id });

    public static void Insert(Tx tx, LeadRow lead) => tx.Add(
        """
        insert into lead (workspace_id, id, person_id, kind, state, stage, held, arrived_at, latest_at, owner_id, pool, waiting,
          owned_since, claimed_at, cover_for, has_target, due_at, breached_at, alarm_since, first_attempt_at, first_contact_at,
          first_meeting_at, closed_at, outcome, reason, requests, playbook_version, events, last_hash)
        values (@WorkspaceId, @Id, @PersonId, @Kind, @State, @Stage, @Held, @ArrivedAt, @LatestAt, @OwnerId, @Pool, @Waiting,
          @OwnedSince, @ClaimedAt, @CoverFor, @HasTarget, @DueAt, @BreachedAt, @AlarmSince, @FirstAttemptAt, @FirstContactAt,
          @FirstMeetingAt, @ClosedAt, @Outcome, @Reason, @Requests, @PlaybookVersion, @Events, @LastHash)
        """, Columns(lead));

    public static void Update(Tx tx, LeadRow lead) => tx.Add(
        """
        update lead set person_id = @PersonId, kind = @Kind, state = @State, stage = @Stage, held = @Held, arrived_at = @ArrivedAt,
          latest_at = @LatestAt, merged_into = @MergedInto, erased_at = @ErasedAt,
          owner_id = @OwnerId, pool = @Pool, waiting = @Waiting, owned_since = @OwnedSince, claimed_at = @ClaimedAt, cover_for = @CoverFor,
          has_target = @HasTarget, due_at = @DueAt, breached_at = @BreachedAt, alarm_since = @AlarmSince,
          first_attempt_at = @FirstAttemptAt, first_contact_at = @FirstContactAt, first_meeting_at = @FirstMeetingAt,
          closed_at = @ClosedAt, outcome = @Outcome, reason = @Reason, requests = @Requests,
          playbook_version = @PlaybookVersion, events = @Events, last_hash = @LastHash
        where workspace_id = @WorkspaceId and id = @Id
        """, new
        {
            lead.PersonId, lead.Kind, lead.State, lead.Stage, lead.Held, lead.ArrivedAt, lead.LatestAt, lead.MergedInto,
                lead.ErasedAt, lead.OwnerId, lead.Pool, lead.Waiting, lead.OwnedSince,
            lead.ClaimedAt, lead.CoverFor, lead.HasTarget, lead.DueAt, lead.BreachedAt, lead.AlarmSince, lead.FirstAttemptAt,
            lead.FirstContactAt, lead.FirstMeetingAt, lead.ClosedAt, lead.Outcome, lead.Reason, lead.Requests,
            lead.PlaybookVersion, lead.Events, lead.LastHash, lead.WorkspaceId, lead.Id,
        });

    static object Columns(LeadRow lead) => new
    {
        lead.WorkspaceId, lead.Id, lead.PersonId, lead.Kind, lead.State, lead.Stage, lead.Held, lead.ArrivedAt, lead.LatestAt,
        lead.OwnerId, lead.Pool, lead.Waiting, lead.OwnedSince, lead.ClaimedAt, lead.CoverFor, lead.HasTarget, lead.DueAt,
        lead.BreachedAt, lead.AlarmSince, lead.FirstAttemptAt, lead.FirstContactAt, lead.FirstMeetingAt, lead.ClosedAt,
        lead.Outcome, lead.Reason, lead.Requests, lead.PlaybookVersion, lead.Events, lead.LastHash,
    };
}
