using Handraiser.App.Features.Verify;
using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>What must be so after any attack.</summary>
internal static class Proof
{
    /// <summary>The file is sound, no law is broken, and everything that was acknowledged is there.</summary>
    public static async Task HoldAsync(string setting, IEnumerable<Deed> deeds, string after)
    {
        await using var database = Database.Open(setting, TimeProvider.System);
        await HoldAsync(database, deeds, after);
    }

    public static async Task HoldAsync(Database database, IEnumerable<Deed> deeds, string after)
    {
        if (database.Engine == Engine.Sqlite
            && await database.ReadAsync(tx => tx.SingleAsync<string>("pragma integrity_check")) is var whole
                && whole != "ok")
        {
            throw new Finding($"{after}: the file is damaged: {whole}");
        }
        foreach (var deed in deeds.Where(deed => deed.IsAcknowledged))
        {
            if (!await database.ReadAsync(deed.IsStoredAsync)) throw new Finding(
                $"{after}: acknowledged and not there: {deed.What}, {deed.Marker}");
        }
        await LawsAsync(database, after);
    }

    public static async Task LawsAsync(Database database, string after)
    {
        var broken = (await Laws.CheckAsync(database)).SelectMany(verdict => verdict.Shown).ToList();
        if (broken.Count > 0) throw new Finding($"{after}: {broken.Count} laws broken, first: "
            + string.Join("\n  ", broken.Take(5)));
    }

    /// <summary>No letter was taken twice.</summary>
    public static void Once(PostBox mail, string after)
    {
        if (mail.Twice.FirstOrDefault() is { } letter) throw new Finding(
            $"{after}: the letter {letter} was sent twice.");
    }
}
