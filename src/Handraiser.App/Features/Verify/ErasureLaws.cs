namespace Handraiser.App.Features.Verify;

/// <summary>Of somebody who was erased nothing is left but the counts, wherever it may have lain.</summary>
internal static class ErasureLaws
{
    const string Law = "Nothing remains of a person who was erased";

    public static IReadOnlyList<LawQuery> All { get; } =
    [
        new(Law,
            """
            select null as lead, 'person ' || p.id || ' has a name, an address or a company' as what from person p
            where p.workspace_id = @Workspace and p.erasure_id is not null and (p.name is not null or p.email is not null
              or p.phone is not null or p.company is not null or p.country is not null or p.account_id is not null
              or exists (select 1 from identity i where i.workspace_id = p.workspace_id and i.person_id = p.id)
              or not exists (select 1 from erasure e where e.workspace_id = p.workspace_id and e.id = p.erasure_id))
            """),
        new(Law,
            """
            select null as lead, 'person ' || p.id || ' was the same as ' || o.id || ', and one of them is not erased' as what
            from person p join person o on o.workspace_id = p.workspace_id and o.id = p.merged_into
            where p.workspace_id = @Workspace and p.merged_into is not null
            and (p.erasure_id is null) <> (o.erasure_id is null)
            """),
        new(Law,
            """
            select l.id as lead, 'it is not the tombstone that its person is' as what from lead l
            join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
            where l.workspace_id = @Workspace and ((p.erasure_id is null) <> (l.erased_at is null)
              or (l.erased_at is not null and l.state <> 'closed'))
            """),
        new(Law,
            """
            select r.lead_id as lead, 'request ' || r.id || ' says something' as what from request r
            join lead l on l.workspace_id = r.workspace_id and l.id = r.lead_id
            join submission s on s.workspace_id = r.workspace_id and s.id = r.submission_id
            where r.workspace_id = @Workspace and l.erased_at is not null and (r.message is not null or r.claimed_at is not null
              or r.source <> '{}' or r.fields <> '{}' or r.facts <> '{}' or r.spam_reasons <> '[]' or s.state <> 'erased')
            """),
        new(Law,
            """
            select null as lead, 'submission ' || id || ' says something' as what from submission
            where workspace_id = @Workspace and state = 'erased' and (body <> '' or network is not null or agent is not null
              or content_type is not null or idempotency_key not like 'erased:%' or body_hash not like 'erased:%')
            """),
        new(Law,
            """
            select l.id as lead, 'somebody wrote about it in their own words' as what from lead l
            where l.workspace_id = @Workspace and l.erased_at is not null and (l.outcome like '%:%'
              or exists (select 1 from touch t where t.workspace_id = l.workspace_id and t.lead_id = l.id and t.note is not null)
              or exists (select 1 from assignment a where a.workspace_id = l.workspace_id and a.lead_id = l.id
                and a.cause = 'manual' and a.reason <> 'Given by hand.'))
            """),
        new("A message about a person who was erased is called off",
            """
            select l.id as lead, 'job ' || j.id || ' is ' || j.state as what from job j
            join lead l on l.workspace_id = j.workspace_id and l.id = substr(j.key, 1, 26)
            where j.workspace_id = @Workspace and j.kind = 'mail' and l.erased_at is not null
            and (j.state in ('queued', 'parked', 'in-doubt') or j.called_off = 0)
            """),
    ];
}
