using Handraiser.App.Features.Workspaces.SigningIn;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Workspaces.Roster;

/// <summary>The rep whom a link lets choose a password.</summary>
internal sealed record PasswordOwner
{
    public string WorkspaceId { get; init; } = "";

    public string RepId { get; init; } = "";

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";
}

/// <summary>Links that an admin hands over, with which a rep chooses a password. Each works once, and a newer one
/// ends it.</summary>
internal sealed class PasswordLinks(Database database, Chance chance, Sessions sessions)
{
    static readonly Duration Lifetime = Duration.FromDays(3);

    public static string Make(Tx tx, Chance chance, string workspace, string rep)
    {
        var token = chance.NewToken();
        tx.Add("delete from password_link where (workspace_id = @Workspace and rep_id = @Rep) or expires_at <= @Now",
            new { Workspace = workspace, Rep = rep, tx.Now });
        tx.Add(
            """
            insert into password_link (hash, workspace_id, rep_id, created_at, expires_at)
            values (@Hash, @Workspace, @Rep, @Now, @Until)
            """,
            new { Hash = ApiKeys.Hash(token), Workspace = workspace, Rep = rep, tx.Now, Until = tx.Now + Lifetime });
        return token;
    }

    /// <returns>The token of a new link; null when nobody active is meant.</returns>
    public Task<string?> MakeAsync(string workspace, string rep, CancellationToken cancel) =>
        database.WriteAsync(async tx =>
        await tx.SingleAsync<string>("select id from rep where workspace_id = @Workspace and id = @Rep and active = 1",
            new { Workspace = workspace, Rep = rep }) is null ? null : Make(tx, chance, workspace, rep), cancel);

    public Task<PasswordOwner?> OwnerAsync(string token, CancellationToken cancel) =>
        database.ReadAsync(tx => OwnerAsync(tx, token, ""), cancel);

    /// <summary>Sets the password, signs the rep in, and ends the link and whatever else was open.</summary>
    /// <returns>The session's token; null when the link does not work any more.</returns>
    public Task<string?> UseAsync(string token, string password, string? network, CancellationToken cancel)
    {
        var hash = Passwords.HashOf(password);
        return database.WriteAsync(async tx =>
        {
            if (await OwnerAsync(tx, token, tx.Engine == Engine.Postgres ? " for update of p"
                : "") is not { } owner) return null;
            tx.Add("delete from password_link where hash = @Hash", new { Hash = ApiKeys.Hash(token) });
            tx.Add("update rep set password = @Password where workspace_id = @WorkspaceId and id = @RepId",
                new { Password = hash, owner.WorkspaceId, owner.RepId });
            sessions.EndAll(tx, owner.WorkspaceId, owner.RepId);
            return Sessions.Start(tx, chance, owner.WorkspaceId, owner.RepId, network);
        }, cancel);
    }

    static Task<PasswordOwner?> OwnerAsync(Tx tx, string token, string locked) => tx.SingleAsync<PasswordOwner>(
        $"""
        select p.workspace_id, p.rep_id, r.name, r.email from password_link p
        join rep r on r.workspace_id = p.workspace_id and r.id = p.rep_id
        where p.hash = @Hash and p.expires_at > @Now and r.active = 1{locked}
        """,
        new { Hash = ApiKeys.Hash(token), tx.Now });
}
