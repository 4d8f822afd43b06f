using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using NodaTime.Extensions;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// One file, one writer. The writer's thread runs whatever waits inside one commit and answers them all when the commit is
/// on disk: durability costs one sync for many requests, not one each. When one of them throws, all are taken back and run
/// again, which is safe because a use case has no effect but its writes.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    const int MostUseCasesPerCommit = 256;
    readonly string path;
    readonly TimeProvider time;
    readonly Channel<Work> waiting = Channel.CreateBounded<Work>(new BoundedChannelOptions(8192) { SingleReader = true });
    readonly ConcurrentBag<SqliteSession> readers = [];
    readonly SqliteSession writer;
    readonly SqliteCheckpoint checkpoint;
    readonly Thread thread;

    /// <param name="durable">False only for what is made anew at every start: a commit then does not wait for the disk.</param>
    public SqliteDatabase(string path, TimeProvider time, bool durable = true)
    {
        this.path = path;
        this.time = time;
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        writer = new SqliteSession(path, readOnly: false, durable);
        checkpoint = new SqliteCheckpoint(path, writer);
        if (time is SteadyTime steady && LastWritten() is { } written) steady.StartAfter(written.ToDateTimeOffset());
        thread = new Thread(Write) { IsBackground = true, Name = "sqlite writer" };
        thread.Start();
    }

    public override Engine Engine => Engine.Sqlite;

    public override async Task<T> WriteAsync<T>(Func<Tx, Task<T>> useCase, CancellationToken cancel = default)
    {
        var work = new Work<T>(useCase);
        await waiting.Writer.WriteAsync(work, cancel);
        return await work.Answer;
    }

    public override async Task<T> ReadAsync<T>(Func<Tx, Task<T>> question, CancellationToken cancel = default)
    {
        if (!readers.TryTake(out var session)) session = new SqliteSession(path, readOnly: true);
        try
        {
            session.Run("begin");
            return await question(new SqliteTx(session) { Now = Now() });
        }
        finally
        {
            session.Run("rollback");
            readers.Add(session);
        }
    }

    // A reader of a write-ahead log always sees one moment.
    public override Task<T> SnapshotAsync<T>(Func<Tx, Task<T>> questions, CancellationToken cancel = default) => ReadAsync(questions, cancel);

    /// <summary>The latest instant in the history; null while there is none.</summary>
    NodaTime.Instant? LastWritten()
    {
        var tx = new SqliteTx(writer) { Now = NodaTime.Instant.MinValue };
        var isNew = tx.SingleAsync<long>("select count(*) from sqlite_master where name = 'event'").GetAwaiter().GetResult() == 0;
        return isNew ? null : tx.SingleAsync<NodaTime.Instant?>("select at from event order by id desc limit 1").GetAwaiter().GetResult();
    }

    public override Task MigrateAsync(CancellationToken cancel = default) => WriteAsync(Migrator.RunAsync, cancel);

    // Until it is written back, the log holds every page as it was.
    public override Task<bool> ScrubAsync(bool whole = false, CancellationToken cancel = default) => Task.Run(async () =>
    {
        using var session = new SqliteSession(path, readOnly: false);
        if (whole) session.Run("vacuum");
        // Somebody else may be carrying the log just now; SQLite does not wait for them.
        for (var look = 0; look < 100; look++)
        {
            if (CarryAll(session)) return true;
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
        }
        return false;
    }, cancel);

    static bool CarryAll(SqliteSession session)
    {
        using var row = session.Read("pragma wal_checkpoint(truncate)", null);
        return row.Read() && row.GetInt64(0) == 0;
    }

    public override async ValueTask DisposeAsync()
    {
        if (!waiting.Writer.TryComplete()) return;
        await Task.Run(thread.Join);
        while (readers.TryTake(out var session)) session.Dispose();
        await checkpoint.DisposeAsync();
        // The last to close writes the log into the file, which a reader may not: then the file alone is the whole database.
        writer.Dispose();
    }

    void Write()
    {
        var batch = new List<Work>(MostUseCasesPerCommit);
        while (Next(batch))
        {
            // A broken reference shows only at the commit, and must not take down those who were in it by chance.
            if (Commit(batch) is not { } failure) continue;
            if (batch.Count > 1 && failure.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
            {
                foreach (var work in batch) if (Commit([work]) is { } own) work.Fail(own);
                continue;
            }
            var why = new DatabaseUnavailableException(failure);
            foreach (var work in batch) work.Fail(why);
        }
    }

    /// <summary>Runs use cases in one commit and answers them. When there was none, nobody is answered and it says why.</summary>
    SqliteException? Commit(List<Work> batch)
    {
        try
        {
            if (!RunTogether(batch) && batch.Count > 1) RunApart(batch);
            writer.Run("commit");
        }
        catch (SqliteException failure)
        {
            writer.RollBackIfOpen();
            return failure;
        }
        foreach (var work in batch) work.Tell();
        checkpoint.AfterCommit();
        return null;
    }

    /// <summary>False when one of them threw: then the transaction is empty again.</summary>
    bool RunTogether(List<Work> batch)
    {
        writer.Run("begin immediate");
        foreach (var work in batch)
        {
            if (work.Run(writer, Now())) continue;
            writer.Run("rollback");
            writer.Run("begin immediate");
            return false;
        }
        return true;
    }

    // A savepoint copies each page before its first change, which nearly always is for nothing: so only when one of them throws.
    void RunApart(List<Work> batch)
    {
        foreach (var work in batch)
        {
            writer.Run("savepoint use_case");
            if (!work.Run(writer, Now())) writer.Run("rollback to use_case");
            writer.Run("release use_case");
        }
    }

    NodaTime.Instant Now() => time.GetCurrentInstant().Storable();

    bool Next(List<Work> batch)
    {
        batch.Clear();
        if (!waiting.Reader.TryRead(out var first))
        {
            try { first = waiting.Reader.ReadAsync().AsTask().GetAwaiter().GetResult(); }
            catch (ChannelClosedException) { return false; }
        }
        batch.Add(first);
        while (batch.Count < MostUseCasesPerCommit && waiting.Reader.TryRead(out var next)) batch.Add(next);
        return true;
    }

    abstract class Work
    {
        /// <summary>Runs the use case; false when it threw, and what it wrote must be taken back.</summary>
        public abstract bool Run(SqliteSession session, NodaTime.Instant now);

        public abstract void Tell();

        public abstract void Fail(Exception why);
    }

    sealed class Work<T>(Func<Tx, Task<T>> useCase) : Work
    {
        // Waiters continue on their own threads: the writer's is for writing.
        readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        SqliteTx? tx;
        T? result;
        Exception? failure;

        public Task<T> Answer => answer.Task;

        public override bool Run(SqliteSession session, NodaTime.Instant now)
        {
            failure = null;
            tx = new SqliteTx(session) { Now = now, IsWrite = true };
            try
            {
                result = useCase(tx).GetAwaiter().GetResult();
                return true;
            }
            catch (SqliteException broken) when (SqliteSession.EndsTransaction(broken))
            {
                throw;
            }
            catch (Exception refused)
            {
                failure = refused;
                return false;
            }
        }

        public override void Tell()
        {
            if (failure is not null) { answer.TrySetException(failure); return; }
            tx!.Committed();
            answer.TrySetResult(result!);
        }

        public override void Fail(Exception why) => answer.TrySetException(why);
    }
}
