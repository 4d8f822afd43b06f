using System.CommandLine;
using System.Text.Json;
using Handraiser.App.Features.Verify;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Commands;

/// <summary><c>handraiser verify</c>: asks a database, live or restored, whether every law holds.</summary>
internal static class VerifyCommand
{
    const int Holds = 0, Broken = 1, Unreadable = 2;
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Build()
    {
        var database = CommandLine.OptionFor("database");
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new Command("verify", "Checks that every law holds in a database. Exits with 1 when one is broken, 2 when it cannot be read.");
        command.Options.Add(database);
        command.Options.Add(json);
        command.SetAction((parsed, cancel) => CommandLine.ReadSettings(parsed, database) is { } settings
            ? RunAsync(settings.Database, parsed.GetValue(json), parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error, cancel)
            : Task.FromResult(Unreadable));
        return command;
    }

    static async Task<int> RunAsync(string setting, bool json, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        IReadOnlyList<Verdict> verdicts;
        try
        {
            // Opening an embedded database makes one where there is none, and of an empty one every law is true.
            if (setting.StartsWith("sqlite:", StringComparison.Ordinal) && !File.Exists(setting["sqlite:".Length..]))
            {
                throw new FileNotFoundException($"There is no database at {setting["sqlite:".Length..]}.");
            }
            await using var database = Database.Open(setting, TimeProvider.System);
            verdicts = await Laws.CheckAsync(database, cancel);
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException)
        {
            await error.WriteLineAsync("The database cannot be read: " + unreadable.Message);
            return Unreadable;
        }
        await output.WriteLineAsync(json ? JsonSerializer.Serialize(verdicts, Readable) : Text(verdicts));
        return verdicts.All(verdict => verdict.Broken == 0) ? Holds : Broken;
    }

    static string Text(IReadOnlyList<Verdict> verdicts)
    {
        var lines = new List<string>();
        foreach (var verdict in verdicts)
        {
            lines.Add($"{(verdict.Broken == 0 ? "ok    " : "BROKEN")}  {verdict.Law}" + (verdict.Broken == 0 ? "" : $": {verdict.Broken}"));
            lines.AddRange(verdict.Shown.Select(one => $"          workspace {one.Workspace}{(one.Lead is null ? "" : $", lead {one.Lead}")}: {one.What}"));
            if (verdict.Broken > verdict.Shown.Count) lines.Add($"          and {verdict.Broken - verdict.Shown.Count} more");
        }
        var broken = verdicts.Count(verdict => verdict.Broken > 0);
        lines.Add(broken == 0 ? $"All {verdicts.Count} laws hold." : $"{broken} of {verdicts.Count} laws are broken.");
        return string.Join(Environment.NewLine, lines);
    }
}
