using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Handraiser.App.Tests.Support;

/// <summary>
/// The real application on a real socket and a real database, with one workspace, under a clock that the test moves.
/// Its background loops rest unless asked for: a test runs what is due itself.
/// </summary>
internal sealed class TestApp : IAsyncDisposable
{
    readonly WebApplication app;

    TestApp(WebApplication app, VirtualClock clock, NewWorkspace workspace, Uri address, string setting)
    {
        this.app = app;
        DatabaseSetting = setting;
        Clock = clock;
        Workspace = workspace;
        Address = address;
        Client = NewClient(workspace.ApiKey);
    }

    public VirtualClock Clock { get; }

    public NewWorkspace Workspace { get; }

    public Uri Address { get; }

    /// <summary>Calls with the workspace's API key.</summary>
    public HttpClient Client { get; }

    /// <summary>Its database, as HANDRAISER_DATABASE names it.</summary>
    public string DatabaseSetting { get; }

    public Database Database => app.Services.GetRequiredService<Database>();

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public const string AdminEmail = "ada@acme.example";

    public const string Password = "correct horse battery staple";

    /// <param name="settings">Changes to the settings; the database is this test's own.</param>
    /// <param name="beside">Another node: this one shares its database, its workspace and its clock.</param>
    /// <param name="jobs">What does jobs, in place of what really would.</param>
    /// <param name="disk">What the spool writes to, in place of the real disk.</param>
    /// <param name="loops">Let the background loops run, on real time. Otherwise nothing happens by itself.</param>
    public static async Task<TestApp> StartAsync(string engine = "sqlite", Func<Settings, Settings>? settings = null, bool loops = false,
        VirtualClock? clock = null, string? database = null, int seed = 1, string zone = "Europe/Oslo", TestApp? beside = null,
        IReadOnlyList<JobKind>? jobs = null, SpoolDisk? disk = null)
    {
        clock ??= beside?.Clock ?? VirtualClock.OnAMondayMorning();
        var chosen = new Settings { Database = database ?? beside?.DatabaseSetting ?? await TestDatabases.NewAsync(engine), Urls = "http://127.0.0.1:0", Mail = "folder:" + TestDatabases.NewFolder(), Spool = TestDatabases.NewFolder() };
        chosen = settings?.Invoke(chosen) ?? chosen;
        var app = Server.Build(chosen, loops ? TimeProvider.System : clock, Chance.Seeded(beside is null ? seed : seed + 1), builder =>
        {
            builder.Logging.ClearProviders();
            if (jobs is not null) builder.Services.RemoveAll<JobKind>();
            if (disk is not null) builder.Services.AddSingleton(disk);
            foreach (var kind in jobs ?? []) builder.Services.AddSingleton(kind);
            if (loops) return;
            foreach (var loop in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)
                && (service.ImplementationFactory is not null || service.ImplementationType == typeof(DueLoops))).ToList()) builder.Services.Remove(loop);
        });
        await app.Services.GetRequiredService<Database>().MigrateAsync();
        var workspace = beside?.Workspace ?? await app.Services.GetRequiredService<SetUp>().RunAsync("Acme", "Ada Admin", AdminEmail, Password, zone);
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return new TestApp(app, clock, workspace, address, chosen.Database);
    }

    public HttpClient NewClient(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Adds reps to the workspace and returns their ids, in order.</summary>
    public Task<List<string>> AddRepsAsync(params string[] emails) => Database.WriteAsync(tx => Task.FromResult(
        emails.Select(email => Reps.Add(tx, Get<Chance>(), Workspace.WorkspaceId,
            new NewRep(email.Split('@')[0], email, "rep", null, null), Password)).ToList()));

    /// <summary>Publishes a playbook; a text with mistakes fails the test.</summary>
    public async Task PublishAsync(string yaml) => Assert.Empty(await Database.WriteAsync(tx =>
        PublishPlaybook.RunAsync(tx, Workspace.WorkspaceId, yaml, Workspace.AdminId, null)));

    public async Task<HttpResponseMessage> PostAsync(string path, object body, string? idempotencyKey = null, HttpClient? client = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null) message.Headers.Add("Idempotency-Key", idempotencyKey);
        return await (client ?? Client).SendAsync(message, TestContext.Current.CancellationToken);
    }

    /// <summary>Raises a hand and returns the answer; anything but 201 fails the test.</summary>
    public async Task<JsonElement> RaiseAsync(string email, string kind = "demo", object? body = null)
    {
        using var response = await PostAsync("/api/v1/requests", body ?? new { kind, person = new { email, name = "Bea Buyer" } });
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 201, $"{(int)response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>Lets time pass and does what falls due on the way, in steps small enough to keep its order.</summary>
    public async Task PassAsync(Duration time, Duration? step = null)
    {
        var end = Clock.Now + time;
        while (Clock.Now < end)
        {
            Clock.Set(Instant.Min(end, Clock.Now + (step ?? Duration.FromSeconds(30))));
            await RunDueAsync();
        }
    }

    public async Task RunDueAsync()
    {
        while (await Get<DrainSpool>().RunDueAsync() > 0) { }
        await Get<ClimbLadder>().RunDueAsync();
        await Get<GiveWaiting>().RunDueAsync();
        await Get<JobRunner>().RunDueAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
