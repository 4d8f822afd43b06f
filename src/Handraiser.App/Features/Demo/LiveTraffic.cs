using Handraiser.App.Platform;
using Handraiser.Core.Simulation;
using NodaTime;
using NodaTime.Extensions;

namespace Handraiser.App.Features.Demo;

/// <summary>Keeps the demo's company alive: a new request every half minute or so, and reps who go on acting.</summary>
internal sealed partial class LiveTraffic(
    DemoCast cast, DemoCompany company, Story story, Chance chance, TimeProvider time, ILogger<LiveTraffic> log)
{
    static readonly Duration Between = Duration.FromSeconds(30);
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancel)
    {
        var player = new DemoPlayer(cast, company, story, audience: company.Workspace.AdminId);
        using var arrivals = story.Arrivals().GetEnumerator();
        PlanNext(player, arrivals, time.GetCurrentInstant() + Duration.FromSeconds(5));
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var now = time.GetCurrentInstant();
                while (player.Next <= now) await player.DoNextAsync();
                await player.HearAsync(now);
                await Task.Delay(Beat, time, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested) { return; }
            catch (Exception failure)
            {
                // The show goes on: one act that failed is not worth the rest.
                Stumbled(failure);
            }
        }
    }

    // What is asked comes from the story; when, from the present: it is watched at any hour.
    void PlanNext(DemoPlayer player, IEnumerator<StoryArrival> arrivals, Instant at)
    {
        if (!arrivals.MoveNext()) return;
        var arrival = arrivals.Current;
        player.Plan(at, async () =>
        {
            PlanNext(player, arrivals, at - (Between * Math.Log(1 - chance.Fraction())));
            await player.RaiseAsync(arrival);
        });
    }

    [LoggerMessage(LogLevel.Warning, "The demo's traffic stumbled and goes on.")]
    partial void Stumbled(Exception failure);
}
