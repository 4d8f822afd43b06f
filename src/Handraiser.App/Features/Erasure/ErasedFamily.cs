using System.Text.Json;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Erasure;

/// <summary>
/// A person as everybody they ever came as: merging leaves rows behind in both directions, and each holds a name and an
/// address. Held until commit: nobody captures, merges or changes anything of theirs meanwhile.
/// </summary>
internal sealed record ErasedFamily(
    string Workspace, IReadOnlyList<FamilyMember> People, IReadOnlyList<string> Addresses, IReadOnlyList<LeadRow> Leads)
{
    public IReadOnlyList<string> Ids => [.. People.Select(one => one.Id)];

    public IReadOnlyList<string> LeadIds => [.. Leads.Select(one => one.Id)];

    /// <summary>Holds what belongs to these people.</summary>
    public static async Task<ErasedFamily> HoldAsync(Tx tx, string workspace, IReadOnlyList<string> start)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        // Whoever had one of them before us may have added to them: look again until nothing is new.
        for (var leads = new List<LeadRow>(); ;)
        {
            var people = await PeopleAsync(tx, workspace, start);
            var addresses = await AddressesAsync(tx, workspace, people);
            // In the order of everybody else: addresses first, then leads.
            if (addresses.Any(one => !held.Contains(one)))
            {
                held.UnionWith(addresses);
                await tx.LockAsync(held.Select(key => $"{workspace} {key}"));
                if (tx.Engine == Engine.Postgres) continue;
            }
            var ids = await LeadIdsAsync(tx, workspace, people);
            if (ids.SequenceEqual(leads.Select(lead => lead.Id))) return new(workspace, people, addresses, leads);
            leads.Clear();
            foreach (var id in ids) leads.Add((await LeadStore.LockAsync(tx, workspace, id))!);
            if (tx.Engine == Engine.Sqlite) return new(workspace, people, addresses, leads);
        }
    }

    static async Task<List<FamilyMember>> PeopleAsync(Tx tx, string workspace, IReadOnlyList<string> start)
    {
        var found = new SortedDictionary<string, FamilyMember>(StringComparer.Ordinal);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var next = start.ToList(); next.Count > 0;)
        {
            asked.UnionWith(next);
            var rows = await tx.ListAsync<FamilyMember>(
                $"""
                select id, merged_into, account_id, erasure_id from person where workspace_id = @Workspace
                and (id in (select value from {tx.Elements("Next")}) or merged_into in (select value from {tx.Elements("Next")}))
                """,
                new { Workspace = workspace, Next = JsonSerializer.Serialize(next) });
            foreach (var row in rows) found.TryAdd(row.Id, row);
            next = [.. rows.SelectMany(row => new[] { row.Id, row.MergedInto }).OfType<string>().Distinct()
                .Where(id => !asked.Contains(id))];
        }
        return [.. found.Values];
    }

    static async Task<List<string>> AddressesAsync(Tx tx, string workspace, List<FamilyMember> people) =>
        await tx.ListAsync<string>(
            $"""
            select key from identity where workspace_id = @Workspace
            and person_id in (select value from {tx.Elements("People")}) order by key
            """,
            new { Workspace = workspace, People = Json(people) });

    static Task<List<string>> LeadIdsAsync(Tx tx, string workspace, List<FamilyMember> people) =>
        tx.ListAsync<string>(
            $"""
            select id from lead where workspace_id = @Workspace
            and person_id in (select value from {tx.Elements("People")}) order by id
            """,
            new { Workspace = workspace, People = Json(people) });

    static string Json(List<FamilyMember> people) => JsonSerializer.Serialize(people.ConvertAll(one => one.Id));
}

/// <summary>A person's row, as far as erasing needs it.</summary>
internal sealed record FamilyMember
{
    public string Id { get; init; } = "";

    public string? MergedInto { get; init; }

    public string? AccountId { get; init; }

    public string? ErasureId { get; init; }
}
