using System.Security.Cryptography;
using System.Text;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Erasure;

/// <summary>
/// By what a workspace knows again whom it erased: digests that only its own key makes, so that neither the table nor the
/// exported list tells an address to anybody who does not hold the key and the address already.
/// </summary>
internal sealed class ErasedAddresses(string secret)
{
    const string Mark = "erased:";

    readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>The digests of a workspace; one that has no key yet gets it.</summary>
    public static async Task<ErasedAddresses> OfAsync(Tx tx, string workspace, Chance chance)
    {
        tx.Add("update workspace set erasure_key = @Fresh where id = @Workspace and erasure_key is null",
            new { Workspace = workspace, Fresh = chance.NewToken() });
        return new((await tx.SingleAsync<string>("select erasure_key from workspace where id = @Workspace",
            new { Workspace = workspace }))!);
    }

    /// <param name="identity">An address as people are known by it: e:MAIL or p:PHONE.</param>
    public string OfAddress(string identity) => Digest(identity);

    /// <summary>What an idempotency key is replaced by: whoever repeats it later gets the answer of then.</summary>
    public string OfKey(string idempotencyKey) =>
        idempotencyKey.StartsWith(Mark, StringComparison.Ordinal) ? idempotencyKey : Mark + Digest("k:" + idempotencyKey);

    /// <summary>What the hash of a body is replaced by: a body is easily guessed by whoever knows most of it.</summary>
    public string OfBody(string bodyHash) => bodyHash.StartsWith(Mark, StringComparison.Ordinal) ? bodyHash
        : Mark + Digest("b:" + bodyHash);

    /// <summary>Whether somebody of this address was erased after the moment: what is older than that is not taken again.</summary>
    public async Task<bool> HaveSinceAsync(Tx tx, string workspace, string? identity, Instant moment) =>
        identity is not null && await tx.SingleAsync<string>(
            """
            select digest from erased_address
            where workspace_id = @Workspace and digest = @Digest and erased_at >= @Moment
            """,
            new { Workspace = workspace, Digest = OfAddress(identity), Moment = moment }) is not null;

    public static void Add(Tx tx, string workspace, string digest, string erasure, Instant at) => tx.Add(
        """
        insert into erased_address (workspace_id, digest, erasure_id, erased_at)
        values (@Workspace, @Digest, @Erasure, @At)
        on conflict (workspace_id, digest) do update set erasure_id = excluded.erasure_id, erased_at = excluded.erased_at
        where erased_address.erased_at < excluded.erased_at
        """,
        new { Workspace = workspace, Digest = digest, Erasure = erasure, At = at });

    string Digest(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
