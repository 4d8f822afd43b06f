using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Tests.Support;

/// <summary>A database that goes away and comes back: a cut wire to PostgreSQL, or a full disk under SQLite.</summary>
internal sealed class Blackout : IDisposable
{
    Blackout(string setting, Cable? cable) => (Setting, Cable) = (setting, cable);

    /// <summary>The database, as HANDRAISER_DATABASE names it, over the wire that is cut.</summary>
    public string Setting { get; }

    public Cable? Cable { get; }

    /// <summary>A message that needs room.</summary>
    public static string LongMessage { get; } = new('x', 8000);

    public static async Task<Blackout> PrepareAsync(string engine)
    {
        var setting = await TestDatabases.NewAsync(engine);
        if (engine == "sqlite") return new(setting, null);
        var cable = new Cable(new Uri(setting));
        return new(new UriBuilder(setting) { Port = cable.Port }.Uri.ToString(), cable);
    }

    public async Task BeginAsync(TestApp app)
    {
        if (Cable is not null) Cable.Cut();
        // No more pages than there are now. What is short may still find room in one; what is long does not.
        else await TellAsync(app.Database, "pragma max_page_count=1");
    }

    public async Task EndAsync(TestApp app)
    {
        if (Cable is not null) Cable.Mend();
        else await TellAsync(app.Database, "pragma max_page_count=1000000");
    }

    public void Dispose() => Cable?.Dispose();

    static async Task TellAsync(Database database, string what)
    {
        while (true)
        {
            // Others write in the same commit, and it may fail with them.
            try { await database.WriteAsync(tx => tx.ExecuteAsync(what)); return; }
            catch (DatabaseUnavailableException) { }
        }
    }
}

internal static class SpoolActs
{
    /// <summary>Waits, on real time, until nothing is left in the spool.</summary>
    public static async Task DrainedAsync(this TestApp app, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (app.Get<SpoolFolder>().Waiting().Count > 0) await glance.WaitForNextTickAsync(patience.Token);
    }
}
