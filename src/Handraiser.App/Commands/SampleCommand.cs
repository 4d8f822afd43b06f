using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Handraiser.App.Features.Audit;
using Handraiser.Core.Proof;

namespace Handraiser.App.Commands;

/// <summary><c>handraiser sample</c>: an invented export with a known truth, to try the audit on.</summary>
internal static class SampleCommand
{
    const int MostLeads = 1_000_000, TellEvery = 100_000;
    const double StrongestPull = 3;

    public static Command Build()
    {
        var leads = Option("--leads", "N", 5_000, $"How many leads, 1 to {MostLeads}; about five activities each.");
        var seed = Option("--seed", "S", 1UL, "The same seed gives the same files, on every machine.");
        var output = new Option<string>("--out")
        {
            Description = "The folder that the files are written to. It must be empty.", HelpName = "DIR", Required = true,
        };
        var force = new Option<bool>("--force") { Description = "Write into a folder that is not empty." };
        var effect = Option("--effect", "X", 1.0, "Times the true effect of waiting; 0 for none, so that speed changes nothing.");
        var hidden = Option("--hidden", "X", 0.0, "How much of what reps hurry for no column shows; above 0 no adjustment finds the truth.");
        leads.Validators.Add(given => Check(given, given.GetValueOrDefault<int>() is >= 1 and <= MostLeads, $"--leads is 1 to {MostLeads}."));
        foreach (var pull in new[] { effect, hidden })
        {
            pull.Validators.Add(given => Check(given, given.GetValueOrDefault<double>() is >= 0 and <= StrongestPull,
                $"{pull.Name} is 0 to {StrongestPull}."));
        }
        var command = new Command("sample",
            "Writes an invented CRM export whose truth is known, to try the audit on: leads, activities, deals, costs and truth.json.")
        {
            leads, seed, output, force, effect, hidden,
        };
        command.SetAction(parsed =>
        {
            var plan = new SamplePlan(parsed.GetValue(leads)) { Effect = parsed.GetValue(effect), Hidden = parsed.GetValue(hidden) };
            var console = parsed.InvocationConfiguration;
            return Run(plan, parsed.GetValue(seed), parsed.GetValue(output)!, parsed.GetValue(force), console.Output, console.Error);
        });
        return command;
    }

    static int Run(SamplePlan plan, ulong seed, string folder, bool force, TextWriter output, TextWriter error)
    {
        try
        {
            if (!force && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                error.WriteLine($"{folder} is not empty. Name another folder, or say --force to write into it.");
                return CommandLine.Misused;
            }
            var written = SampleFiles.Write(plan, seed, folder, leads =>
            {
                if (leads % TellEvery == 0 && leads < plan.Leads) error.WriteLine(Invariant($"{leads:N0} of {plan.Leads:N0} leads"));
            });
            output.WriteLine(Invariant($"""
                Wrote {written.Leads:N0} leads, {written.Activities:N0} activities, {written.Deals:N0} deals, {written.Costs:N0} costs to {folder}.
                {SampleFiles.Truth} tells what is true of them, {SampleFiles.Readme} how to read them.
                """));
            return CommandLine.Done;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error.WriteLine($"The sample cannot be written: {unwritable.Message}");
            return CommandLine.Failed;
        }
    }

    static Option<T> Option<T>(string name, string helpName, T usual, string meaning) =>
        new(name) { Description = meaning, DefaultValueFactory = _ => usual, HelpName = helpName };

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    static void Check(SymbolResult given, bool isRight, string problem)
    {
        if (!isRight) given.AddError(problem);
    }
}
