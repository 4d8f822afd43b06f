using System.CommandLine;
using Handraiser.App.Commands;

return await CommandLine.RunAsync(args, new RootCommand("Handraiser answers raised hands: who calls, by when, and what became of it.")
{
    DemoCommand.Build(),
    ServeCommand.Build(),
    SetUpCommand.Build(),
    VerifyCommand.Build(),
    SimulateCommand.Build(),
    SampleCommand.Build(),
});
