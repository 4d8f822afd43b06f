using System.Text.Json;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Erasure;

/// <summary>An erasure as it leaves the database: one line of a file that is kept beside the backups.</summary>
/// <param name="People">The ids of the people that they were.</param>
/// <param name="Addresses">Digests of their addresses, which only the workspace's own key makes.</param>
internal sealed record ErasureEntry(
    string Workspace, string Erasure, string At, string By, IReadOnlyList<string> People, IReadOnlyList<string> Addresses)
{
    public string ToLine() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="FormatException">The line is not one that <see cref="ToLine"/> wrote.</exception>
    public static ErasureEntry Read(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<ErasureEntry>(line, JsonSerializerOptions.Web) is
                { Workspace: not null, Erasure: not null, At: not null, By: not null, People: not null, Addresses: not null } read
                && InstantPattern.ExtendedIso.Parse(read.At).Success) return read;
        }
        catch (JsonException)
        {
            // Said below, as for every other line that is none.
        }
        throw new FormatException("is not a line of an erasure log");
    }
}

/// <summary>
/// The list of who was erased, kept outside the database: a backup from before knows nothing of it, and whoever restores
/// one erases them again before anybody is served.
/// </summary>
internal sealed class ErasureLog(Database database, PolicyStore policies, Chance chance, ErasePerson erase)
{
    public Task<List<ErasureEntry>> ExportAsync(CancellationToken cancel = default) => database.SnapshotAsync(async tx =>
    {
        var digests = (await tx.ListAsync<DigestRow>("select workspace_id, digest, erasure_id from erased_address order by digest"))
            .ToLookup(row => (row.WorkspaceId, row.ErasureId), row => row.Digest);
        var rows = await tx.ListAsync<ErasureRow>("select * from erasure order by at, id");
        return rows.ConvertAll(row => new ErasureEntry(row.WorkspaceId, row.Id, row.At.Iso(), row.Actor, row.PeopleList,
            [.. digests[(row.WorkspaceId, row.Id)]]));
    }, cancel);

    /// <summary>Does an erasure again, in a database that may not know of it.</summary>
    /// <returns>Whether somebody was there to erase.</returns>
    public async Task<bool> ReplayAsync(ErasureEntry entry, CancellationToken cancel = default)
    {
        var at = InstantPattern.ExtendedIso.Parse(entry.At).Value.Storable();
        var erased = await database.WriteAsync(tx => ReplayAsync(tx, entry, at), cancel);
        if (erased) await database.ScrubAsync(cancel: cancel);
        return erased;
    }

    async Task<bool> ReplayAsync(Tx tx, ErasureEntry entry, Instant at)
    {
        var workspace = await tx.SingleAsync<string>("select id from workspace where id = @Workspace", new { entry.Workspace });
        if (workspace is null) return false;
        var digests = await ErasedAddresses.OfAsync(tx, workspace, chance);
        var people = await StillThereAsync(tx, entry, digests, at);
        if (people.Count > 0)
        {
            await erase.RunAsync(tx, await policies.InForceAsync(tx, workspace), people, entry.By, entry.Erasure);
        }
        else if (await ErasureRow.FindAsync(tx, workspace, entry.Erasure) is null)
        {
            new ErasureRow
            {
                WorkspaceId = workspace, Id = entry.Erasure, At = at, Actor = entry.By,
                People = JsonSerializer.Serialize(entry.People),
            }.Insert(tx);
        }
        foreach (var digest in entry.Addresses) ErasedAddresses.Add(tx, workspace, digest, entry.Erasure, at);
        return people.Count > 0;
    }

    /// <summary>By id, and whoever came by one of the addresses before that day. Whoever came later is somebody new.</summary>
    static async Task<List<string>> StillThereAsync(Tx tx, ErasureEntry entry, ErasedAddresses digests, Instant at)
    {
        var people = await tx.ListAsync<string>(
            $"""
            select id from person where workspace_id = @Workspace and erasure_id is null
            and id in (select value from {tx.Elements("People")})
            """,
            new { entry.Workspace, People = JsonSerializer.Serialize(entry.People) });
        var known = await tx.ListAsync<KeyRow>(
            """
            select i.key, i.person_id from identity i join person p on p.workspace_id = i.workspace_id and p.id = i.person_id
            where i.workspace_id = @Workspace and p.created_at <= @At
            """,
            new { entry.Workspace, At = at });
        people.AddRange(known.Where(row => entry.Addresses.Contains(digests.OfAddress(row.Key))).Select(row => row.PersonId));
        return [.. people.Distinct()];
    }

    sealed record DigestRow
    {
        public string WorkspaceId { get; init; } = "";

        public string Digest { get; init; } = "";

        public string ErasureId { get; init; } = "";
    }

    sealed record KeyRow
    {
        public string Key { get; init; } = "";

        public string PersonId { get; init; } = "";
    }
}
