namespace Handraiser.App.Features.Verify;

/// <summary>
/// Nothing points from one workspace into another, or at nothing. Most references are foreign keys that begin with the
/// workspace; these are the ones that are not.
/// </summary>
internal static class Tenancy
{
    const string Law = "Nothing refers to another workspace or to nothing";

    public static IReadOnlyList<LawQuery> All { get; } =
    [
        new(Law,
            """
            select t.lead_id as lead, 'touch ' || t.id || ' is by rep ' || t.rep_id as what from touch t where t.workspace_id = @Workspace
            and t.rep_id is not null and not exists (select 1 from rep r where r.workspace_id = t.workspace_id and r.id = t.rep_id)
            """),
        new(Law,
            """
            select c.lead_id as lead, 'clock ' || c.number || ' is of request ' || c.request_id as what from clock c
            where c.workspace_id = @Workspace and not exists (select 1 from request r
              join lead l on l.workspace_id = c.workspace_id and l.id = c.lead_id
              where r.workspace_id = c.workspace_id and r.id = c.request_id and r.lead_id = coalesce(l.merged_into, l.id))
            """),
        new(Law,
            """
            select t.lead_id as lead, 'turn ' || t.id || ' of pool ' || t.pool as what from turn t where t.workspace_id = @Workspace
            and ((t.rep_id is not null and not exists (select 1 from rep r where r.workspace_id = t.workspace_id and r.id = t.rep_id))
              or (t.lead_id is not null and not exists (select 1 from lead l where l.workspace_id = t.workspace_id and l.id = t.lead_id)))
            """),
        new(Law,
            """
            select l.id as lead, 'it covers for ' || l.cover_for as what from lead l where l.workspace_id = @Workspace
            and l.cover_for is not null and not exists (select 1 from rep r where r.workspace_id = l.workspace_id and r.id = l.cover_for)
            """),
        new(Law,
            """
            with strays as materialized (select stream, number from event e where e.workspace_id = @Workspace
              and not exists (select 1 from lead l where l.workspace_id = e.workspace_id and l.id = e.stream))
            select stream as lead, 'event ' || number || ' is of a lead of another workspace' as what from strays
            where exists (select 1 from lead l where l.id = strays.stream)
            """),
        new(Law,
            """
            select l.id as lead, 'its person, owner or playbook is not of this workspace' as what from lead l
            where l.workspace_id = @Workspace and (not exists (select 1 from person p where p.workspace_id = l.workspace_id and p.id = l.person_id)
              or not exists (select 1 from rep r where r.workspace_id = l.workspace_id and r.id = l.owner_id)
              or not exists (select 1 from playbook b where b.workspace_id = l.workspace_id and b.version = l.playbook_version))
            """),
        new(Law,
            """
            select null as lead, 'a key of person ' || i.person_id as what from identity i where i.workspace_id = @Workspace
            and not exists (select 1 from person p where p.workspace_id = i.workspace_id and p.id = i.person_id)
            """),
        new(Law,
            """
            select null as lead, 'person ' || p.id || ' is of account ' || p.account_id as what from person p where p.workspace_id = @Workspace
            and p.account_id is not null and not exists (select 1 from account a where a.workspace_id = p.workspace_id and a.id = p.account_id)
            """),
        new(Law,
            """
            select a.lead_id as lead, 'spell ' || a.number || ' of a lead or an owner that is not here' as what from assignment a
            where a.workspace_id = @Workspace and (not exists (select 1 from lead l where l.workspace_id = a.workspace_id and l.id = a.lead_id)
              or not exists (select 1 from rep r where r.workspace_id = a.workspace_id and r.id = a.owner_id))
            """),
    ];
}
