using System.Net.Http.Json;
using Handraiser.App.Features.Forms;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Features.Workspaces.Roster;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Abuse;

/// <summary>What is sent to an endpoint: the values of its path, and its body (none, a form or JSON).</summary>
internal sealed record Asked(string? Id = null, object? Form = null, object? Json = null, string? Query = null)
{
    public HttpContent? Content => Json is not null ? JsonContent.Create(Json) : Form is null ? null
        : new FormUrlEncodedContent(Fields);

    public IReadOnlyDictionary<string, string> Fields => Form as IReadOnlyDictionary<string, string>
        ?? (Form ?? new { }).GetType().GetProperties().ToDictionary(one => one.Name, one => one.GetValue(Form)?.ToString() ?? "");
}

/// <summary>
/// A request to each endpoint that an endpoint would do, if only whoever asks may: each has a target of its own, so that no
/// answer depends on what was asked before.
/// </summary>
internal static class Errands
{
    static readonly Dictionary<string, string> DemoForm = new()
    {
        ["Name"] = "Demo", ["Kind"] = "demo", ["Title"] = "Demo", ["Button"] = "Send", ["Thanks"] = "Thanks.",
        ["F0.Label"] = "E-mail", ["F0.Type"] = "email", ["F0.Name"] = "email",
    };

