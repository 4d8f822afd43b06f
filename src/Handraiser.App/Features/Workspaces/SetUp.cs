using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces.SigningIn;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;

namespace Handraiser.App.Features.Workspaces;

/// <summary>A new workspace as it is handed over: who signs in, and the keys that are shown this once.</summary>
public sealed record NewWorkspace(string Workspace, string WorkspaceId, string Admin, string AdminId, string ApiKey,
    string FormKey, string FormId);

/// <summary>Makes a workspace that works at once: an admin, a starting playbook that leads to them, a form, an API
/// key.</summary>
internal sealed class SetUp(Database database, Chance chance)
{
    public Task<NewWorkspace> RunAsync(string name, string adminName, string adminEmail, string password,
        string zone, CancellationToken cancel = default) =>
        database.WriteAsync(tx => AddAsync(tx, name, adminName, adminEmail, password, zone), cancel);

    /// <summary>The same, unless there is a workspace already: of two first runs at once, one happens.</summary>
    public Task<NewWorkspace?> RunFirstAsync(string name, string adminName, string adminEmail, string password,
        string zone, CancellationToken cancel = default) =>
        database.WriteAsync(async tx =>
        {
            if (tx.Engine == Engine.Postgres) await tx.ExecuteAsync("lock table workspace in exclusive mode");
            return await tx.SingleAsync<string>("select id from workspace limit 1") is null
                ? await AddAsync(tx, name, adminName, adminEmail, password, zone) : null;
        }, cancel);

    async Task<NewWorkspace> AddAsync(Tx tx, string name, string adminName, string adminEmail, string password,
        string zone)
    {
        var email = adminEmail.Trim().ToLowerInvariant();
        var workspace = chance.NewShortId();
        tx.Add(
            """
            insert into workspace (id, name, zone, erasure_key, created_at)
            values (@Id, @Name, @Zone, @ErasureKey, @Now)
            """,
            new { Id = workspace, Name = name, Zone = zone, ErasureKey = chance.NewToken(), tx.Now });
        var admin = Reps.Add(tx, chance, workspace, new NewRep(adminName, email, "admin", null, null), password);
        await PublishPlaybook.RunAsync(tx, workspace, StartingPlaybook.Text(email, zone, name), admin,
            "The starting playbook.");
        var form = Forms.FormStore.Add(tx, chance, workspace, "Contact us", "contact");
        var api = ApiKeys.Add(tx, chance, workspace, "First key", KeyScope.Api);
        return new NewWorkspace(name, workspace, email, admin, api, form.PublicKey, form.Id);
    }
}

/// <summary>A rep as they are added.</summary>
internal sealed record NewRep(string Name, string Email, string Role, string? Zone, string? Hours);

/// <summary>The people of a workspace.</summary>
internal static class Reps
{
    public static string Add(Tx tx, Chance chance, string workspace, NewRep rep, string? password)
    {
        var id = chance.NewId(tx.Now);
        tx.Add(
            """
            insert into rep (workspace_id, id, name, email, role, zone, hours, password, created_at)
            values (@Workspace, @Id, @Name, @Email, @Role, @Zone, @Hours, @Password, @Now)
            """,
            new
            {
                Workspace = workspace, Id = id, rep.Name, Email = rep.Email.Trim().ToLowerInvariant(), rep.Role,
                    rep.Zone, rep.Hours,
                Password = password is null ? null : Passwords.HashOf(password), tx.Now,
            });
        PolicyStore.RosterChanged(tx, workspace);
        return id;
    }
}
