
namespace Handraiser.App.Platform.Database;

/// <summary>
/// Where everything is kept. Two engines, one behaviour: a write is acknowledged only when it is on disk, and a use case
/// that throws leaves nothing behind.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    static Database() => InstantColumn.Register();

    public abstract Engine Engine { get; }

    /// <summary>Runs a use case in a transaction and returns when its commit is durable.</summary>
    public abstract Task<T> WriteAsync<T>(Func<Tx, Task<T>> useCase, CancellationToken cancel = default);

    /// <summary>
    /// The same for use cases that would wait for each other's locks: those that arrive while others commit share the next
    /// transaction. Such a use case waits for nothing but its transaction.
    /// </summary>
    /// <param name="workspace">Only what belongs to it is touched.</param>
    public virtual Task<T> WriteTogetherAsync<T>(string workspace, Func<Tx, Task<T>> useCase, CancellationToken cancel = default) =>
        WriteAsync(useCase, cancel);

    /// <summary>Runs questions against committed state. Nothing that decides may stand on it: decide inside a write.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Tx, Task<T>> question, CancellationToken cancel = default);

    /// <summary>The same, and all the questions see the same moment.</summary>
    public abstract Task<T> SnapshotAsync<T>(Func<Tx, Task<T>> questions, CancellationToken cancel = default);

    public Task WriteAsync(Func<Tx, Task> useCase, CancellationToken cancel = default) =>
        WriteAsync(async tx => { await useCase(tx); return true; }, cancel);

    /// <summary>Brings the schema up to date. Safe to run from several nodes at once and to interrupt anywhere.</summary>
    public abstract Task MigrateAsync(CancellationToken cancel = default);

    /// <summary>
    /// Takes what was deleted until now out of the files that this program writes itself. A server cleans its own files in
    /// its own time.
    /// </summary>
    /// <param name="whole">Write the whole file anew, while nobody else writes: copies of rows stay where pages were split,
    /// until something takes their place.</param>
    /// <returns>Whether there is such a file.</returns>
    public virtual Task<bool> ScrubAsync(bool whole = false, CancellationToken cancel = default) => Task.FromResult(false);

    public abstract ValueTask DisposeAsync();

    /// <summary>Opens <c>sqlite:PATH</c> or <c>postgres://...</c>; anything else is refused with the mend.</summary>
    public static Database Open(string setting, TimeProvider time)
    {
        if (setting.StartsWith("sqlite:", StringComparison.Ordinal) && setting.Length > "sqlite:".Length)
        {
            const string NotDurable = "?durable=no";
            var path = setting["sqlite:".Length..];
            return path.EndsWith(NotDurable, StringComparison.Ordinal)
                ? new SqliteDatabase(path[..^NotDurable.Length], time, durable: false) : new SqliteDatabase(path, time);
        }
        if (setting.StartsWith("postgres://", StringComparison.Ordinal)
            || setting.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return new PostgresDatabase(setting, time);
        }
        throw new FormatException(
            "HANDRAISER_DATABASE is neither sqlite:PATH nor postgres://USER:PASSWORD@HOST:PORT/NAME. "
            + "Write for example sqlite:./data/handraiser.db.");
    }
}
