using System.Diagnostics;
using NodaTime;
using Npgsql;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// The database's time, as this node knows it: asked for once a second and carried on by the monotonic clock in between.
/// What it tells is never ahead of the database, so nothing that waits for an instant happens early.
/// </summary>
internal sealed class PostgresClock
{
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    volatile Sample? last;

    /// <summary>Asks, if need be, on the connection that the caller holds: waiting for another could wait for oneself.</summary>
    public async ValueTask<Instant> NowAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (last is { IsFresh: true } fresh) return fresh.Now;
        await using var ask = new NpgsqlCommand("select cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)", connection);
        var micros = (long)(await ask.ExecuteScalarAsync(cancel))!;
        return (last = new(Arguments.FromMicros(micros), Stopwatch.GetTimestamp())).Now;
    }

    sealed record Sample(Instant At, long Heard)
    {
        public bool IsFresh => Stopwatch.GetElapsedTime(Heard) < Freshness;

        public Instant Now => At + Duration.FromTimeSpan(Stopwatch.GetElapsedTime(Heard));
    }
}
