using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Intake.Spool;

/// <summary>
/// Brings to the database what waits in the spool, oldest first, as soon as it answers. Each becomes a request by its key
/// and under the id that its sender was told, so that one which got there before becomes nothing a second time.
/// </summary>
internal sealed partial class DrainSpool(
    SpoolFolder spool, ReceiveSubmission receive, Outage outage, Database database, TimeProvider time,
    ILogger<DrainSpool> log)
{
    const int MostTogether = 64;
    static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    /// <summary>Brings over the next few and tells how many went.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        // One asks for all whether the database is back.
        var next = spool.Next(outage.IsOn ? 1 : MostTogether, time.GetUtcNow());
        if (next.Count == 0)
        {
            if (outage.IsOn) await LookAsync();
            return 0;
        }
        cancel.ThrowIfCancellationRequested();
        var went = await Task.WhenAll(next.Select(DrainAsync));
        return went.Count(one => one);
    }

    async Task<bool> DrainAsync(SpoolEntry entry)
    {
        try
        {
            if (spool.Read(entry) is { } kept) await TakeAsync(kept);
            spool.Done(entry);
            outage.End();
            return true;
        }
        catch (DatabaseUnavailableException)
        {
            outage.Begin();
        }
        catch (Exception failure)
        {
            // It stays, and the others go on.
            Refused(entry.Receipt, entry.Workspace, failure);
            entry.NotBefore = time.GetUtcNow() + AfterFailure;
        }
        return false;
    }

    async Task TakeAsync(SpooledSubmission kept)
    {
        if (await WasRevokedAsync(kept))
        {
            kept = kept with { HeldBecause = "Its API key was revoked before it came, while the database was away." };
        }
        Submission submission;
        try { submission = kept.Again(); }
        catch (Exception failure)
        {
            Unread(kept.Receipt, kept.WorkspaceId, failure);
            await receive.StoreAsync(kept.Unread());
            return;
        }
        if (await receive.TryAsync(submission) is not CaptureResult.KeyReused) return;
        // Its sender holds a receipt: the key is the first body's, but the second is a raised hand all the same.
        await receive.TryAsync(submission with { IdempotencyKey = ReceiveSubmission.OwnKey(kept.Receipt) });
    }

    // Keys are believed while they cannot be asked for.
    async Task<bool> WasRevokedAsync(SpooledSubmission kept) => kept is { Channel: "api", KeyId: { } key }
        && await database.ReadAsync(tx => tx.SingleAsync<string>(
            """
            select id from api_key
            where workspace_id = @Workspace and id = @Key and revoked_at is not null and revoked_at < @Received
            """,
            new { Workspace = kept.WorkspaceId, Key = key, Received = Arguments.FromMicros(kept.ReceivedAt) }))
            is not null;

    async Task LookAsync()
    {
        try
        {
            await database.WriteAsync(tx => tx.ExecuteAsync(
                "insert into probe (name, at) values ('spool', @Now) on conflict (name) do update set at = excluded.at",
                new { tx.Now }));
            outage.End();
        }
        catch (DatabaseUnavailableException)
        {
            // Not yet.
        }
    }

    [LoggerMessage(LogLevel.Error,
        "The database refuses the request {Receipt} of workspace {Workspace}. It stays in the spool and is tried again.")]
    partial void Refused(string receipt, string workspace, Exception failure);

    [LoggerMessage(LogLevel.Error,
        "The request {Receipt} of workspace {Workspace} cannot be read. It is stored as it came and tried again.")]
    partial void Unread(string receipt, string workspace, Exception failure);
}
