using System.Collections.Concurrent;
using System.Diagnostics;
using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>Does the work of a report on two threads, and tells what took how long when somebody asks.</summary>
internal sealed class AuditWork(TextWriter? timings)
{
    const int Threads = 2;
    readonly Stopwatch watch = Stopwatch.StartNew();

    public AuditFindings Find(History history, ComparedParts? compare) => AuditReport.Find(history, compare, Together);

    /// <summary>The time since the last phase ended was this one's.</summary>
    public void Ended(string phase)
    {
        Tell(phase, watch.Elapsed);
        watch.Restart();
    }

    void Together(AuditPart[] parts) => Parallel.ForEach(Partitioner.Create(parts, EnumerablePartitionerOptions.NoBuffering),
        new ParallelOptions { MaxDegreeOfParallelism = Threads }, part =>
        {
            var own = Stopwatch.StartNew();
            part.Do();
            Tell("  " + part.Name, own.Elapsed);
        });

    void Tell(string what, TimeSpan took)
    {
        if (timings is null) return;
        var used = Environment.CpuUsage.TotalTime;
        using var self = Process.GetCurrentProcess();
        lock (timings)
            timings.WriteLine(FormattableString.Invariant(
                $"{what,-24}{took.TotalSeconds,7:0.00} s   processor {used.TotalSeconds:0.00} s, peak {self.PeakWorkingSet64 >> 20} MiB so far"));
    }
}
