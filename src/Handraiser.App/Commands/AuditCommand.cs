using System.CommandLine;
using System.Text;
using Handraiser.App.Features.Audit.Reading;
using Handraiser.App.Features.Audit.Report;
using Handraiser.Core.Proof;
using NodaTime;
using NodaTime.Extensions;

namespace Handraiser.App.Commands;

/// <summary><c>handraiser audit</c>: what a CRM's own export says about how fast leads are answered and what it costs.</summary>
internal static class AuditCommand
{
    public static Command Build()
    {
        var leads = Files("--leads", "The leads (CSV): one row each. - is standard input.");
        var activities = Files("--activities", "Calls, mails and meetings (CSV). A log with one row per event may stand for the leads as well.");
        var deals = Files("--deals", "Deals or opportunities (CSV).");
        var costs = Files("--costs", "What was spent: from, to, source, campaign, amount (CSV).");
        var zone = new Option<string>("--zone") { Description = "The zone of times that carry none, such as Europe/Oslo. UTC unless said.",
            HelpName = "ZONE" };
        var hours = new Option<string>("--hours") { Description = $"When the team works. {WrittenHours.Usual} unless said.", HelpName = "HOURS" };
        var map = new Option<string>("--map") { Description = "Which column is what, how dates are written, what words mean (YAML).",
            HelpName = "FILE" };
        var output = new Option<string>("--out") { Description = "The folder that the report is written to.", HelpName = "DIR", Required = true };
        var language = new Option<string>("--language") { Description = "The report's language: en or no.", DefaultValueFactory = _ => "en",
            HelpName = "CODE" };
        language.AcceptOnlyFromAmong("en", "no");
        var compare = new Option<string>("--compare") { Description = "Two periods or two teams to compare, such as 2026-01..2026-03,"
            + "2026-04..2026-06.", HelpName = "A,B" };
        var only = new Option<string>("--only") { Description = "Work out nothing but these figures as logged, and no page: response,bands.",
            HelpName = "SECTIONS" };
        only.AcceptOnlyFromAmong("response,bands");
        var timings = new Option<bool>("--timings") { Description = "Tell on standard error how long each part took." };
        var command = new Command("audit", "Reads the exports of a CRM and reports how fast raised hands are answered, and what that costs.")
        {
            leads, activities, deals, costs, zone, hours, map, output, language, compare, only, timings,
        };
        command.SetAction(async parsed =>
        {
            var console = parsed.InvocationConfiguration;
            IReadOnlyList<string> Given(Option<string[]> option) => ExportFiles.Expand(parsed.GetValue(option) ?? []);
            var ask = new ReadingAsk(Given(leads), Given(activities), Given(deals), Given(costs)) { Stdin = Console.OpenStandardInput };
            return Settle(ask, parsed.GetValue(zone), parsed.GetValue(hours), parsed.GetValue(map), console.Error) is { } settled
                ? await RunAsync(settled,
                    new(parsed.GetValue(output)!, parsed.GetValue(language)!, parsed.GetValue(compare), parsed.GetValue(only) is not null),
                    parsed.GetValue(timings), console.Output, console.Error) : CommandLine.Misused;
        });
        return command;
    }

    static Option<string[]> Files(string name, string meaning) => new(name)
    {
        Description = meaning + " Several files: give it again, or a pattern, or a list with commas.", HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The ask with its zone, hours and map read; null after saying what is wrong with them.</summary>
    static ReadingAsk? Settle(ReadingAsk ask, string? zone, string? hours, string? map, TextWriter error)
    {
        if (ask.Leads.Count + ask.Activities.Count
            + ask.Deals.Count == 0) return Refuse("Nothing to read. Give --leads, --activities or --deals; --help shows how.");
        string[] all = [.. ask.Leads, .. ask.Activities, .. ask.Deals, .. ask.Costs];
        if (all.FirstOrDefault(path => path != SourceFile.Stdin && !File.Exists(path)) is { } missing) return Refuse($"There is no file {missing}.");
        if (all.Count(path => path == SourceFile.Stdin) > 1) return Refuse("Standard input can be read once only. Give the other files by name.");
        if (map is not null)
        {
            if (!File.Exists(map)) return Refuse($"There is no file {map}.");
            var read = ExportMap.Read(File.ReadAllText(map));
            if (read.Map is null) return Refuse($"{map} is not a sound map:\n" + string.Join('\n', read.Errors.Select(wrong => "  " + wrong)));
            ask = ask with { Map = read.Map };
        }
        var named = zone ?? ask.Map.Zone ?? "UTC";
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(named) is not { } known) return Refuse($"There is no time zone {named}. Write a name such as "
            + $"Europe/Oslo.");
        var (opening, problem) = WrittenHours.Read(hours ?? WrittenHours.Usual, known);
        if (opening is null) return Refuse($"--hours: {problem}");
        if (zone is null && ask.Map.Zone is null) error.WriteLine("No --zone was given: times that carry none are taken for UTC.");
        return ask with { Zone = known, Hours = opening, Now = TimeProvider.System.GetCurrentInstant() };

        ReadingAsk? Refuse(string why)
        {
            error.WriteLine(why);
            return null;
        }
    }

