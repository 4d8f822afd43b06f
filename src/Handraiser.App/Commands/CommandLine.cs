using System.CommandLine;
using System.CommandLine.Help;

namespace Handraiser.App.Commands;

/// <summary>What the commands have in common: how they are run, how they end, and how they read the settings.</summary>
internal static class CommandLine
{
    /// <summary>How a command ends: it did what it should, it could not, or it was asked wrongly.</summary>
    public const int Done = 0, Failed = 1, Misused = 2;

    public static async Task<int> RunAsync(string[] args, RootCommand root, TextWriter? output = null,
        TextWriter? errors = null)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithSettings((HelpAction)help.Action!);
        }
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        // The server handles the signals itself: it finishes what it began.
        var code = await parsed.InvokeAsync(new InvocationConfiguration
        {
            ProcessTerminationTimeout = null, Output = output ?? Console.Out, Error = errors ?? Console.Error,
        });
        return parsed.Errors.Count > 0 && parsed.Action is not HelpWithSettings ? Misused : code;
    }

    /// <summary>An option of the command line for a setting.</summary>
    public static Option<string> OptionFor(string key) => new("--" + key)
    {
        Description = SettingsTable.All.Single(one => one.Key == key).Meaning, HelpName = key,
    };

    /// <summary>The settings, or null after saying everything that is wrong with them.</summary>
    public static Settings? ReadSettings(ParseResult parsed, params IEnumerable<Option<string>> options)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "");
        var named = environment.GetValueOrDefault(SettingsReading.FileVariable);
        var file = named ?? SettingsReading.FileName;
        var error = parsed.InvocationConfiguration.Error;
        if (named is not null && !File.Exists(file))
        {
            error.WriteLine($"{SettingsReading.FileVariable}: there is no file {file}.");
            return null;
        }
        var given = options.Select(option => (Key: option.Name.TrimStart('-'), Value: parsed.GetValue(option)))
            .Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!);
        var reading = SettingsReading.Read(environment, File.Exists(file) ? File.ReadAllText(file) : null, given);
        if (reading.Settings is not null) return reading.Settings;
        error.WriteLine("Handraiser did not start, because its settings are wrong:");
        foreach (var problem in reading.Problems) error.WriteLine("  " + problem);
        return null;
    }
}
