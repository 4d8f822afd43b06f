using System.CommandLine;
using Handraiser.App.Features.Erasure;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Commands;

/// <summary>
/// <c>handraiser erase</c>: writes down who was erased, and erases them again in a database that was restored from a
/// backup from before.
/// </summary>
internal static class EraseCommand
{
    public static Command Build()
    {
        var database = CommandLine.OptionFor("database");
        var export = new Option<string?>("--export") { Description = "Write the list to this file.", HelpName = "file" };
        var replay = new Option<string?>("--replay") { Description = "Erase whoever this file lists.", HelpName = "file" };
        var scrub = new Option<bool>("--scrub")
        {
            Description = "Write the embedded database anew, so that no byte is left in pages that were split. Writers wait.",
        };
        var command = new Command("erase",
            "Keeps the list of who was erased outside the database, and does it again after a restore.")
        {
            export, replay, scrub, database,
        };
        command.Validators.Add(result =>
        {
            var asked = new[] { result.GetValue(export) is not null, result.GetValue(replay) is not null, result.GetValue(scrub) };
            if (asked.Count(one => one) != 1) result.AddError("Give one of --export FILE, --replay FILE and --scrub.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            if (CommandLine.ReadSettings(parsed, database) is not { } settings) return CommandLine.Misused;
            var console = parsed.InvocationConfiguration;
            try
            {
                await using var opened = Database.Open(settings.Database, TimeProvider.System);
                await opened.MigrateAsync(cancel);
                var policies = new PolicyStore(settings);
                var log = new ErasureLog(opened, policies, Chance.System,
                    new ErasePerson(opened, policies, Chance.System, new Signal()));
                await console.Output.WriteLineAsync(parsed.GetValue(export) is { } to ? await ExportAsync(log, to, cancel)
                    : parsed.GetValue(replay) is { } from ? await ReplayAsync(log, from, cancel)
                    : await opened.ScrubAsync(whole: true, cancel) ? "The file is written anew."
                    : "PostgreSQL keeps its own files: VACUUM FULL writes its tables anew.");
                return CommandLine.Done;
            }
            catch (Exception failure) when (failure is DatabaseUnavailableException or IOException or FormatException
                or UnauthorizedAccessException)
            {
                await console.Error.WriteLineAsync(failure.Message);
                return CommandLine.Failed;
            }
        });
        return command;
    }

    // Beside the old one first: a list that was cut off would be worse than one of yesterday.
    static async Task<string> ExportAsync(ErasureLog log, string file, CancellationToken cancel)
    {
        var entries = await log.ExportAsync(cancel);
        await File.WriteAllLinesAsync(file + ".new", entries.Select(entry => entry.ToLine()), cancel);
        File.Move(file + ".new", file, overwrite: true);
        return $"{entries.Count} erasures are written down in {file}.";
    }

    static async Task<string> ReplayAsync(ErasureLog log, string file, CancellationToken cancel)
    {
        // All are read before the first is done.
        var entries = new List<ErasureEntry>();
        foreach (var (number, line) in (await File.ReadAllLinesAsync(file, cancel)).Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            try { entries.Add(ErasureEntry.Read(line)); }
            catch (FormatException wrong) { throw new FormatException($"Line {number + 1} of {file} {wrong.Message}.", wrong); }
        }
        var erased = 0;
        foreach (var entry in entries) if (await log.ReplayAsync(entry, cancel)) erased++;
        return $"{entries.Count} erasures are listed. {erased} people were here and are erased now.";
    }
}