    static readonly Dictionary<string, Func<Premises, Caller, Task<Asked>>> Known = new()
    {
        ["GET /assets/{**path}"] = (_, _) => Just(new("css/app.css")),
            ["HEAD /assets/{**path}"] = (_, _) => Just(new("css/app.css")),
        ["GET /f/{form}"] = FormOf, ["GET /f/{form}/thanks"] = FormOf, ["GET /f/{form}/challenge"] = FormOf, ["GET /h/{form}"] = FormOf,
        ["POST /f/{form}"] = (at, _) => Just(new(at.App.Workspace.FormId, new { email = $"{Unique(at)}@buyer.example" })),
        ["POST /first-run"] = (_, _) => Just(new(Form: new { Token = "none" })),
        ["GET /set-password"] = (_, _) => Just(new(Query: "?token=none")),
        ["POST /set-password"] = (_, _) => Just(new(Form: new { Token = "none", Password = "x" })),
        ["POST /sign-in"] = (at, _) => Just(new(Form: new { Email = $"{Unique(at)}@acme.example", Password = "a guess or two" })),
        ["POST /sign-out"] = (_, _) => Just(new(Form: new { })),
        ["POST /profile"] = (_, who) => Just(new(Form: new { Name = who.ToString() })),
        ["POST /profile/password"] = (_, _) => Just(new(Form: new { Old = "not mine", New = TestApp.Password })),
        // Ann's colleague stays away, so that every lead is Ann's.
        ["POST /presence"] = (_, who) => Just(new(Form: new { Present = who == Caller.Mate ? "false" : "true" })),
        ["POST /settings"] = (_, _) => Just(new(Form: new { Name = "Acme", Zone = "Europe/Oslo" })),
        ["POST /settings/keys"] = (_, _) => Just(new(Form: new { KeyName = "Zapier", Scope = "api" })),
        ["POST /settings/keys/{id}/revoke"] = async (at, _) => new(await KeyAsync(at), new { }),
        ["POST /people"] = (at, _) => Just(new(Form: new { Name = "New", Email = $"{Unique(at)}@acme.example", Role = "rep" })),
        ["GET /people/{id}"] = (at, _) => Just(new(at.RepOf(Caller.Owner))),
        ["POST /people/{id}"] = async (at, _) => new(await RepAsync(at), new { Name = "Renamed", Role = "rep" }),
        ["POST /people/{id}/presence"] = async (at, _) => new(await RepAsync(at), new { Present = "false" }),
        ["POST /people/{id}/leave"] = (at, _) =>
            Just(new(at.RepOf(Caller.Owner), new { From = "2026-07-01", To = "2026-07-14" })),
        ["POST /people/{id}/leave/{leave}/remove"] = async (at, _) =>
            new($"{at.RepOf(Caller.Owner)} {await LeaveAsync(at)}", new { }),
        ["POST /people/{id}/password-link"] = async (at, _) => new(await RepAsync(at), new { }),
        ["POST /people/{id}/deactivate"] = async (at, _) => new(await RepAsync(at), new { }),
        ["POST /people/{id}/reactivate"] = async (at, _) => new(await RepAsync(at, active: false), new { }),
        ["POST /forms"] = (_, _) => Just(new(Form: DemoForm)),
        ["GET /forms/{id}"] = FormOf,
        ["POST /forms/{id}"] = async (at, _) => new(await FormAsync(at), DemoForm),
        ["POST /forms/{id}/key"] = async (at, _) => new(await FormAsync(at), new { }),
        ["POST /forms/{id}/delete"] = async (at, _) => new(await FormAsync(at), new { }),
        ["POST /forms/{id}/restore"] = async (at, _) => new(await FormAsync(at, "deleted"), new { }),
        ["POST /playbook"] = async (at, _) =>
            new(Form: new { Text = Premises.Playbook, Seen = await VersionAsync(at), Note = "" }),
        ["POST /playbook/check"] = (_, _) => Just(new(Form: new { Text = Premises.Playbook })),
        ["GET /playbook/versions/{version:long}"] = (_, _) => Just(new("2")),
        ["POST /playbook/versions/{version:long}/again"] = (_, _) => Just(new("2", new { })),
        ["POST /deliveries/{id}/resend"] = async (at, _) => new(await JobAsync(at), new { }),
        ["POST /reports/subscribe"] = (_, _) => Just(new(Form: new { })),
        ["POST /reports/unsubscribe"] = (_, _) => Just(new(Form: new { })),
        ["POST /deliveries/resend"] = (_, _) => Just(new(Form: new { Lane = "webhook:none" })),
        ["GET /settings/endpoints/{id}"] = async (at, _) => new(await EndpointAsync(at)),
        ["POST /settings/endpoints"] = async (at, _) => new(Form: await WantedAsync(at)),
        ["POST /api/v1/endpoints"] = async (at, _) => new(Json: await WantedAsync(at)),
        ["POST /api/v1/requests"] = (at, _) => Just(new(Json: new { person = new { email = $"{Unique(at)}@buyer.example" } })),
        ["GET /leads/{id}"] = LeadOf, ["GET /leads/{id}/touches"] = LeadOf, ["GET /leads/{id}/assignment"] = LeadOf,
        ["GET /leads/{id}/close"] = LeadOf, ["GET /leads/{id}/merge"] = LeadOf, ["GET /api/v1/leads/{id}"] = LeadOf,
            ["GET /api/v1/leads/{id}/events"] = LeadOf,
        ["POST /leads/{id}/claim"] = async (at, _) => new(await LeadAsync(at), new { }),
        ["POST /leads/{id}/give-back"] = async (at, _) => new(await LeadAsync(at, "claim"), new { }),
        ["POST /leads/{id}/touches"] = async (at, _) => new(await LeadAsync(at),
            new { Grade = "attempt", Channel = "phone", Note = "" }),
        ["POST /leads/{id}/assignment"] = async (at, _) => new(await LeadAsync(at), new { Rep = at.RepOf(Caller.Other) }),
        ["POST /leads/{id}/release"] = async (at, _) => new(await LeadAsync(at, "hold"), new { }),
        ["POST /leads/{id}/close"] = async (at, _) => new(await LeadAsync(at), new { Outcome = "won" }),
        ["GET /leads/{id}/erasure"] = LeadOf,
        ["POST /leads/{id}/erasure"] = async (at, _) => new(await LeadAsync(at), new { Confirm = "erase" }),
        ["POST /api/v1/leads/{id}/erasure"] = async (at, _) => new(await LeadAsync(at)),
        ["POST /leads/{id}/merge"] = async (at, _) => new(await LeadAsync(at), new { Into = await LeadAsync(at) }),
        ["POST /api/v1/leads/{id}/merge"] = async (at, who) =>
            new(await LeadAsync(at), Json: new { rep = ActorOf(at, who), into = await LeadAsync(at) }),
        ["POST /leads/{id}/reopen"] = async (at, _) => new(await LeadAsync(at, "close"), new { }),
        ["POST /api/v1/leads/{id}/claim"] = async (at, who) => new(await LeadAsync(at), Json: new { rep = ActorOf(at, who) }),
        ["POST /api/v1/leads/{id}/assignment"] = async (at, who) =>
            new(await LeadAsync(at), Json: new { rep = ActorOf(at, who) }),
        ["POST /api/v1/leads/{id}/touches"] = async (at, who) => new(await LeadAsync(at),
            Json: new { rep = ActorOf(at, who), grade = "attempt", channel = "phone" }),
        ["POST /api/v1/leads/{id}/close"] = async (at, who) =>
            new(await LeadAsync(at), Json: new { rep = ActorOf(at, who), outcome = "won" }),
    };

    /// <summary>The request that an endpoint would do.</summary>
    /// <param name="endpoint">Method and pattern, as in <c>POST /leads/{id}/claim</c>.</param>
    public static async Task<Asked> OfAsync(Premises at, string endpoint, Caller who)
    {
        if (Known.TryGetValue(endpoint, out var make)) return await make(at, who);
        // Whatever else is done with an endpoint needs nothing but one.
        if (endpoint.Contains("/endpoints/{id}", StringComparison.Ordinal))
        {
            return new(await EndpointAsync(at), endpoint.Contains("/api/", StringComparison.Ordinal) ? null : new { });
        }
        Assert.False(endpoint.Contains('{', StringComparison.Ordinal), $"Say in {nameof(Errands)} what to send to {endpoint}.");
        return new();
    }

