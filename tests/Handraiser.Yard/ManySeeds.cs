using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>
/// Histories one after the other, on every core, until they are all told or one breaks a law.
/// </summary>
internal sealed class ManySeeds(int from, int count)
{
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
    readonly Lock gate = new();
    readonly SortedDictionary<int, string> hashes = [];
    readonly List<SeedResult> broken = [];
    Duration simulated;
    long commits;
    int next = from - 1;

    /// <summary>
    /// One in so many is told a second time amid all the others, and must be the same to the byte, or no seed says anything.
    /// </summary>
    public int? ToldTwice { get; init; }

    public Sometimes Sometimes { get; } = new();

    /// <summary>The first that broke a law; which others were under way does not matter to it.</summary>
    public SeedResult? Broken => broken.MinBy(one => one.Seed);

    public ManySeeds Run()
    {
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return this;
    }

    /// <summary>How much was told, how fast, and one hash over all of it.</summary>
    public string Summary()
    {
        var (seconds, busy) = (clock.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        var all = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', hashes.Values))))[..16];
        return string.Create(CultureInfo.InvariantCulture, $"""
            {hashes.Count} seeds, {commits} commits, {simulated.TotalDays / 365.25:0.00} simulated years in {seconds:0.0} s
            {hashes.Count / seconds:0.0} seeds/s, {hashes.Count / busy:0.0} for each second of processor time; all histories {all}
            """);
    }

    void Work()
    {
        using var template = new Template();
        while (broken.Count == 0 && Interlocked.Increment(ref next) is var seed && seed < from + count)
        {
            var result = Seed.Run(seed, template);
            if (ToldTwice is { } each && seed % each == 0 && Seed.Run(seed, template).Hash is var again && again != result.Hash)
            {
                result = result with { Problem = $"It is another history when it is told again: {result.Hash} and {again}." };
            }
            lock (gate) Add(result);
        }
    }

    void Add(SeedResult result)
    {
        hashes.Add(result.Seed, result.Hash);
        Sometimes.Add(result.Sometimes);
        (simulated, commits) = (simulated + result.Simulated, commits + result.Commits);
        if (result.Problem is not null) broken.Add(result);
    }
}
