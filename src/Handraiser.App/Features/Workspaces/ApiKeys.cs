using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Workspaces;

/// <summary>
/// What a key allows: everything, everything and dating requests back, everything and erasing people, or only sending a
/// form's requests.
/// </summary>
internal static class KeyScope
{
    public const string Api = "api", Import = "import", Erase = "erase", Form = "form";
}

/// <summary>A program that calls with a key.</summary>
internal sealed record ApiCaller(string WorkspaceId, string KeyId, string Scope, string? FormId)
{
    public bool MayAct => Scope is KeyScope.Api or KeyScope.Import or KeyScope.Erase;

    public bool MayImport => Scope == KeyScope.Import;

    public bool MayErase => Scope == KeyScope.Erase;
}

/// <summary>Keys of programs. Only a key's hash is kept, so that reading the database does not let anybody in.</summary>
internal sealed class ApiKeys(Database database, TimeProvider time)
{
    /// <summary>How long a revoked key may still work on this node.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    /// <summary>A form's key is public: it stands in the page and lets anybody send that form, and nothing else.</summary>
    const string FormPrefix = "hrf_";

    readonly ConcurrentDictionary<string, (ApiCaller? Caller, DateTimeOffset Until)> known = new();

    public async Task<ApiCaller?> FindAsync(HttpRequest request, CancellationToken cancel)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? await FindAsync(header["Bearer ".Length..].Trim(), cancel) : null;
    }

    public async Task<ApiCaller?> FindAsync(string key, CancellationToken cancel)
    {
        if (key.Length is < 20 or > 100) return null;
        var hash = Hash(key);
        var now = time.GetUtcNow();
        if (known.TryGetValue(hash, out var found) && found.Until > now) return found.Caller;
        KeyRow? row;
        try { row = await FindAsync(key, hash, cancel); }
        catch (DatabaseUnavailableException) when (found.Caller is { } believed)
        {
            // Whoever revoked it on another node is heard when the spool drains.
            known[hash] = (believed, now + Memory);
            return believed;
        }
        var caller = row is null ? null : new ApiCaller(row.WorkspaceId, row.Id, row.Scope, row.FormId);
        if (known.Count > 10_000) known.Clear();
        known[hash] = (caller, now + Memory);
        return caller;
    }

    Task<KeyRow?> FindAsync(string key, string hash, CancellationToken cancel) =>
        database.ReadAsync(tx => key.StartsWith(FormPrefix, StringComparison.Ordinal)
            ? tx.SingleAsync<KeyRow>(
                "select workspace_id, id, 'form' as scope, id as form_id from form where public_key = @Key and state = 'live'", new { Key = key })
            : tx.SingleAsync<KeyRow>(
                "select workspace_id, id, scope, null as form_id from api_key where hash = @Hash and revoked_at is null", new { Hash = hash }), cancel);

    /// <summary>A key was revoked: this node asks again at once.</summary>
    public void Forget() => known.Clear();

    /// <summary>Makes a key and returns its text, which is shown this once.</summary>
    public static string Add(Tx tx, Chance chance, string workspace, string name, string scope)
    {
        var key = "hra_" + chance.NewToken();
        tx.Add(
            """
            insert into api_key (workspace_id, id, hash, name, scope, hint, created_at)
            values (@Workspace, @Id, @Hash, @Name, @Scope, @Hint, @Now)
            """,
            new { Workspace = workspace, Id = chance.NewId(tx.Now), Hash = Hash(key), Name = name, Scope = scope, Hint = key[..8], tx.Now });
        return key;
    }

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    sealed record KeyRow
    {
        public string WorkspaceId { get; init; } = "";

        public string Id { get; init; } = "";

        public string Scope { get; init; } = "";

        public string? FormId { get; init; }
    }
}
