using System.Collections.Concurrent;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Workspaces;

/// <summary>
/// Who is signed in where. The browser holds a token, the database its hash. Each node remembers a session for a few
/// seconds, so that a sign-out or a deactivation reaches all of them soon.
/// </summary>
internal sealed class Sessions(Database database, TimeProvider time)
{
    public const string Cookie = "handraiser";

    public static readonly Duration Lifetime = Duration.FromDays(30);

    /// <summary>How long a session that has ended may still work on another node.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    const int MostKept = 10_000;
    readonly ConcurrentDictionary<string, (SignedIn? Rep, DateTimeOffset Until)> known = new();

    public Task<SignedIn?> FindAsync(HttpRequest request, CancellationToken cancel) =>
        request.Cookies[Cookie] is { Length: 32 } token ? FindAsync(token, cancel) : Task.FromResult<SignedIn?>(null);

    async Task<SignedIn?> FindAsync(string token, CancellationToken cancel)
    {
        var hash = ApiKeys.Hash(token);
        var now = time.GetUtcNow();
        if (known.TryGetValue(hash, out var found) && found.Until > now) return found.Rep;
        var row = await database.ReadAsync(tx => tx.SingleAsync<SessionRow>(
            """
            select s.workspace_id, w.name as workspace_name, r.id, r.name, r.email, r.role, r.present, coalesce(r.zone, w.zone) as zone
            from session s
            join workspace w on w.id = s.workspace_id
            join rep r on r.workspace_id = s.workspace_id and r.id = s.rep_id
            where s.hash = @Hash and s.expires_at > @Now and r.active = 1
            """,
            new { Hash = hash, tx.Now }), cancel);
        if (known.Count > MostKept) known.Clear();
        known[hash] = (row?.SignedIn, now + Memory);
        return row?.SignedIn;
    }

    /// <summary>Starts a session and returns the token that only the browser keeps.</summary>
    public static string Start(Tx tx, Chance chance, string workspace, string rep, string? network)
    {
        var token = chance.NewToken();
        tx.Add("delete from session where expires_at <= @Now", new { tx.Now });
        tx.Add(
            """
            insert into session (hash, workspace_id, rep_id, network, created_at, expires_at)
            values (@Hash, @Workspace, @Rep, @Network, @Now, @Until)
            """,
            new { Hash = ApiKeys.Hash(token), Workspace = workspace, Rep = rep, Network = network, tx.Now, Until =
                tx.Now + Lifetime });
        return token;
    }

    public void End(Tx tx, string token)
    {
        tx.Add("delete from session where hash = @Hash", new { Hash = ApiKeys.Hash(token) });
        tx.AfterCommit(known.Clear);
    }

    /// <summary>Ends every session of a rep, here at once and elsewhere within seconds.</summary>
    /// <param name="except">The token of the one session that stays: that of whoever changed their own
    /// password.</param>
    public void EndAll(Tx tx, string workspace, string rep, string? except = null)
    {
        tx.Add("delete from session where workspace_id = @Workspace and rep_id = @Rep and hash <> @Except",
            new { Workspace = workspace, Rep = rep, Except = except is null ? "" : ApiKeys.Hash(except) });
        tx.AfterCommit(known.Clear);
    }

    /// <summary>Somebody's name, role or presence changed: this node asks again at once.</summary>
    public void Forget(Tx tx) => tx.AfterCommit(known.Clear);

    public static void Give(HttpContext http, string token, bool isHttps) =>
        http.Response.Cookies.Append(Cookie, token, new CookieOptions
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = isHttps, Path = "/", IsEssential = true, MaxAge =
            Lifetime.ToTimeSpan(),
    });

    sealed record SessionRow
    {
        public string WorkspaceId { get; init; } = "";

        public string WorkspaceName { get; init; } = "";

        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Email { get; init; } = "";

        public string Role { get; init; } = "";

        public long Present { get; init; }

        public string Zone { get; init; } = "";

        public SignedIn SignedIn =>
            new(WorkspaceId, WorkspaceName, Id, Name, Email, Role, Zone) { IsPresent = Present != 0 };
    }
}
