using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Handraiser.App.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Handraiser.App.Tests.Abuse;

/// <summary>All that a database holds, table by table, as a hash: two that are equal hold the same.</summary>
internal static class Contents
{
    /// <param name="workspace">Only the rows of this one.</param>
    public static async Task<SortedDictionary<string, string>> ContentsAsync(this TestApp app, string? workspace = null)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, all) in await TablesAsync(app.DatabaseSetting))
        {
            var rows = all;
            if (workspace is not null) rows = [.. rows.Where(row => row.Contains(workspace, StringComparison.Ordinal))];
            rows.Sort(StringComparer.Ordinal);
            hashes[table] = $"{rows.Count} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))[..12]}";
        }
        return hashes;
    }

    /// <summary>Every row of every table, as text.</summary>
    public static async Task<List<(string Table, List<string> Rows)>> TablesAsync(string setting)
    {
        await using var connection = Open(setting);
        await connection.OpenAsync();
        var tables = await RowsAsync(connection, connection is SqliteConnection
            ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            : "select table_name from information_schema.tables where table_schema = 'public'");
        var all = new List<(string, List<string>)>();
        foreach (var table in tables) all.Add((table, await RowsAsync(connection, $"select * from {table}")));
        return all;
    }

    static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(column => reader.IsDBNull(column) ? "" : reader.GetValue(column).ToString())));
        }
        return rows;
    }

    static DbConnection Open(string setting)
    {
        if (setting.StartsWith("sqlite:",
            StringComparison.Ordinal)) return new SqliteConnection($"Data Source={setting["sqlite:".Length..]};Pooling=false");
        var uri = new Uri(setting);
        return new NpgsqlConnection($"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo.Split(':')[0]};"
            + $"Database={uri.AbsolutePath.Trim('/')};Pooling=false");
    }
}