    /// <summary>What is to be written, and where.</summary>
    sealed record Wanted(string Folder, string Language, string? Compare, bool FiguresOnly);

    static async Task<int> RunAsync(ReadingAsk ask, Wanted wanted, bool timed, TextWriter output, TextWriter error)
    {
        using var memory = new MemoryWatch();
        var work = new AuditWork(timed ? error : null);
        var folder = wanted.Folder;
        try
        {
            Directory.CreateDirectory(folder);
            if (!wanted.FiguresOnly) _ = Task.Run(() => RehearseAsync(ask, wanted.Language));
            using var rejectedFile = new StreamWriter(Path.Combine(folder, "rejected.csv"), append: false, new UTF8Encoding(false));
            var progress = new ReadingProgress(error, TimeProvider.System);
            var reading = HistoryReader.Read(ask with { Progress = progress.Tell, AnswersOnly = wanted.FiguresOnly }, new RejectedRows(rejectedFile));
            progress.End();
            File.WriteAllText(Path.Combine(folder, "reading.json"), ReadingJson.Of(reading));
            if (reading.History is not { } history)
            {
                error.WriteLine("The export cannot be read without your help:");
                foreach (var what in reading.Problems.Concat(reading.Questions.Select(one => one.ToString()))) error.WriteLine("  " + what);
                return CommandLine.Misused;
            }
            foreach (var line in ReadingSummary.Lines(reading)) output.WriteLine(line);
            var (parts, problem) = wanted.Compare is null ? (null, null) : CompareAsk.Read(wanted.Compare, history);
            if (problem is not null)
            {
                error.WriteLine(problem);
                return CommandLine.Misused;
            }
            work.Ended("reading");
            if (wanted.FiguresOnly) await ReportJson.WriteAsync(AnswersAlone.Of(history, Together), Path.Combine(folder, "report.json"));
            else await WriteAsync(work.Find(history, parts), history, reading, wanted, work);
            work.Ended("writing");
            output.WriteLine(wanted.FiguresOnly ? $"The figures are in {Path.Combine(folder, "report.json")}."
                : $"The report is {Path.Combine(folder, "report.html")}; its figures are in report.json, each lead in leads.csv beside it.");
            return CommandLine.Done;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error.WriteLine(unreadable.Message);
            return CommandLine.Misused;
        }
    }

    // A report of nothing, for nobody: while the files are read, the code that writes reports is made ready to run.
    static async Task RehearseAsync(ReadingAsk ask, string language)
    {
        var nothing = new HistoryBuilder().Build(ask.Zone, ask.Hours!, ask.Now);
        var report = AuditReport.Of(nothing);
        await ReportJson.WriteAsync(report, Stream.Null);
        await WriteReport.PageAsync(report, nothing, null, language);
    }

    static void Together(AuditPart[] parts) => Parallel.ForEach(parts, part => part.Do());

    static async Task WriteAsync(AuditFindings found, History history, ExportReading reading, Wanted wanted, AuditWork work)
    {
        work.Ended("figures");
        // A line for each lead takes longer than all else.
        var leads = Task.Run(() => LeadList.Write(Path.Combine(wanted.Folder, "leads.csv"), found.Answers, found.Marks));
        await ReportJson.WriteAsync(found.Report, Path.Combine(wanted.Folder, "report.json"));
        await WriteReport.ToAsync(Path.Combine(wanted.Folder, "report.html"), found.Report, history, reading, wanted.Language);
        await leads;
    }
}
