using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Verify;

/// <summary>A law as one statement: it selects what breaks it, as <c>lead</c> and <c>what</c>.</summary>
internal sealed record LawQuery(string Law, string Sql)
{
    // A broken law is news once; a million rows of it are not more news.
    const int MostRows = 1000;

    public Task<List<BrokenRow>> RunAsync(Tx tx, string workspace) => tx.ListAsync<BrokenRow>(
        Sql + " limit @Most", new { Workspace = workspace, Late = tx.Now - Laws.Patience, Most = MostRows });
}

internal sealed record BrokenRow
{
    public string? Lead { get; init; }

    public string What { get; init; } = "";
}

/// <summary>The laws that one statement can check. All of them run on both engines.</summary>
internal static class LawQueries
{
    public static IReadOnlyList<LawQuery> All { get; } =
    [
        new("Every submission is worked on within two minutes",
            """
            select null as lead, 'submission ' || id || ' is still only received' as what
            from submission where workspace_id = @Workspace and state = 'received' and received_at < @Late
            """),
        new("Every submission that was worked on is one request",
            """
            select r.lead_id as lead, 'submission ' || s.id || ' has no request of its own' as what
            from submission s left join request r on r.workspace_id = s.workspace_id and r.id = s.request_id
            where s.workspace_id = @Workspace and s.state = 'request' and (r.id is null or r.submission_id <> s.id or s.answer is null)
            """),
        new("Every request belongs to one submission and one lead",
            """
            select r.lead_id as lead, 'request ' || r.id || ' hangs in the air' as what from request r
            left join submission s on s.workspace_id = r.workspace_id and s.id = r.submission_id
            left join lead l on l.workspace_id = r.workspace_id and l.id = r.lead_id
            where r.workspace_id = @Workspace and (l.id is null or s.id is null or (s.state = 'request' and s.request_id <> r.id))
            """),
        new("A lead counts its requests",
            """
            select l.id as lead, 'it says ' || l.requests || ' and has ' || count(r.id) as what
            from lead l left join request r on r.workspace_id = l.workspace_id and r.lead_id = l.id
            where l.workspace_id = @Workspace group by l.id, l.requests having count(r.id) <> l.requests
            """),
        new("An idempotency key is used once",
            """
            select null as lead, 'a key was used for ' || count(*) || ' submissions' as what from submission
            where workspace_id = @Workspace and idempotency_key is not null group by idempotency_key having count(*) > 1
            """),
        new("A person has at most one open lead",
            """
            select min(id) as lead, 'person ' || person_id || ' has ' || count(*) || ' open leads' as what from lead
            where workspace_id = @Workspace and state = 'open' group by person_id having count(*) > 1
            """),
        new("An identity is one person's",
            """
            select null as lead, 'an identity of person ' || min(person_id) || ' is told ' || count(*) || ' times' as what from identity
            where workspace_id = @Workspace group by key having count(*) > 1
            """),
        new("An open lead has one present owner, the same in its row and in its chain",
            """
            select l.id as lead, 'it has ' || count(a.number) || ' present owners, or another than its row says' as what from lead l
            left join assignment a on a.workspace_id = l.workspace_id and a.lead_id = l.id and a.ended_at is null
            where l.workspace_id = @Workspace and l.state = 'open' group by l.id, l.owner_id, l.waiting, l.pool
            having count(a.number) <> 1 or min(a.owner_id) <> l.owner_id or min(a.waiting) <> l.waiting
              or coalesce(min(a.pool), '') <> coalesce(l.pool, '')
            """),
        new("The owner of an open lead is active",
            """
            select l.id as lead, 'its owner ' || l.owner_id || ' has left' as what from lead l
            left join rep r on r.workspace_id = l.workspace_id and r.id = l.owner_id
            where l.workspace_id = @Workspace and l.state = 'open' and (r.id is null or r.active = 0)
            """),
        new("A closed lead has neither an owner's spell nor a clock under way",
            """
            select l.id as lead, 'something is under way though it is closed' as what from lead l
            where l.workspace_id = @Workspace and l.state = 'closed' and (l.closed_at is null or l.due_at is not null or l.alarm_since is not null
              or exists (select 1 from assignment a where a.workspace_id = l.workspace_id and a.lead_id = l.id and a.ended_at is null)
              or exists (select 1 from clock c where c.workspace_id = l.workspace_id and c.lead_id = l.id and c.state = 'running'))
            """),
        new("A lead that was merged into another is over and has given it everything",
            """
            select l.id as lead, 'it was merged into ' || l.merged_into || ' and something is left' as what from lead l
            where l.workspace_id = @Workspace and l.merged_into is not null and (l.state <> 'closed'
              or exists (select 1 from request r where r.workspace_id = l.workspace_id and r.lead_id = l.id)
              or exists (select 1 from touch t where t.workspace_id = l.workspace_id and t.lead_id = l.id)
              or not exists (select 1 from lead m where m.workspace_id = l.workspace_id and m.id = l.merged_into
                and m.merged_into is null and m.person_id = l.person_id and m.arrived_at <= l.arrived_at))
            """),
        new("An open lead with a target has one running clock until it is met",
            """
            select l.id as lead, 'it has ' || (select count(*) from clock c where c.workspace_id = l.workspace_id and c.lead_id = l.id
              and c.state = 'running') || ' running clocks, or its due instant is another' as what
            from lead l where l.workspace_id = @Workspace and l.state = 'open' and l.has_target = 1 and not exists (
              select 1 from clock c where c.workspace_id = l.workspace_id and c.lead_id = l.id
              and c.number = (select max(m.number) from clock m where m.workspace_id = l.workspace_id and m.lead_id = l.id)
              and 1 >= (select count(*) from clock m where m.workspace_id = l.workspace_id and m.lead_id = l.id and m.state = 'running')
              and ((c.state = 'running' and c.due_at = l.due_at) or (c.state = 'met' and l.due_at is null)))
            """),
        new("The instants of a clock are consistent",
            """
            select lead_id as lead, 'clock ' || number || ' contradicts itself' as what from clock
            where workspace_id = @Workspace and (due_at < started_at or breached_at < due_at or ended_at < started_at
              or (state = 'running') <> (ended_at is null) or (state <> 'running' and next_at is not null))
            """),
        new("Every breach is on record, on the clock and on the lead",
            """
            select c.lead_id as lead, 'clock ' || c.number || ' was breached and it is not on record' as what from clock c
            join lead l on l.workspace_id = c.workspace_id and l.id = c.lead_id
            where c.workspace_id = @Workspace and ((c.breached_at is null and c.ended_at > c.due_at and c.state = 'cancelled')
              or (c.breached_at is null and c.ended_at > c.due_at and c.state = 'met')
              or (c.breached_at is not null and (l.breached_at is null or l.breached_at > c.breached_at)))
            """),
        new("What falls due is done within two minutes",
            """
            select lead_id as lead, 'a step of clock ' || number || ' is overdue' as what from clock
            where workspace_id = @Workspace and state = 'running' and next_at < @Late
            """),
        new("First attempt, contact and meeting are those of the touches",
            """
            select l.id as lead, 'its row says otherwise than its touches' as what from lead l
            where l.workspace_id = @Workspace and (
              coalesce(l.first_attempt_at, -1) <> coalesce((select min(t.at) from touch t where t.workspace_id = l.workspace_id
                and t.lead_id = l.id and t.grade <> 'automated'), -1)
              or coalesce(l.first_contact_at, -1) <> coalesce((select min(t.at) from touch t where t.workspace_id = l.workspace_id
                and t.lead_id = l.id and t.grade in ('two-way', 'meeting')), -1)
              or coalesce(l.first_meeting_at, -1) <> coalesce((select min(t.at) from touch t where t.workspace_id = l.workspace_id
                and t.lead_id = l.id and t.grade = 'meeting'), -1))
            """),
        new("A touch is never dated back before its lead, nor forward",
            """
            select t.lead_id as lead, 'touch ' || t.id || ' is at an impossible moment' as what from touch t
            join lead l on l.workspace_id = t.workspace_id and l.id = t.lead_id
            where t.workspace_id = @Workspace and (t.at > t.recorded_at or t.at < l.arrived_at
              or (t.origin = 'reported' and t.at <> t.recorded_at))
            """),
        new("Every job is in a known state, and none is held by the dead",
            """
            select null as lead, 'job ' || id || ' (' || kind || ') is ' || state as what from job
            where workspace_id = @Workspace and (state not in ('queued', 'running', 'done', 'parked', 'in-doubt')
              or (state = 'running' and (leased_until is null or leased_until < @Late)))
            """),
        new("The same work is queued once",
            """
            select null as lead, count(*) || ' jobs of kind ' || kind || ' have one key' as what from job
            where workspace_id = @Workspace group by kind, key having count(*) > 1
            """),
        .. Tenancy.All,
        .. ErasureLaws.All,
    ];
}
