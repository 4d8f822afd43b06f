using Handraiser.App.Features.Forms;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Features.Workspaces.Roster;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Abuse;

/// <summary>
/// Another company with something of every kind. Whatever text it has holds a canary: one word for what a form of theirs shows
/// to anybody, another for all that is nobody's business but theirs.
/// </summary>
internal sealed record Strangers
{
    public const string Secret = "zqsecret", Public = "zqpublic";

    public required string Workspace { get; init; }

    public required string AdminId { get; init; }

    public required string RepId { get; init; }

    public required string ApiKey { get; init; }

    public required string KeyId { get; init; }

    public required string FormId { get; init; }

    public required string FormKey { get; init; }

    public required string LeadId { get; init; }

    public required string EndpointId { get; init; }

    public required string LeaveId { get; init; }

    public required string JobId { get; init; }

    public IEnumerable<string> Ids => [Workspace, AdminId, RepId, KeyId, FormId, FormKey, LeadId, EndpointId, LeaveId,
        JobId, ApiKey];

    public static async Task<Strangers> SettleAsync(TestApp app)
    {
        const string Email = $"{Secret}@rival.example";
        var made = await app.Get<SetUp>().RunAsync($"Rival {Public}", $"Olga {Secret}", Email, TestApp.Password, "Europe/Oslo",
            TestContext.Current.CancellationToken);
        var chance = app.Get<Chance>();
        var (workspace, rep) = (made.WorkspaceId, "");
        var (form, endpoint, job, keyId) = ((Id: "", PublicKey: ""), chance.NewId(app.Clock.Now),
            chance.NewId(app.Clock.Now), "");
        await app.Database.WriteAsync(async tx =>
        {
            rep = Reps.Add(tx, chance, workspace, new NewRep($"Rita {Secret}", $"rita.{Email}", "rep", null, null), null);
            tx.Add("update rep set phone = @Phone where id = @Rep", new { Phone = Secret, Rep = rep });
            form = FormStore.Add(tx, chance, workspace, new FormText($"Name {Secret}", "demo", $"Title {Public}",
                $"Intro {Public}",
                FormField.Usual, Public, $"Thanks {Public}", []));
            ApiKeys.Add(tx, chance, workspace, $"Key {Secret}", KeyScope.Import);
            keyId = (await tx.SingleAsync<string>("select id from api_key where name = @Name", new { Name = $"Key {Secret}" }))!;
            EndpointStore.Insert(tx, new EndpointRow
            {
                WorkspaceId = workspace, Id = endpoint, Kind = "webhook", Name = $"CRM {Secret}",
                    Url = $"http://127.0.0.1:9/{Secret}",
                Secret = "whsec_" + Secret, Events = "lead.closed", CreatedAt = tx.Now,
            });
            JobQueue.Enqueue(tx, workspace, job, "webhook", $"webhook:{endpoint}", job,
                new { Endpoint = endpoint, What = Secret }, tx.Now);
            tx.Add("update job set state = 'parked', outcome = @Said where id = @Id", new { Said = Secret, Id = job });
        });
        await app.Get<LeaveTurns>().AddAsync(workspace, rep, app.Clock.Now + Duration.FromDays(1),
            app.Clock.Now + Duration.FromDays(2),
            $"Reason {Secret}", TestContext.Current.CancellationToken);
        await app.Database.WriteAsync(async tx =>
        {
            var text = (await tx.SingleAsync<string>("select text from playbook where workspace_id = @Workspace",
                new { Workspace = workspace }))!;
            Assert.Empty(await PublishPlaybook.RunAsync(tx, workspace, text + $"# {Secret}\n", made.AdminId, Secret));
        });
        var strangers = new Strangers
        {
            Workspace = workspace, AdminId = made.AdminId, RepId = rep, ApiKey = made.ApiKey, KeyId = keyId, FormId = form.Id,
            FormKey = form.PublicKey, EndpointId = endpoint, JobId = job, LeadId = "",
            LeaveId = (await app.AskAsync<string>("select id from leave where workspace_id = @Workspace",
                new { Workspace = workspace }))!,
        };
        // One in every view: open, closed, held, and late.
        var (open, closed, held) = (await strangers.RaiseAsync(app, "open"), await strangers.RaiseAsync(app, "closed"),
            await strangers.RaiseAsync(app, "held"));
        await strangers.ActAsync(app, closed, "close", new { rep = made.AdminId, outcome = $"Outcome {Secret}" });
        await app.ChangeAsync("update lead set held = 'quarantine', due_at = 1 where id = @Held", new { Held = held });
        await app.ChangeAsync("update job set state = 'done', ended_at = 1 where kind = 'mail' and data like @Closed",
            new { Closed = $"%{closed}%" });
        return strangers with { LeadId = open };
    }

    /// <summary>A buyer comes to the other company, and somebody there works on it.</summary>
    public async Task<string> RaiseAsync(TestApp app, string who)
    {
        using var client = app.NewClient(ApiKey);
        using var answer = await app.PostAsync("/api/v1/requests", new
        {
            kind = "demo", person = new { name = $"Bea {Secret}", email = $"{who}.{Secret}@buyer.example",
                phone = "+4740000001" },
            company = new { name = $"Buyer {Secret}", domain = $"{Secret}.example", country = "NO" },
                message = $"Message {Secret}",
            fields = new { field = Secret }, source = new { channel = Secret, campaign = Secret,
                page = $"https://{Secret}.example/" },
        }, client: client);
        Assert.Equal(201, (int)answer.StatusCode);
        var lead = System.Text.Json.JsonDocument.Parse(await answer.TextAsync()).RootElement.GetProperty("leadId").GetString()!;
        await ActAsync(app, lead, "touches", new { rep = AdminId, grade = "attempt", channel = "phone", note = $"Note {Secret}" });
        return lead;
    }

    async Task ActAsync(TestApp app, string lead, string act, object body)
    {
        using var client = app.NewClient(ApiKey);
        using var done = await app.PostAsync($"/api/v1/leads/{lead}/{act}", body, client: client);
        Assert.True(done.IsSuccessStatusCode, await done.TextAsync());
    }
}
