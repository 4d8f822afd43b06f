using Handraiser.App.Platform.Database;
using Handraiser.Core.Simulation;
using NodaTime;

namespace Handraiser.App.Features.Demo;

/// <summary>
/// Makes the past: the story's days, played from event to event on a clock that jumps. What was due in between is done when
/// it was due, by the same code that will do it tomorrow.
/// </summary>
internal sealed class MakeHistory(DemoCast cast, DemoCompany company, DemoClock clock)
{
    static readonly Duration Glance = Duration.FromMinutes(30);

    public async Task RunAsync(Story story, Instant start, Instant end, Action<double> progress)
    {
        var player = new DemoPlayer(cast, company, story, audience: null);
        using var arrivals = story.Arrivals().GetEnumerator();
        PlanNext(player, arrivals, end);
        var (now, glance, told) = (start, start, 0);
        while (now < end)
        {
            var due = await NextDueAsync();
            var next = Instant.Min(player.Next ?? end, Instant.Min(due ?? end, glance + Glance));
            if (next >= end) break;
            now = Instant.Max(now, next);
            clock.Set(now);
            if (due <= now) await cast.Ladders.RunDueAsync();
            else if (player.Next <= now) await player.DoNextAsync();
            else { await cast.Waiting.RunDueAsync(); glance = now; }
            await player.HearAsync(now);
            if (++told % 200 == 0) progress((now - start) / (end - start));
        }
    }

    /// <summary>Alerts of the past have nobody to go to any more.</summary>
    public static Task ForgetAlertsAsync(Database database) => database.WriteAsync(tx => tx.ExecuteAsync("delete from job"));

    static void PlanNext(DemoPlayer player, IEnumerator<StoryArrival> arrivals, Instant end)
    {
        if (!arrivals.MoveNext() || arrivals.Current.At >= end) return;
        var arrival = arrivals.Current;
        player.Plan(arrival.At, async () =>
        {
            await player.RaiseAsync(arrival);
            PlanNext(player, arrivals, end);
        });
    }

    // A step is taken once its instant is past.
    async Task<Instant?> NextDueAsync() => await cast.Database.ReadAsync(tx => tx.SingleAsync<long>(
        "select min(next_at) from clock where state = 'running' and next_at is not null")) is > 0 and var micros
        ? Arguments.FromMicros(micros + 1) : null;
}
