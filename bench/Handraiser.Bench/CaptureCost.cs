using System.Diagnostics;
using System.Globalization;
using Handraiser.App;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.Bench;

/// <summary>The capture use case alone, without HTTP: what deciding and writing cost in processor time.</summary>
internal static class CaptureCost
{
    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
        var setting = args.Length > 1 ? args[1] : "sqlite:" + Path.Combine(Directory.CreateTempSubdirectory("handraiser-bench-").FullName, "cost.db");
        var workspace = await BenchWorkspace.PrepareAsync(setting);
        await using var database = Database.Open(setting, TimeProvider.System);
        var capture = new CaptureRequest(database, new PolicyStore(new Settings()), Chance.System, new Signal());
        for (var round = 0; round < 4; round++)
        {
            var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            for (var n = 0; n < count; n += 64)
            {
                var from = (round * count) + n;
                await Task.WhenAll(Enumerable.Range(from, 64).Select(one => capture.RunAsync(Submission(workspace.WorkspaceId, one))));
            }
            process.Refresh();
            Console.WriteLine(FormattableString.Invariant(
                $"{count / clock.Elapsed.TotalSeconds:0}/s, {(process.TotalProcessorTime - before).TotalMicroseconds / count:0} us of processor time each"));
        }
        return 0;
    }

    public static Submission Submission(string workspace, int n)
    {
        var json = BenchWorkspace.Request(n);
        return new Submission { WorkspaceId = workspace, Channel = "api", Raw = json,
            Body = JsonBody.Read(System.Text.Encoding.UTF8.GetBytes(json)).Body! };
    }
}
