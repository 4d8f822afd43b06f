using Microsoft.Data.Sqlite;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// Carries the write-ahead log into the database file beside the writer, who would otherwise make everybody wait for it. What
/// was written meanwhile is a small rest: the writer carries that itself, so that the log begins anew instead of growing.
/// </summary>
internal sealed class SqliteCheckpoint(string path, SqliteSession writer) : IAsyncDisposable
{
    // 16 MB of log. More would make the rest longer that the writer waits for.
    const long PagesBetween = 4_000;
    // 256 MB: from there on the writer waits after all, for a log without bound would fill the disk.
    const long MostPages = 64_000;
    readonly Lazy<SqliteSession> session = new(() => new SqliteSession(path, readOnly: false));
    Task<bool> carrying = Task.FromResult(false);
    long carriedUpTo;

    /// <summary>To be called by the writer after each commit.</summary>
    public void AfterCommit()
    {
        var pages = writer.PagesWritten - carriedUpTo;
        if (!carrying.IsCompleted && pages < MostPages) return;
        if (carrying.Result)
        {
            carrying = Task.FromResult(false);
            Carry(writer);
        }
        else if (pages >= PagesBetween)
        {
            carriedUpTo += pages;
            carrying = Task.Run(() => Carry(session.Value));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await carrying;
        if (session.IsValueCreated) session.Value.Dispose();
    }

    // The log keeps whatever could not be carried, and stays the truth: on a full disk it is the next commit that fails.
    static bool Carry(SqliteSession session)
    {
        try { session.Run("pragma wal_checkpoint(passive)"); }
        catch (SqliteException) { }
        return true;
    }
}
