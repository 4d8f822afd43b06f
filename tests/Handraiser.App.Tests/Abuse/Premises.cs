using System.Net;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Abuse;

/// <summary>
/// Two companies on one server, and a client for everybody who may come along. Whatever is asked for is looked for in the
/// first company; the second has what must never show there.
/// </summary>
internal sealed class Premises : IAsyncDisposable
{
    public const string Ann = "ann@acme.example", Bo = "bo@acme.example", Cy = "cy@acme.example", Mia = "mia@acme.example",
        Gus = "gus@acme.example", Exa = "exa@acme.example";

    public const string Playbook =
        """
        name: Acme
        hours: { office: { zone: Europe/Oslo, open: always } }
        teams:
          sales: { hours: office, manager: mia@acme.example, on-call: ada@acme.example }
          service: { hours: office, manager: mia@acme.example, on-call: ada@acme.example }
        pools:
          sellers:
            team: sales
            members: [ { rep: ann@acme.example, weight: 100 }, { rep: bo@acme.example, weight: 100 } ]
            counts: [presence]
          helpers: { team: service, members: [ { rep: cy@acme.example, weight: 100 } ] }
        targets: { demo: { within: 5 min, hours: team, met-by: attempt } }
        catch-all: sellers
        screening: { quarantine-at: 50, owner: mia@acme.example }
        """;

    static readonly (Caller Who, string Email, string Role)[] Staff =
    [
        (Caller.Owner, Ann, "rep"), (Caller.Mate, Bo, "rep"), (Caller.Other, Cy, "rep"), (Caller.Manager, Mia, "manager"),
        (Caller.Gone, Gus, "rep"), (Caller.Expired, Exa, "rep"),
    ];

    readonly Dictionary<Caller, (HttpClient Client, string? Token)> clients = [];

    Premises(TestApp app) => App = app;

    public TestApp App { get; }

    /// <summary>The other company.</summary>
    public Strangers Strangers { get; private set; } = null!;

    public Dictionary<string, string> RepIds { get; } = [];

    public string Workspace => App.Workspace.WorkspaceId;

    public static async Task<Premises> StartAsync(string engine = "sqlite", Func<Settings, Settings>? settings = null)
    {
        var app = await TestApp.StartAsync(engine, one => (settings ?? (same => same))(one with
        {
            // Nothing listens on the port for discarding, so a test of an endpoint is over at once.
            ApiRate = 1_000_000, FormRate = 1_000_000, AllowPrivate = "127.0.0.1, :9",
        }));
        var premises = new Premises(app);
        await premises.SettleAsync();
        premises.Strangers = await Strangers.SettleAsync(app);
        return premises;
    }

    public string RepOf(Caller who) => who == Caller.Admin ? App.Workspace.AdminId
        : RepIds[Array.Find(Staff, one => one.Who == who).Email ?? Ann];

    /// <summary>The client of somebody, with the forgery token of a page of ours.</summary>
    public async Task<(HttpClient Client, string? Token)> ClientAsync(Caller who)
    {
        if (clients.TryGetValue(who, out var known)) return known;
        var client = await NewClientAsync(who);
        var isKey = client.DefaultRequestHeaders.Authorization is not null;
        var page = isKey || who is Caller.Nobody or Caller.Gone or Caller.Expired ? "/sign-in" : "/profile";
        return clients[who] = (client, await client.TokenAsync(page));
    }

    /// <summary>Whoever signed out needs a new session.</summary>
    public void Forget(Caller who)
    {
        if (clients.Remove(who, out var one)) one.Client.Dispose();
    }

    public async Task<HttpResponseMessage> SendAsync(Caller who, HttpRequestMessage message, bool asPage = true)
    {
        var (client, token) = await ClientAsync(who);
        if (asPage) message.Headers.Accept.ParseAdd("text/html");
        if (token is not null) message.Headers.TryAddWithoutValidation("X-CSRF", token);
        return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (client, _) in clients.Values) client.Dispose();
        await App.DisposeAsync();
    }

    async Task SettleAsync()
    {
        await App.Database.WriteAsync(tx =>
        {
            foreach (var (_, email, role) in Staff)
            {
                RepIds[email] = Reps.Add(tx, App.Get<Chance>(), Workspace,
                    new NewRep(email.Split('@')[0], email, role, null, null), null);
            }
            return Task.CompletedTask;
        });
        await App.PublishAsync(Playbook);
        // So that every lead is Ann's.
        await App.ChangeAsync("update rep set present = 0 where id = @Bo", new { Bo = RepIds[Bo] });
    }

    async Task<HttpClient> NewClientAsync(Caller who) => who switch
    {
        Caller.Nobody => App.NewClient(),
        Caller.FormKey => App.NewClient(App.Workspace.FormKey),
        Caller.ApiKey => App.NewClient(App.Workspace.ApiKey),
        Caller.ImportKey => App.NewClient(await App.Database.WriteAsync(tx =>
            Task.FromResult(ApiKeys.Add(tx, App.Get<Chance>(), Workspace, "Import", KeyScope.Import)))),
        Caller.ForeignKey => App.NewClient(Strangers.ApiKey),
        Caller.Foreigner => await SignedInAsync(Strangers.Workspace, Strangers.AdminId),
        Caller.Gone => await SignedInAsync(Workspace, RepOf(who), "update rep set active = 0 where id = @Rep"),
        Caller.Expired => await SignedInAsync(Workspace, RepOf(who), "update session set expires_at = 1 where rep_id = @Rep"),
        _ => await SignedInAsync(Workspace, RepOf(who)),
    };

    // A session as signing in makes it, without the half second that checking a password takes.
    async Task<HttpClient> SignedInAsync(string workspace, string rep, string? then = null)
    {
        var token = await App.Database.WriteAsync(tx =>
            Task.FromResult(Sessions.Start(tx, App.Get<Chance>(), workspace, rep, null)));
        if (then is not null) await App.ChangeAsync(then, new { Rep = rep });
        var cookies = new CookieContainer();
        cookies.Add(new Cookie(Sessions.Cookie, token, "/", App.Address.Host));
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false,
            CookieContainer = cookies }) { BaseAddress = App.Address };
    }
}
