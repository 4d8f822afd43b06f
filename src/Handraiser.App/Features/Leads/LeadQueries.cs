using System.Text.Json;
using Handraiser.App.Features.Leads.Inbox;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Leads;

/// <summary>A line of the inbox, as it is read.</summary>
internal sealed record InboxRow
{
    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string State { get; init; } = "";

    public string Stage { get; init; } = "";

    public string? Held { get; init; }

    public Instant ArrivedAt { get; init; }

    public string OwnerId { get; init; } = "";

    public string? Pool { get; init; }

    public long Waiting { get; init; }

    public Instant? ClaimedAt { get; init; }

    public Instant? DueAt { get; init; }

    public Instant? BreachedAt { get; init; }

    public Instant? AlarmSince { get; init; }

    public Instant? FirstAttemptAt { get; init; }

    public Instant? ClosedAt { get; init; }

    public Instant? ErasedAt { get; init; }

    public string? Outcome { get; init; }

    public string Reason { get; init; } = "";

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Company { get; init; }

    public string? Message { get; init; }

    /// <summary>When the running clock started; null when none runs.</summary>
    public Instant? StartedAt { get; init; }

    public long Rank { get; init; }

    public long Sort { get; init; }
}

/// <summary>How many open leads each view holds.</summary>
internal sealed record InboxCounts
{
    public long Mine { get; init; }

    public long Team { get; init; }

    public long Everything { get; init; }

    public long Held { get; init; }

    public long Late { get; init; }
}

/// <summary>The reading side of leads: what screens show. Nothing here decides.</summary>
internal static class LeadQueries
{
    public const int PageSize = 50;

    const int MostNews = 20;

    // Alarm; late; due, soonest first; not taken by anybody; waiting without a target; answered, newest first.
    const string Rank =
        """
        cast(case when l.alarm_since is not null then 0 when l.due_at < @Now then 1 when l.due_at is not null then 2
          when l.first_attempt_at is not null then 5 when l.claimed_at is null then 3 else 4 end as bigint)
        """;

    const string Sort =
        """
        case when l.alarm_since is not null then l.alarm_since when l.due_at is not null then l.due_at
          when l.first_attempt_at is not null then -l.latest_at else l.arrived_at end
        """;

    const string Columns =
        """
        l.id, l.kind, l.state, l.stage, l.held, l.arrived_at, l.owner_id, l.pool, l.waiting, l.claimed_at, l.due_at,
        l.breached_at, l.alarm_since, l.first_attempt_at, l.closed_at, l.erased_at, l.outcome, l.reason, p.name, p.email,
        p.phone, p.company,
        (select r.message from request r where r.workspace_id = l.workspace_id and r.lead_id = l.id
          order by r.arrived_at desc, r.id desc limit 1) as message
        """;

    const string Search =
        """
        (cast(@Kind as text) is null or l.kind = @Kind)
        and (cast(@Pattern as text) is null or lower(p.name) like @Pattern escape '\' or p.phone like @Phone
          or lower(p.email) like @Pattern escape '\' or lower(p.company) like @Pattern escape '\'
          or exists (select 1 from request r where r.workspace_id = l.workspace_id and r.lead_id = l.id
            and lower(r.message) like @Pattern escape '\'))
        """;

    const string IsMine = "(l.owner_id = @Rep or (l.waiting = 1 and l.pool in (select value from {0})))";

    const string IsTeam = "(l.owner_id in (select value from {1}) or l.pool in (select value from {2}))";

    static readonly string OpenOnSqlite = Open("json_each(@MyPools)", "json_each(@Team)", "json_each(@TeamPools)");
    static readonly string OpenOnPostgres = Open(Elements("MyPools"), Elements("Team"), Elements("TeamPools"));
    static readonly string CountsOnSqlite = Counts("json_each(@MyPools)", "json_each(@Team)", "json_each(@TeamPools)");
    static readonly string CountsOnPostgres = Counts(Elements("MyPools"), Elements("Team"), Elements("TeamPools"));

    const string ClosedLeads =
        $"""
        select {Columns}, cast(9 as bigint) as rank, -l.closed_at as sort, null as started_at from lead l
        join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
        where l.workspace_id = @Workspace and l.state = 'closed' and {Search}
        and (-l.closed_at > @AfterSort or (-l.closed_at = @AfterSort and l.id > @AfterId))
        order by -l.closed_at, l.id limit @Most
        """;

