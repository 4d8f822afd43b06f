using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

namespace Handraiser.Bench;

/// <summary>The workspace under load: three pools of eight reps, two routes and a catch-all, a ladder.</summary>
internal static class BenchWorkspace
{
    public static async Task<NewWorkspace> PrepareAsync(string setting)
    {
        await using var database = Database.Open(setting, TimeProvider.System);
        await database.MigrateAsync();
        var workspace = await new SetUp(database, Chance.System).RunAsync("Bench", "Ada", "ada@bench.example", "correct horse battery staple", "Europe/Oslo");
        await database.WriteAsync(async tx =>
        {
            var emails = Enumerable.Range(0, 24).Select(n => $"rep{n}@bench.example").ToList();
            foreach (var email in emails) Reps.Add(tx, Chance.System, workspace.WorkspaceId, new(email, email, "rep", null, null), null);
            var errors = await PublishPlaybook.RunAsync(tx, workspace.WorkspaceId, Playbook(emails), workspace.AdminId, null);
            if (errors.Count > 0) throw new InvalidOperationException(errors[0].ToString());
        });
        return workspace;
    }

    static string Playbook(List<string> emails) => $$"""
        name: Bench
        hours:
          all: { zone: Europe/Oslo, open: always }
        teams:
          one: { hours: all, manager: ada@bench.example, on-call: ada@bench.example }
        pools:
          nordics: { team: one, members: [{{string.Join(", ", emails.Take(8))}}] }
          large: { team: one, members: [{{string.Join(", ", emails.Skip(8).Take(8))}}] }
          rest: { team: one, members: [{{string.Join(", ", emails.Skip(16))}}] }
        targets:
          demo: { within: 5 min, hours: team, ladder: standard }
        ladders:
          standard:
            - { at: 50%, do: nudge }
            - { at: 100%, do: hand-on }
            - { at: 300%, do: on-call }
        routes:
          - { name: Nordics, when: { field: company.country, is: [NO, SE, DK] }, pool: nordics }
          - { name: Large, when: { field: company.employees, at-least: 1000 }, pool: large }
        catch-all: rest
        screening: { owner: ada@bench.example }
        """;

    /// <summary>The n-th request: a person of their own, one of 5,000 companies.</summary>
    public static string Request(int n) => $$$"""
        {"kind":"demo","person":{"email":"buyer{{{n}}}@company{{{n % 5000}}}.example","name":"Buyer {{{n}}}"},"company":{"name":"Company {{{n % 5000}}}","country":"{{{(n % 3 == 0 ? "NO" : "US")}}}","employees":{{{n % 2000}}}},"message":"We would like to see it.","source":{"channel":"web","campaign":"spring"}}
        """;
}
