using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Handraiser.Core.Proof;

namespace Handraiser.Bench;

/// <summary>
/// What the sections about time cost at a million leads and five million touches. Aims on one core: answers, response
/// and bands 1.0 s together; all of them 3 s.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class ProofBench
{
    readonly History history = BusyHistory.Make(1_000_000, 1);
    readonly bool[] leftOut;
    readonly Answers asLogged;
    readonly Answers trusted;

    public ProofBench()
    {
        leftOut = new bool[history.Touches.Count];
        for (var row = 0; row < leftOut.Length; row += 20) leftOut[row] = true;
        (asLogged, trusted) = (Answers.Of(history), Answers.Of(history, leftOut));
    }

    [Benchmark]
    public Answers AnswersAsLogged() => Answers.Of(history);

    [Benchmark]
    public Answers AnswersTrusted() => Answers.Of(history, leftOut);

    [Benchmark]
    public Response ResponseSection() => Response.Of(asLogged, trusted);

    [Benchmark]
    public WaitBand[] BandsSection() => Bands.Of(asLogged);

    [Benchmark]
    public Survival SurvivalSection() => Survival.Of(asLogged, trusted);

    [Benchmark]
    public AttemptYield TouchesSection() => AttemptYield.Of(asLogged);

    [Benchmark]
    public Dropped DroppedSection() => Dropped.Of(asLogged);

    [Benchmark]
    public ProcessMap ProcessSection() => ProcessMap.Of(asLogged);
}
