using System.Security.Cryptography;
using System.Text;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Workspaces.FirstRun;

/// <summary>
/// Whether this is a first run, and the one link that may end it. The link is printed where only whoever runs the
/// server
/// looks; its hash is kept in memory, for an hour, and each start makes another.
/// </summary>
internal sealed class FirstRunToken(Database database, Chance chance, TimeProvider time)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    volatile bool isOver;
    string? hash;
    DateTimeOffset until;

    /// <summary>Whether there is no workspace yet. Once there is one, it is never asked again.</summary>
    public async ValueTask<bool> IsFirstRunAsync(CancellationToken cancel)
    {
        if (isOver) return false;
        isOver = await database.ReadAsync(tx => tx.SingleAsync<string>("select id from workspace limit 1"),
            cancel) is not null;
        return !isOver;
    }

    /// <summary>A new token, when this is a first run.</summary>
    public async Task<string?> OfferAsync(CancellationToken cancel)
    {
        if (!await IsFirstRunAsync(cancel)) return null;
        var token = chance.NewToken();
        (hash, until) = (ApiKeys.Hash(token), time.GetUtcNow() + Lifetime);
        return token;
    }

    public bool Allows(string? token) => hash is { } kept && token is not null && time.GetUtcNow() < until
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept),
            Encoding.ASCII.GetBytes(ApiKeys.Hash(token)));

    /// <summary>It was used: nobody uses it again.</summary>
    public void End() => (hash, isOver) = (null, true);
}
