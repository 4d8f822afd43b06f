using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Handraiser.App.Commands;

/// <summary>The usual help; that of the program and of <c>serve</c> ends with every setting there is.</summary>
internal sealed class HelpWithSettings(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var (command, output) = (parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        if (command is RootCommand || command.Name == "serve") output.Write(Settings());
        return code;
    }

    static string Settings() => $"""
        Settings:
          The command line wins over the environment, the environment over {SettingsReading.FileName} in the folder where it is
          started; {SettingsReading.FileVariable} names another file.

        {string.Join("\n", SettingsTable.All.Select(Line))}

        Exit codes:
          0 when it was told to stop, 1 when it could not run, 2 when a setting or an option is wrong.


        """;

    static string Line(Setting setting) => $"""
          {setting.Key,-14} {setting.Variable}
                         {setting.Meaning}
                         Default: {(setting.Of(new Settings()) is { Length: > 0 } value ? value : "none")}
        """;
}
