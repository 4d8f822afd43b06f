using System.Net;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Features.Workspaces.FirstRun;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Handraiser.App.Tests.Features.Workspaces;

public sealed class FirstRunTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_printed_link_makes_the_first_workspace_and_signs_its_admin_in(string engine)
    {
        await using var run = await EmptyApp.StartAsync(engine);
        var token = await run.Token.OfferAsync(TestContext.Current.CancellationToken);
        using var answer = await run.Client.PostFormAsync("/first-run", Form(token!),
            page: $"/first-run?token={token}");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, page);
        Assert.Matches(">hra_[0-9a-z]{32}<", page);
        Assert.Matches(">hrf_[0-9a-z]+<", page);
        Assert.Contains("Ada Admin", await run.Client.PageAsync("/profile"), StringComparison.Ordinal);
        Assert.Null(await run.Token.OfferAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/profile")]
    [InlineData("/sign-in")]
    [InlineData("/no/such/page")]
    public async Task Until_then_every_page_leads_to_it(string path)
    {
        await using var run = await EmptyApp.StartAsync();
        using var answer = await run.Client.GetAsync(new Uri(path, UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal("/first-run", answer.Headers.Location!.ToString());
        Assert.Contains("Look at the console", await run.Client.PageAsync("/first-run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_token_opens_nothing()
    {
        await using var run = await EmptyApp.StartAsync();
        var token = await run.Token.OfferAsync(TestContext.Current.CancellationToken);
        using var answer = await run.Client.PostFormAsync("/first-run", Form(new string('x', 32)),
            page: $"/first-run?token={token}");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.True(await run.Token.IsFirstRunAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_link_is_dead_after_an_hour()
    {
        await using var run = await EmptyApp.StartAsync();
        var token = await run.Token.OfferAsync(TestContext.Current.CancellationToken);
        run.Clock.Advance(Duration.FromHours(1));
        using var answer = await run.Client.GetAsync(new Uri($"/first-run?token={token}", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_bad_form_names_every_field_and_keeps_what_was_typed()
    {
        await using var run = await EmptyApp.StartAsync();
        var token = await run.Token.OfferAsync(TestContext.Current.CancellationToken);
        using var answer = await run.Client.PostFormAsync("/first-run",
            new { Token = token, Workspace = "Acme <b>", Name = "", Email = "ada", Password = "password123", Zone =
                "Europe/Oslo" },
            page: $"/first-run?token={token}");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("value=\"Acme &lt;b&gt;\"", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("aria-invalid=\"true\"").Length - 1);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_first_runs_at_once_one_happens(string engine)
    {
        await using var run = await EmptyApp.StartAsync(engine);
        var setUp = run.App.Services.GetRequiredService<SetUp>();
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => setUp.RunFirstAsync(
            $"Acme {i}", "Ada", "ada@acme.example", TestApp.Password, "Europe/Oslo",
                TestContext.Current.CancellationToken)));
        Assert.Single(made, one => one is not null);
    }

    static object Form(string token) => new
    {
        Token = token, Workspace = "Acme", Name = "Ada Admin", Email = "ada@acme.example", TestApp.Password, Zone =
            "Europe/Oslo",
    };

    /// <summary>The application on a database in which nothing is yet.</summary>
    sealed class EmptyApp(WebApplication app, VirtualClock clock) : IAsyncDisposable
    {
        public WebApplication App => app;

        public VirtualClock Clock => clock;

        public FirstRunToken Token => app.Services.GetRequiredService<FirstRunToken>();

        public HttpClient Client { get; } =
            new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };

        public static async Task<EmptyApp> StartAsync(string engine = "sqlite")
        {
            var clock = VirtualClock.OnAMondayMorning();
            var app = Server.Build(new Settings { Database = await TestDatabases.NewAsync(engine), Spool = "", Urls =
                "http://127.0.0.1:0" },
                clock, Chance.Seeded(1), builder =>
                {
                    builder.Logging.ClearProviders();
                    foreach (var loop in builder.Services.Where(one => one.ServiceType == typeof(IHostedService)
                        && (one.ImplementationFactory is not null || one.ImplementationType == typeof(DueLoops))).ToList()) builder.Services.Remove(loop);
                });
            await app.Services.GetRequiredService<Database>().MigrateAsync();
            await app.StartAsync();
            return new EmptyApp(app, clock);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
