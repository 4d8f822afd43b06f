using BenchmarkDotNet.Running;

namespace Handraiser.Bench;

internal static class BenchProgram
{
    static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(BenchProgram).Assembly).Run(args);
}
