using System.Security.Cryptography;
using System.Text;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// Applies the numbered migrations that a database lacks, all in one transaction. Both engines read the same text; a line
/// that ends in <c>-- sqlite</c> or <c>-- postgres</c> is for that engine only.
/// </summary>
internal static class Migrator
{
    public static async Task<int> RunAsync(Tx tx)
    {
        await tx.ExecuteAsync(
            "create table if not exists migration (name text primary key, hash text not null, applied_at bigint not null)");
        var applied = (await tx.ListAsync<Applied>("select name, hash from migration")).ToDictionary(row => row.Name, row => row.Hash);
        var count = 0;
        foreach (var (name, text) in All())
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            if (applied.TryGetValue(name, out var before))
            {
                if (before == hash) continue;
                throw new InvalidOperationException(
                    $"Migration {name} was applied with another text than this program carries. "
                    + "Start the version that wrote this database, or restore the backup that belongs to this one.");
            }
            foreach (var statement in Statements(text, tx.Engine)) await tx.ExecuteAsync(statement);
            tx.Add("insert into migration (name, hash, applied_at) values (@Name, @Hash, @Now)", new { Name = name, Hash = hash, tx.Now });
            count++;
        }
        return count;
    }

    /// <summary>Every migration this program carries, in order.</summary>
    public static IEnumerable<(string Name, string Text)> All()
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (Path.GetFileNameWithoutExtension(resource), reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }

    // Statements end with a semicolon at the end of a line; the bodies of triggers use semicolons inside lines only.
    static IEnumerable<string> Statements(string text, Engine engine)
    {
        var (mine, other) = engine == Engine.Sqlite ? ("-- sqlite", "-- postgres") : ("-- postgres", "-- sqlite");
        var lines = text.Split('\n').Select(line => line.TrimEnd())
            .Where(line => !line.EndsWith(other, StringComparison.Ordinal))
            .Select(line => line.EndsWith(mine, StringComparison.Ordinal) ? line[..^mine.Length].TrimEnd() : line)
            .Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal));
        var statement = new StringBuilder();
        foreach (var line in lines)
        {
            statement.Append(line).Append('\n');
            if (!line.EndsWith(';')) continue;
            yield return statement.ToString();
            statement.Clear();
        }
        if (statement.Length > 0) throw new InvalidOperationException("A migration ends without a semicolon: " + statement);
    }

    sealed class Applied
    {
        public string Name { get; init; } = "";

        public string Hash { get; init; } = "";
    }
}