    /// <summary>One page of a view, most urgent first; one row more than a page tells that there are more.</summary>
    public static Task<List<InboxRow>> InboxAsync(Tx tx, Policy policy, string rep, InboxQuestion question)
    {
        var circle = Circle.Of(policy, rep);
        var after = question.Before;
        return tx.ListAsync<InboxRow>(
            question.View == InboxQuestion.Closed ? ClosedLeads
                : tx.Engine == Engine.Postgres ? OpenOnPostgres : OpenOnSqlite,
            new
            {
                Workspace = policy.WorkspaceId, Rep = rep, question.View, question.Kind, question.Pattern,
                Phone = question.PhonePattern, tx.Now,
                circle.MyPools, circle.Team, circle.TeamPools, AfterRank = after?.Rank ?? -1,
                AfterSort = after?.Sort ?? long.MinValue,
                AfterId = after?.Id ?? "", Most = PageSize + 1,
            });
    }

    public static async Task<InboxCounts> CountAsync(Tx tx, Policy policy, string rep)
    {
        var circle = Circle.Of(policy, rep);
        return (await tx.SingleAsync<InboxCounts>(tx.Engine == Engine.Postgres ? CountsOnPostgres : CountsOnSqlite,
            new { Workspace = policy.WorkspaceId, Rep = rep, tx.Now, circle.MyPools, circle.Team, circle.TeamPools }))!;
    }

    /// <summary>Leads that are a rep's and that they have neither claimed nor touched, newest first.</summary>
    public static async Task<List<NewsLead>> NewsAsync(Tx tx, string workspace, string rep) =>
        (await tx.ListAsync<InboxRow>(
            """
            select l.id, l.kind, p.name, p.email, p.phone, p.company from lead l
            join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
            where l.workspace_id = @Workspace and l.owner_id = @Rep and l.state = 'open' and l.claimed_at is null
            order by l.owned_since desc, l.id limit @Most
            """,
            new { Workspace = workspace, Rep = rep, Most = MostNews }))
        .ConvertAll(row => new NewsLead(row.Id, $"{LeadWords.Person(row.Name, row.Email, row.Phone)}"
            + (LeadWords.Shown(row.Company) is { } company ? $", {company}" : "") + $": {LeadWords.Kind(row.Kind)}"));

    static string Open(string myPools, string team, string teamPools) =>
        $"""
        select * from (
          select {Columns}, {Rank} as rank, {Sort} as sort, c.started_at from lead l
          join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
          left join clock c on c.workspace_id = l.workspace_id and c.lead_id = l.id and c.state = 'running'
          where l.workspace_id = @Workspace and l.state = 'open' and {Search}
          and case @View when 'mine' then {Named(IsMine, myPools, team, teamPools)}
            when 'team' then {Named(IsTeam, myPools, team, teamPools)} when 'held' then l.held is not null
            when 'late' then l.due_at < @Now or l.alarm_since is not null else 1 = 1 end
        ) as urgent
        where rank > @AfterRank or (rank = @AfterRank and (sort > @AfterSort or (sort = @AfterSort and id > @AfterId)))
        order by rank, sort, id limit @Most
        """;

    static string Counts(string myPools, string team, string teamPools) =>
        $"""
        select coalesce(sum(case when {Named(IsMine, myPools, team, teamPools)} then 1 else 0 end), 0) as mine,
          coalesce(sum(case when {Named(IsTeam, myPools, team, teamPools)} then 1 else 0 end), 0) as team,
          count(*) as everything,
          coalesce(sum(case when l.held is not null then 1 else 0 end), 0) as held,
          coalesce(sum(case when l.due_at < @Now or l.alarm_since is not null then 1 else 0 end), 0) as late
        from lead l where l.workspace_id = @Workspace and l.state = 'open'
        """;

    static string Named(string condition, params string[] sources) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, sources);

    static string Elements(string name) => $"json_array_elements_text(cast(@{name} as json)) as value";

    /// <summary>
    /// Whose leads a rep may be asked about: the pools they take turns in, and everybody on their teams.
    /// </summary>
    sealed record Circle(string MyPools, string Team, string TeamPools)
    {
        public static Circle Of(Policy policy, string rep)
        {
            var playbook = policy.Playbook;
            var mine = playbook.Pools.Values.Where(pool => pool.Members.Any(member => member.Rep == rep)).ToList();
            var teams = playbook.Teams.Values.Where(team => team.Manager == rep || team.OnCall == rep
                || mine.Exists(pool => pool.Team == team.Key))
                .Select(team => team.Key).ToHashSet(StringComparer.Ordinal);
            var pools = playbook.Pools.Values.Where(pool => teams.Contains(pool.Team)).ToList();
            var people = pools.SelectMany(pool => pool.Members.Select(member => member.Rep))
                .Concat(teams.SelectMany(team => new[] { playbook.Teams[team].Manager, playbook.Teams[team].OnCall }))
                    .Append(rep).Distinct();
            return new(JsonSerializer.Serialize(mine.Select(pool => pool.Key)), JsonSerializer.Serialize(people),
                JsonSerializer.Serialize(pools.Select(pool => pool.Key)));
        }
    }
}
