using System.CommandLine;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Demo;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Simulation;
using NodaTime;
using NodaTime.Extensions;

namespace Handraiser.App.Commands;

/// <summary><c>handraiser demo</c>: a living company in one command, made anew each time and kept nowhere else.</summary>
internal static class DemoCommand
{
    const int Days = 90;
    const double LeadsPerDay = 24;
    const string Password = "raise-your-hand";

    public static Command Build()
    {
        var urls = CommandLine.OptionFor("urls");
        var seed = new Option<int>("--seed") { Description = "Another company history.", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Shows a living company: three teams, 90 days behind it, requests arriving now.") { urls, seed };
        command.SetAction((parsed, cancel) => CommandLine.ReadSettings(parsed, urls) is { } settings
            ? RunAsync(settings, parsed.GetValue(seed), parsed.InvocationConfiguration.Output, cancel) : Task.FromResult(CommandLine.Misused));
        return command;
    }

    static async Task<int> RunAsync(Settings settings, int seed, TextWriter output, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(Path.Combine("data", "demo"));
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        settings = settings with
        {
            // Nothing of the past is worth a wait for the disk: it is made again at the next start.
            Database = "sqlite:" + Path.Combine(folder, "handraiser.db") + "?durable=no",
            Spool = Path.Combine(folder, "spool"),
            Mail = settings.Mail.Length > 0 ? settings.Mail : "folder:" + Path.Combine(folder, "mail"),
        };
        var clock = new DemoClock();
        await using var app = Server.Build(settings, clock, Chance.Seeded(seed));
        var services = app.Services;
        var database = services.GetRequiredService<Database>();
        var cast = new DemoCast(database, services.GetRequiredService<CaptureRequest>(), services.GetRequiredService<Screening>(),
            services.GetRequiredService<ChangeLead>(), services.GetRequiredService<ClimbLadder>(), services.GetRequiredService<GiveWaiting>());

        var now = clock.GetCurrentInstant();
        var start = now - Duration.FromDays(Days);
        clock.Set(start);
        await database.MigrateAsync(cancel);
        var company = await DemoCompany.MakeAsync(services.GetRequiredService<SetUp>(), database, services.GetRequiredService<Chance>(), Password);
        await output.WriteAsync("Making 90 days of history ");
        var dots = 0;
        await new MakeHistory(cast, company, clock).RunAsync(Story.Of(Plan(company, start, Days), (ulong)seed), start, now, share =>
        {
            for (; dots < share * 40; dots++) output.Write('.');
        });
        await MakeHistory.ForgetAlertsAsync(database);
        clock.BeReal();

        await app.StartAsync(cancel);
        await output.WriteLineAsync($"""


            Fjordlight is at work: requests arrive about twice a minute, and its reps answer most of them.

                Open     {settings.BaseUrl}
                Sign in  {DemoCompany.Admin}   password  {Password}   (every colleague has the same password)
                API key  {company.Workspace.ApiKey}
                Mail     {settings.Mail}

            Ctrl+C stops it. The next start makes it anew.
            """);
        var traffic = new LiveTraffic(cast, company, Story.Of(Plan(company, now, 60), (ulong)seed + 1), services.GetRequiredService<Chance>(), clock,
            services.GetRequiredService<ILogger<LiveTraffic>>());
        await Task.WhenAll(app.WaitForShutdownAsync(cancel), traffic.RunAsync(app.Lifetime.ApplicationStopping));
        return CommandLine.Done;
    }

    static SimulationPlan Plan(DemoCompany company, Instant start, int days)
    {
        var plan = SampleCompany.Plan(start, days, LeadsPerDay, email => company.IdOf[email]);
        return plan with { Playbook = Core.Playbooks.PlaybookText.Read(DemoCompany.Playbook).Playbook!.WithReps(email => company.IdOf[email]) };
    }
}
