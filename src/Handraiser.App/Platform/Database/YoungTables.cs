using Npgsql;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// PostgreSQL believes a table to be empty until it was analysed, which its own housekeeping does a minute after the fact at
/// best. Until then it may find a row by whichever key begins with the workspace, and read all of the workspace's rows. So
/// the first hundred writes have the tables analysed that are still believed to be small, and the first thousands again.
/// </summary>
internal sealed class YoungTables(NpgsqlDataSource source) : IAsyncDisposable
{
    static readonly long[] Marks = [64, 1024, 16_384];
    Task analysing = Task.CompletedTask;
    long written;

    public void Wrote(int useCases)
    {
        var before = Interlocked.Add(ref written, useCases) - useCases;
        if (Marks.Any(mark => before < mark && before + useCases >= mark)) analysing = AnalyseAsync();
    }

    public ValueTask DisposeAsync() => new(analysing);

    async Task AnalyseAsync()
    {
        try
        {
            await using var analyse = source.CreateCommand(
                """
                do $$ declare young text; begin
                  for young in select relname from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
                    and reltuples < 20000 loop execute format('analyze %I', young); end loop;
                end $$
                """);
            await analyse.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // Then its own housekeeping will: it is a matter of speed alone.
        }
    }
}
