using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>Who works in the yard's company: the ids that acts need.</summary>
internal sealed record Company(string Workspace, string Admin, IReadOnlyList<string> Reps, IReadOnlyList<string> Playbooks);

/// <summary>
/// The company as every seed finds it: made once, copied under each world. Another stands beside it, and nothing may ever pass
/// between them. One world at a time stands on it, and all of them on one session: what it has prepared stays prepared,
/// because the copy comes from beside it and leaves the schema as the session knows it.
/// </summary>
internal sealed class Template : IDisposable
{
    /// <summary>Monday 2 March 2026, 08:00 in Oslo.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 7, 0);

    const int RepCount = 7;
    static int count;
    readonly SqliteSession made = new(":memory:", readOnly: false, durable: false);
    readonly SqliteSession beside;
    readonly SqliteSession session;
    readonly string sameSchema;

    public Template()
    {
        // A file of SQLite's own in memory, which two sessions can open.
        var path = $"file:/yard{Interlocked.Increment(ref count)}?vfs=memdb";
        (beside, session) = (Open(path), Open(path));
        var chance = Chance.Seeded(1);
        Write(tx => Migrator.RunAsync(tx));
        Company = Write(tx => MakeAsync(tx, chance, "acme"));
        Other = Write(tx => MakeAsync(tx, chance, "other"));
        sameSchema = $"pragma schema_version={Write(tx => tx.SingleAsync<long>("pragma schema_version"))}";
    }

    public Company Company { get; }

    /// <summary>Another company in the same database, where the same people raise their hands too.</summary>
    public Company Other { get; }

    /// <summary>The session, over a database that is byte for byte as it was made.</summary>
    public SqliteSession Renew()
    {
        session.RollBackIfOpen();
        session.Run("pragma max_page_count=1073741823");
        made.CopyTo(beside);
        beside.Run(sameSchema);
        return session;
    }

    public void Dispose()
    {
        session.Dispose();
        beside.Dispose();
        made.Dispose();
    }

    static SqliteSession Open(string path) => new(path, readOnly: false, durable: false);

    static async Task<Company> MakeAsync(Tx tx, Chance chance, string name)
    {
        var workspace = chance.NewShortId();
        tx.Add("insert into workspace (id, name, zone, created_at) values (@Id, @Name, 'Europe/Oslo', @Now)",
            new { Id = workspace, Name = name, tx.Now });
        var admin = Reps.Add(tx, chance, workspace, new NewRep("Ada Admin", $"ada@{name}.example", "admin", null, null), null);
        var reps = Enumerable.Range(1, RepCount).Select(n => Reps.Add(tx, chance, workspace,
            new NewRep($"Rep {n}", $"rep{n}@{name}.example", n == RepCount ? "manager" : "rep", null, null), null)).ToList();
        var playbooks = Enumerable.Range(0, 3).Select(n => Playbook(name, n)).ToList();
        var errors = await PublishPlaybook.RunAsync(tx, workspace, playbooks[0], admin, null);
        if (errors.Count > 0) throw new YardException(errors[0].ToString()!);
        foreach (var (kind, id, events) in new[] { ("webhook", "e1", "lead.assigned lead.handed-on"), ("webhook",
            "e2", "clock.breached"), ("chat", "e3", "alert.on-call") })
        {
            EndpointStore.Insert(tx, new EndpointRow
            {
                WorkspaceId = workspace, Id = $"{name}-{id}", Kind = kind, Name = id, Url = $"https://{id}.hooks.example/{name}",
                Secret = kind == "webhook" ? "whsec_" + Convert.ToBase64String(chance.Bytes(24)) : "",
                    Events = events, State = "live", CreatedAt = tx.Now,
            });
        }
        return new Company(workspace, admin, reps, playbooks);
    }

    /// <summary>Three versions of one policy: other shares, other targets, other pools.</summary>
    static string Playbook(string name, int version) => $$"""
        name: {{name}}
        hours:
          office: { zone: Europe/Oslo, open: Mon-Fri 08:00-17:00 }
          always: { zone: Europe/Oslo, open: always }
        teams:
          one: { hours: office, manager: rep7@{{name}}.example, on-call: ada@{{name}}.example }
          two: { hours: always, manager: rep7@{{name}}.example, on-call: ada@{{name}}.example }
        pools:
          near:
            team: one
            members:
              - { rep: rep1@{{name}}.example, weight: {{(version == 1 ? 300 : 100)}} }
              - { rep: rep2@{{name}}.example, weight: 200 }
              - { rep: rep3@{{name}}.example, weight: 100 }
            counts: [presence, hours]
            {{(version == 2 ? "overflow: far" : "")}}
          far:
            team: two
            members:
              - { rep: rep4@{{name}}.example, weight: 100 }
              - { rep: rep5@{{name}}.example, weight: 100 }
              {{(version == 1 ? "" : $"- {{ rep: rep6@{name}.example, weight: 100 }}")}}
            counts: [presence]
        targets:
          call-me: { within: 2 min, hours: always, met-by: attempt, ladder: steep }
          demo: { within: {{(version == 2 ? 10 : 5)}} min, hours: team, met-by: attempt, ladder: steep }
          pricing: { within: 5 min, hours: always, met-by: personal, ladder: steep }
          content: { within: 60 min, hours: team, met-by: attempt, ladder: steep }
          community: none
        ladders:
          steep:
            - { at: 50%, do: nudge }
            - { at: 80%, do: tell-manager }
            - { at: 100%, do: hand-on }
            - { at: 200%, do: hand-on }
            - { at: 300%, do: on-call }
        routes:
          - { name: Near, when: { field: company.country, is: [NO, SE] }, pool: near }
        catch-all: far
        screening: { quarantine-at: 50, owner: rep7@{{name}}.example }
        """;

    T Write<T>(Func<Tx, Task<T>> useCase)
    {
        made.Run("begin immediate");
        var result = useCase(new SqliteTx(made) { Now = Start, IsWrite = true }).GetAwaiter().GetResult();
        made.Run("commit");
        return result;
    }
}
