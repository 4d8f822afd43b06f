using Handraiser.App.Platform.Database;

namespace Handraiser.Yard;

using Database = Handraiser.App.Platform.Database.Database;

/// <summary>The world's database while nothing moves: for looking at it with the product's own <c>verify</c>.</summary>
internal sealed class StillDatabase(World world) : Database
{
    public override Engine Engine => Engine.Sqlite;

    public override Task<T> ReadAsync<T>(Func<Tx, Task<T>> question, CancellationToken cancel = default) =>
        question(new SqliteTx(world.Session) { Now = world.Now });

    public override Task<T> SnapshotAsync<T>(Func<Tx, Task<T>> questions, CancellationToken cancel = default) => ReadAsync(questions, cancel);

    public override Task<T> WriteAsync<T>(Func<Tx, Task<T>> useCase, CancellationToken cancel = default) => throw new NotSupportedException();

    public override Task MigrateAsync(CancellationToken cancel = default) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => default;
}
