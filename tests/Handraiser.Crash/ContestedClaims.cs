using System.Diagnostics;
using System.Globalization;
using System.Text;
using Handraiser.App;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handraiser.Crash;

/// <summary>Many reps reach for the same lead at the same moment, at several nodes: one has it, the others are told
/// who.</summary>
internal sealed class ContestedClaims(string folder)
{
    const int LeadsAtOnce = 40;

    public async Task RunAsync(string engine, int attempts, int claimers)
    {
        await using var cluster = engine == "postgres" ? await Cluster.MakeAsync(folder, "claims") : null;
        var stage = await Stage.MakeAsync(cluster is null ? $"sqlite:{Path.Combine(folder, "claims.db")}"
            : await cluster.NewDatabaseAsync("claims"));
        await using var database = Database.Open(stage.Setting, TimeProvider.System);
        var nodes = Enumerable.Range(0, cluster is null ? 1 : 3).Select(_ =>
            Node(stage, cluster is null ? database : Database.Open(stage.Setting, TimeProvider.System))).ToList();
        var reps = await database.ReadAsync(tx => tx.ListAsync<string>("select id from rep order by id"));
        var clock = Stopwatch.StartNew();
        var (made, won) = (0, 0);
        while (made < attempts)
        {
            var leads = await WaitingAsync(nodes[0], stage, made);
            var winners = await Task.WhenAll(leads.SelectMany(lead =>
                Enumerable.Range(0, claimers).Select(claimer => Task.Run(() =>
                ClaimAsync(nodes[claimer % nodes.Count], stage, lead, reps[claimer % reps.Count])))));
            made += winners.Length;
            // Who claims again what is theirs already is told that all is well: the same rep may win often, two reps
            // never.
            foreach (var (lead, all) in leads.Zip(winners.Chunk(claimers)))
            {
                var holders = all.OfType<string>().Distinct().ToList();
                if (holders.Count != 1) throw new Finding(
                    $"Lead {lead} was won by {holders.Count} reps: {string.Join(", ", holders)}");
                var owner = await database.ReadAsync(tx =>
                    tx.SingleAsync<string>("select owner_id from lead where id = @Lead", new { Lead = lead }));
                if (owner != holders[0]) throw new Finding(
                    $"Lead {lead} was won by {holders[0]} and belongs to {owner}.");
                won++;
            }
        }
        await Proof.LawsAsync(database, $"{made} contested claims");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {engine,-9} {made,8} claims on {won} leads at {nodes.Count} nodes, one winner each, "
                + $"{made / clock.Elapsed.TotalSeconds:0} claims/s"));
        foreach (var node in nodes) await node.DisposeAsync();
    }

    static async Task<string?> ClaimAsync(ServiceProvider node, Stage stage, string lead, string rep)
    {
        var actor = new Actor(stage.Workspace.WorkspaceId, rep, "rep");
        var result = await node.GetRequiredService<ChangeLead>().RunAsync(actor, lead, change =>
            LeadActs.ClaimAsync(change, actor));
        return result is LeadResult.Done done && done.Lead.OwnerId == rep ? rep : null;
    }

    static async Task<string[]> WaitingAsync(ServiceProvider node, Stage stage, int from) =>
        await Task.WhenAll(Enumerable.Range(from, LeadsAtOnce).Select(async number =>
    {
        var json = $$$"""{"kind":"pricing","person":{"email":"buyer{{{number}}}@buyer{{{number}}}.example"},"company":{"name":"Buyer","country":"{{{Stage.Waits}}}"}}""";
        var result = await node.GetRequiredService<CaptureRequest>().RunAsync(new()
        {
            WorkspaceId = stage.Workspace.WorkspaceId, Channel = "api", Raw = json, IdempotencyKey = $"key-{number}",
            Body = JsonBody.Read(Encoding.UTF8.GetBytes(json)).Body!,
        });
        return result is CaptureResult.Captured captured ? captured.Answer.LeadId
            : throw new Finding($"No lead was made: {result}");
    }));

    static ServiceProvider Node(Stage stage, Database database)
    {
        var set = new ServiceCollection();
        set.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        set.AddSingleton(database);
        Server.AddFeatures(set, new Settings { Database = stage.Setting, Spool = "" }, TimeProvider.System,
            Chance.System);
        return set.BuildServiceProvider();
    }
}
