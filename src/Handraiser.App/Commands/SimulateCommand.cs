using System.CommandLine;
using System.CommandLine.Parsing;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Simulation;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Commands;

/// <summary><c>handraiser simulate</c>: what would happen under a playbook, before it is published.</summary>
internal static class SimulateCommand
{
    const int Done = 0, Failed = 1, Misused = 2;
    const int MostDays = 3_650;
    const double MostLeads = 10_000_000;

    // A Monday. What is simulated must not depend on the day on which somebody asks.
    static readonly LocalDate UsualStart = new(2026, 3, 2);

    public static Command Build()
    {
        var playbook = new Option<string>("--playbook") { Description = "A playbook (YAML). Without one, an invented company with three teams.", HelpName = "FILE" };
        var days = new Option<int>("--days") { Description = "How many days requests come.", DefaultValueFactory = _ => 28, HelpName = "N" };
        var leads = new Option<double>("--leads-per-day") { Description = "Requests a day, on average over a week.", DefaultValueFactory = _ => 100, HelpName = "X" };
        var from = new Option<string>("--from") { Description = $"The first day, such as {UsualStart:uuuu'-'MM'-'dd}.", HelpName = "DATE" };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same run, on every machine.", DefaultValueFactory = _ => 1, HelpName = "S" };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        days.Validators.Add(given => Check(given, given.GetValueOrDefault<int>() is >= 1 and <= MostDays, $"--days is 1 to {MostDays}."));
        leads.Validators.Add(given => Check(given, given.GetValueOrDefault<double>() is > 0 and <= MostLeads, "--leads-per-day is more than 0."));
        from.Validators.Add(given => Check(given, LocalDatePattern.Iso.Parse(given.GetValueOrDefault<string>() ?? "").Success, "--from is a date, such as 2026-03-02."));
        var command = new Command("simulate", "Shows what would happen under a playbook: who answers, how fast, and what is missed.")
        {
            playbook, days, leads, from, seed, json,
        };
        command.Validators.Add(given => Check(given, !(given.GetValue(days) * given.GetValue(leads) > MostLeads), $"That is more than {MostLeads:0} leads. Ask for fewer days or leads."));
        command.SetAction(parsed => Run(new Ask(parsed.GetValue(playbook), parsed.GetValue(days), parsed.GetValue(leads),
            parsed.GetValue(from) is { } date ? LocalDatePattern.Iso.Parse(date).Value : UsualStart, parsed.GetValue(seed), parsed.GetValue(json)),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    static int Run(Ask ask, TextWriter output, TextWriter error)
    {
        try
        {
            if (Plan(ask, error) is not { } plan) return Misused;
            var result = Simulator.Run(plan, ask.Seed);
            output.WriteLine(ask.Json ? SimulationReport.Json(result, ask.Seed) : SimulationReport.Text(result, ask.Seed));
            return Done;
        }
        catch (BrokenLawException broken)
        {
            // A bug of ours, which the seed repeats.
            error.WriteLine($"The simulation broke a law of the product. Please report it with the playbook. {broken.Message}");
            return Failed;
        }
    }

    static SimulationPlan? Plan(Ask ask, TextWriter error)
    {
        var start = ask.From.AtMidnight().InUtc().ToInstant();
        if (ask.File is null) return SampleCompany.Plan(start, ask.Days, ask.LeadsPerDay);
        string text;
        try
        {
            text = File.ReadAllText(ask.File);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error.WriteLine($"The playbook cannot be read: {unreadable.Message}");
            return null;
        }
        var reading = PlaybookText.Read(text);
        if (reading.Playbook is { } playbook) return new SimulationPlan(playbook, start, ask.Days, PlausibleTraffic.For(playbook, ask.LeadsPerDay));
        error.WriteLine($"{ask.File} is not a sound playbook:");
        foreach (var wrong in reading.Errors) error.WriteLine("  " + wrong);
        return null;
    }

    static void Check(SymbolResult given, bool isRight, string problem)
    {
        if (!isRight) given.AddError(problem);
    }

    sealed record Ask(string? File, int Days, double LeadsPerDay, LocalDate From, ulong Seed, bool Json);
}
