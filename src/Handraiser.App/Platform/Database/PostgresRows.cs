using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// An insert of one row, written so that it inserts any number: a list for each column, one plan for every length. Twenty
/// rows then cost the planner, the protocol and the driver what one does.
/// </summary>
internal sealed partial class PostgresRows
{
    readonly string text;
    readonly Arguments.Argument[] columns;

    PostgresRows(Match insert, string[] values, Dictionary<string, Arguments.Argument> named)
    {
        columns = [.. values.Where(value => value[0] == '@').Select(value => named[value[1..]]).Distinct()];
        var selected = values.Select(value => value[0] == '@' ? $"v{Array.IndexOf(columns, named[value[1..]])}" : value);
        text = $"""
            insert into {insert.Groups["into"].Value} select {string.Join(", ", selected)}
            from unnest({string.Join(", ", columns.Select((column, at) => $"${at + 1}::{Name(column.Type)}[]"))})
              as row ({string.Join(", ", columns.Select((_, at) => $"v{at}"))}) {insert.Groups["rest"].Value}
            """;
    }

    /// <summary>Null when the statement is anything but an insert of one row of parameters.</summary>
    public static PostgresRows? Of(string sql, Dictionary<string, Arguments.Argument> named)
    {
        if (Insert().Match(sql) is not { Success: true } insert) return null;
        var values = insert.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
        return values.Any(value => value[0] == '@') ? new(insert, values, named) : null;
    }

    public NpgsqlBatchCommand Command(IReadOnlyList<object> rows)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var column in columns)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | column.Type, Value = Values(column, rows) });
        }
        return command;
    }

    static Array Values(Arguments.Argument column, IReadOnlyList<object> rows) => column.Type switch
    {
        NpgsqlDbType.Text => Values<string?>(column, rows),
        NpgsqlDbType.Bigint => Values<long?>(column, rows),
        NpgsqlDbType.Double => Values<double?>(column, rows),
        _ => Values<byte[]?>(column, rows),
    };

    static T[] Values<T>(Arguments.Argument column, IReadOnlyList<object> rows)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (column.Read(rows[i]) is T value) values[i] = value;
        }
        return values;
    }

    static string Name(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Text => "text",
        NpgsqlDbType.Bigint => "bigint",
        NpgsqlDbType.Double => "double precision",
        _ => "bytea",
    };

    [GeneratedRegex(
        """
        ^\s*insert\ into\ (?<into>\w+\ \([^)]+\))\s+values\ \((?<values>(?:@\w+|'[\w-]*'|\d+|null)(?:,\s*(?:@\w+|'[\w-]*'|\d+|null))*)\)
        (?<rest>\s+on\ conflict\ \([^)]+\)\ do\ nothing)?\s*$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Insert();
}
