using Handraiser.App.Platform.Database;

namespace Handraiser.App.Tests.Platform.Database;

public sealed class SqliteCheckpointTests
{
    [Fact]
    public async Task The_log_begins_anew_instead_of_growing_with_what_is_written()
    {
        var folder = Directory.CreateTempSubdirectory("handraiser-checkpoint-");
        var path = Path.Combine(folder.FullName, "log.db");
        await using (var database = new SqliteDatabase(path, TimeProvider.System))
        {
            await database.WriteAsync(tx => tx.ExecuteAsync("create table t (data blob)"), TestContext.Current.CancellationToken);
            var data = new byte[256 * 1024];

            for (var i = 0; i < 500; i++) await database.WriteAsync(tx => tx.ExecuteAsync("insert into t values (@Data)", new { Data = data }), TestContext.Current.CancellationToken);

            Assert.InRange(new FileInfo(path + "-wal").Length, 1, 100_000_000);
            Assert.Equal(500, await database.ReadAsync(tx => tx.SingleAsync<long>("select count(*) from t"), TestContext.Current.CancellationToken));
        }
        Assert.False(File.Exists(path + "-wal"), "closed, the file alone is the whole database");
        Assert.True(new FileInfo(path).Length > 500 * 256 * 1024);
        folder.Delete(recursive: true);
    }
}
