using System.Text.Json;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Deliveries;

/// <summary>What somebody looks for among deliveries.</summary>
public sealed record DeliveryFilter(string Tab = DeliveryFilter.Stuck, string? Lane = null, string? Query = null)
{
    public const string Stuck = "stuck", Waiting = "waiting", Done = "done";

    public static DeliveryFilter Of(string? tab, string? lane, string? query) => new(
        tab is Waiting or Done ? tab : Stuck, string.IsNullOrWhiteSpace(lane) ? null
            : lane.Trim(), string.IsNullOrWhiteSpace(query) ? null : query.Trim());
}

/// <summary>A message on its way out, or not, as a manager sees it.</summary>
/// <param name="Who">The person whose lead it is about; null when it is about none, or when the person was
/// erased.</param>
/// <param name="To">The rep, the webhook or the chat that it is for.</param>
/// <param name="Said">What the other side said, or why nothing was sent.</param>
public sealed record DeliveryItem(string Id, string Kind, string Lane, string State, string What, string? LeadId,
    string? Who, string To,
    long Attempts, string? Said, Instant CreatedAt, Instant DueAt, Instant? EndedAt);

/// <summary>The deliveries of one tab that the filter lets through, and how many lie behind each tab.</summary>
public sealed record DeliveryPage(IReadOnlyList<DeliveryItem> Items, bool HasMore, DeliveryHealth Health,
    IReadOnlyList<EndpointRow> Endpoints);

/// <summary>Finds deliveries and names whom they are about and for.</summary>
internal static class DeliveryList
{
    const int MostRead = 500;
    const int MostShown = 100;

    public static async Task<DeliveryPage> FindAsync(Tx tx, Policy policy, DeliveryFilter filter)
    {
        var workspace = policy.WorkspaceId;
        var jobs = await tx.ListAsync<JobRow>(SqlOf(filter.Tab),
            new { Workspace = workspace, filter.Lane, Most = MostRead });
        var endpoints = await EndpointStore.AllAsync(tx, workspace);
        var works = jobs.ConvertAll(job => JsonSerializer.Deserialize<Work>(job.Data, JsonSerializerOptions.Web)!);
        var people = await PeopleAsync(tx, workspace, works.Select(work => work.Lead).OfType<string>().Distinct());
        var events =
            await EventsAsync(tx, workspace, works.Where(work => work.Number is not null).Select(work => work.Lead!)
            .Distinct());
        var items = jobs.Zip(works, (job, work) =>
            ItemOf(job, work with { What = work.What ?? EventOf(events, work) }, people, policy, endpoints))
            .Where(item => Matches(item, filter.Query)).ToList();
        return new([.. items.Take(MostShown)], items.Count > MostShown
            || jobs.Count == MostRead, await DeliveryHealth.OfAsync(tx, workspace), endpoints);
    }

    static DeliveryItem ItemOf(JobRow job, Work work, Dictionary<string, string> people, Policy policy,
        List<EndpointRow> endpoints)
    {
        var endpoint = work.Endpoint is null ? null
            : endpoints.Find(row => row.Id == work.Endpoint)?.Name ?? "a deleted endpoint";
        var (what, to) = job.Kind switch
        {
            "webhook" => (work.What ?? "event", endpoint!),
            "chat" => (work.Purpose ?? "alert", endpoint!),
            EndpointMail.Kind => ($"{endpoint}: {work.What}", policy.NameOf(work.Rep)),
            _ => (work.Purpose ?? job.Kind, policy.NameOf(work.Rep)),
        };
        return new(job.Id, job.Kind, job.Lane, job.State, what, work.Lead, work.Lead is null ? null
            : people.GetValueOrDefault(work.Lead), to,
            job.Attempt, job.Outcome, job.CreatedAt, job.DueAt, job.EndedAt);
    }

    static bool Matches(DeliveryItem item, string? query) => query is null
        || new[] { item.Who, item.To, item.Said, item.What, item.LeadId }.Any(text =>
            text?.Contains(query, StringComparison.OrdinalIgnoreCase) == true);

    static string? EventOf(Dictionary<(string, long), string> events, Work work) =>
        work is { Lead: { } lead, Number: { } number } ? events.GetValueOrDefault((lead, number)) : null;

    static async Task<Dictionary<(string, long),
        string>> EventsAsync(Tx tx, string workspace, IEnumerable<string> leads)
    {
        var elements = tx.Engine == Engine.Postgres ? "json_array_elements_text(cast(@Leads as json)) as value"
            : "json_each(@Leads)";
        return (await tx.ListAsync<NamedEvent>(
            $"select stream, number, kind from event where workspace_id = @Workspace "
            + $"and stream in (select value from {elements})",
            new { Workspace = workspace, Leads = JsonSerializer.Serialize(leads) }))
            .ToDictionary(row => (row.Stream, row.Number), row => row.Kind);
    }

    static async Task<Dictionary<string, string>> PeopleAsync(Tx tx, string workspace, IEnumerable<string> leads)
    {
        var elements = tx.Engine == Engine.Postgres ? "json_array_elements_text(cast(@Leads as json)) as value"
            : "json_each(@Leads)";
        var rows = await tx.ListAsync<NamedLead>(
            $"""
            select l.id, p.name, p.email, p.company from lead l
            join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
            where l.workspace_id = @Workspace and l.id in (select value from {elements})
            """,
            new { Workspace = workspace, Leads = JsonSerializer.Serialize(leads) });
        return rows.Where(row => (row.Name ?? row.Email ?? row.Company) is not null)
            .ToDictionary(row => row.Id, row => string.Join(", ",
                new[] { row.Name ?? row.Email, row.Company }.OfType<string>()));
    }

    static string SqlOf(string tab) => tab switch
    {
        DeliveryFilter.Waiting =>
            """
            select * from job where workspace_id = @Workspace and state in ('queued', 'running')
            and (cast(@Lane as text) is null or lane = @Lane) order by due_at limit @Most
            """,
        DeliveryFilter.Done =>
            """
            select * from job where workspace_id = @Workspace and state = 'done'
            and (cast(@Lane as text) is null or lane = @Lane) order by ended_at desc limit @Most
            """,
        _ =>
            """
            select * from job where workspace_id = @Workspace and state in ('parked', 'in-doubt')
            and (cast(@Lane as text) is null or lane = @Lane) order by created_at desc limit @Most
            """,
    };

    sealed record JobRow
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Lane { get; init; } = "";

        public string Data { get; init; } = "";

        public string State { get; init; } = "";

        public long Attempt { get; init; }

        public string? Outcome { get; init; }

        public Instant CreatedAt { get; init; }

        public Instant DueAt { get; init; }

        public Instant? EndedAt { get; init; }
    }

    sealed record NamedEvent
    {
        public string Stream { get; init; } = "";

        public long Number { get; init; }

        public string Kind { get; init; } = "";
    }

    sealed record NamedLead
    {
        public string Id { get; init; } = "";

        public string? Name { get; init; }

        public string? Email { get; init; }

        public string? Company { get; init; }
    }

    // What any kind of job may name.
    sealed record Work(string? Lead, string? Rep, string? Purpose, string? Endpoint, long? Number, string? What);
}
