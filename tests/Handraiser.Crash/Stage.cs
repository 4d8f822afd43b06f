using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>A company in a database that is attacked: reps who answer, one who is away, and clocks of a
/// second.</summary>
internal sealed record Stage(string Setting, NewWorkspace Workspace)
{
    public const string Admin = "ada@acme.example", Password = "a long enough password";
    public const string Ann = "ann@acme.example", Bob = "bob@acme.example";

    /// <summary>Requests from this country wait in a pool whose only member is away.</summary>
    public const string Waits = "IS";

    static readonly string[] People = ["ann", "bob", "carl", "dan"];

    /// <summary>The file of an embedded database.</summary>
    public string File => Setting["sqlite:".Length..];

    public static async Task<Stage> MakeAsync(string setting)
    {
        await using var database = Database.Open(setting, TimeProvider.System);
        await database.MigrateAsync();
        var workspace = await new SetUp(database, Chance.System)
            .RunAsync("Acme", "Ada Admin", Admin, Password, "Europe/Oslo");
        var errors = await database.WriteAsync(async tx =>
        {
            foreach (var name in People)
            {
                Reps.Add(tx, Chance.System, workspace.WorkspaceId,
                    new NewRep(name, $"{name}@acme.example", "rep", null, null), null);
            }
            tx.Add("update rep set present = 0 where workspace_id = @WorkspaceId and email = 'dan@acme.example'",
                workspace);
            PolicyStore.RosterChanged(tx, workspace.WorkspaceId);
            return await PublishPlaybook.RunAsync(tx, workspace.WorkspaceId, Playbook, workspace.AdminId, null);
        });
        return errors.Count == 0 ? new(setting, workspace) : throw new InvalidOperationException(errors[0].ToString());
    }

    /// <summary>The same company in a copy of its file, as it stands there.</summary>
    public Stage CopyTo(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        foreach (var ending in new[] { "", "-wal" })
        {
            if (System.IO.File.Exists(File + ending)) System.IO.File.Copy(File + ending, file + ending,
                overwrite: true);
        }
        return this with { Setting = "sqlite:" + file };
    }

    public const string Playbook = """
        name: Acme
        hours: { office: { zone: Europe/Oslo, open: always } }
        teams:
          sales: { hours: office, manager: ada@acme.example, on-call: ada@acme.example }
        pools:
          sellers:
            team: sales
            members:
              - { rep: ann@acme.example, weight: 100 }
              - { rep: bob@acme.example, weight: 100 }
              - { rep: carl@acme.example, weight: 100 }
            counts: [presence, hours]
          later:
            team: sales
            members: [ { rep: dan@acme.example, weight: 100 } ]
            everyone-away: wait
            counts: [presence, hours]
        targets:
          chat: { within: 1 s, hours: team, met-by: attempt, ladder: steep }
          demo: { within: 60 min, hours: team, met-by: attempt, ladder: steep }
          call-me: { within: 20 min, hours: team, met-by: attempt, ladder: steep }
          pricing: { within: 60 min, hours: team, met-by: attempt, ladder: steep }
          contact: { within: 60 min, hours: team, met-by: attempt, ladder: steep }
          community: none
        ladders:
          steep:
            - { at: 50%, do: nudge }
            - { at: 80%, do: tell-manager }
            - { at: 100%, do: hand-on }
            - { at: 110%, do: hand-on }
            - { at: 120%, do: on-call }
        routes:
          - name: Later
            when: { field: company.country, is: [IS] }
            pool: later
        catch-all: sellers
        screening: { quarantine-at: 50, owner: ada@acme.example }
        """;
}
