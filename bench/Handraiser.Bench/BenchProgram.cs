using BenchmarkDotNet.Running;

namespace Handraiser.Bench;

internal static class BenchProgram
{
    static async Task<int> Main(string[] args)
    {
        if (args is ["capture", .. var rest]) return await CaptureLoad.RunAsync(rest);
        if (args is ["alerts", .. var alerts]) return await AlertLoad.RunAsync(alerts);
        if (args is ["clocks", .. var clocks]) return await DueLoad.ClocksAsync(clocks);
        if (args is ["drain", .. var drain]) return await DueLoad.DrainAsync(drain);
        if (args is ["lanes", .. var lanes]) return await LaneLoad.RunAsync(lanes);
        if (args is ["cost", .. var costs]) return await CaptureCost.RunAsync(costs);
        if (args is ["read", .. var reads]) return ReadBench.Run(reads);
        BenchmarkSwitcher.FromAssembly(typeof(BenchProgram).Assembly).Run(args);
        return 0;
    }
}