    public static HttpRequestMessage Message(string endpoint, Asked asked)
    {
        var (method, pattern) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        var ids = new Queue<string>((asked.Id ?? "").Split(' '));
        var path = string.Join('/', pattern.Split('/').Select(part => part.StartsWith('{') ? ids.Dequeue() : part));
        return new(new HttpMethod(method), new Uri(path + asked.Query, UriKind.Relative)) { Content = asked.Content };
    }

    public static async Task<string> LeadAsync(Premises at, string? then = null)
    {
        var lead = (await at.App.RaiseAsync($"{Unique(at)}@buyer.example")).GetProperty("leadId").GetString()!;
        if (then is null) return lead;
        if (then == "hold") await at.App.ChangeAsync("update lead set held = 'quarantine' where id = @Lead", new { Lead = lead });
        else
        {
            using var done = await at.App.PostAsync($"/api/v1/leads/{lead}/{then}",
                then == "close" ? new { rep = Premises.Ann, outcome = "won" } : new { rep = Premises.Ann });
            Assert.True(done.IsSuccessStatusCode, await done.TextAsync());
        }
        return lead;
    }

    static Task<Asked> Just(Asked asked) => Task.FromResult(asked);

    static Task<Asked> FormOf(Premises at, Caller who) => Just(new(at.App.Workspace.FormId));

    static async Task<Asked> LeadOf(Premises at, Caller who) =>
        new(await at.App.AskAsync<string>("select id from lead where workspace_id = @Workspace limit 1",
            new { at.Workspace }) ?? await LeadAsync(at));

    // A key names who acts; another workspace's key can name its own people only.
    static string ActorOf(Premises at, Caller who) => who == Caller.ForeignKey ? at.Strangers.AdminId : at.RepOf(Caller.Owner);

    static string Unique(Premises at) => at.App.Get<Chance>().NewShortId();

    static Task<string> RepAsync(Premises at, bool active = true) => at.App.Database.WriteAsync(tx =>
    {
        var id = Reps.Add(tx, at.App.Get<Chance>(), at.Workspace,
            new NewRep("Rep", $"{Unique(at)}@acme.example", "rep", null, null), null);
        if (!active) tx.Add("update rep set active = 0 where id = @Id", new { Id = id });
        return Task.FromResult(id);
    });

    static Task<string> FormAsync(Premises at, string state = "live") => at.App.Database.WriteAsync(tx =>
    {
        var id = FormStore.Add(tx, at.App.Get<Chance>(), at.Workspace, "Demo", "demo").Id;
        if (state == "deleted") tx.Add("update form set state = 'deleted', deleted_at = @Now where id = @Id",
            new { tx.Now, Id = id });
        return Task.FromResult(id);
    });

    static Task<string> KeyAsync(Premises at) => at.App.Database.WriteAsync(async tx =>
    {
        var key = ApiKeys.Add(tx, at.App.Get<Chance>(), at.Workspace, "Old", KeyScope.Api);
        return (await tx.SingleAsync<string>("select id from api_key where hash = @Hash", new { Hash = ApiKeys.Hash(key) }))!;
    });

    static async Task<string> LeaveAsync(Premises at)
    {
        var from = at.App.Clock.Now + Duration.FromDays(30);
        await at.App.Get<LeaveTurns>().AddAsync(at.Workspace, at.RepOf(Caller.Owner), from,
            from + Duration.FromDays(1), null, TestContext.Current.CancellationToken);
        return (await at.App.AskAsync<string>("select max(id) from leave where workspace_id = @Workspace",
            new { at.Workspace }))!;
    }

    static Task<string> JobAsync(Premises at) => at.App.Database.WriteAsync(tx =>
    {
        var id = at.App.Get<Chance>().NewId(tx.Now);
        JobQueue.Enqueue(tx, at.Workspace, id, "webhook", "webhook:none", id, new { Endpoint = "none", What = "test" }, tx.Now);
        tx.Add("update job set state = 'parked' where id = @Id", new { Id = id });
        return Task.FromResult(id);
    });

    static Task<string> EndpointAsync(Premises at) => at.App.Database.WriteAsync(tx =>
    {
        var id = at.App.Get<Chance>().NewId(tx.Now);
        EndpointStore.Insert(tx, new EndpointRow
        {
            WorkspaceId = at.Workspace, Id = id, Kind = "webhook", Name = "CRM", Url = "http://127.0.0.1:9/",
                Events = "lead.closed",
            Secret = StandardWebhook.NewSecret(new byte[32]), CreatedAt = tx.Now,
        });
        return Task.FromResult(id);
    });

    // A workspace has at most fifty.
    static async Task<object> WantedAsync(Premises at)
    {
        await at.App.ChangeAsync("delete from endpoint where workspace_id = @Workspace", new { at.Workspace });
        return new { Kind = "webhook", Name = "CRM", Url = "http://127.0.0.1:9/" };
    }

    static async Task<long> VersionAsync(Premises at) =>
        await at.App.AskAsync<long>("select playbook_version from workspace where id = @Workspace", new { at.Workspace });
}
