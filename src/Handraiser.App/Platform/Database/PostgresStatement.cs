using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// A statement with its parameters numbered, as PostgreSQL wants them. Worked out once for each text: the driver would read
/// the whole text for names at every call.
/// </summary>
internal sealed partial class PostgresStatement
{
    static readonly ConcurrentDictionary<(string, Type?), PostgresStatement> Known = new();
    readonly Arguments.Argument[] places;
    readonly PostgresRows? many;

    PostgresStatement(string sql, Type? arguments)
    {
        var named = arguments is null ? [] : Arguments.Of(arguments).ToDictionary(argument => argument.Name, StringComparer.Ordinal);
        var used = new List<Arguments.Argument>();
        Text = Parameter().Replace(sql, match =>
        {
            // An address in a literal is none of ours.
            if (!named.TryGetValue(match.Groups[1].Value, out var argument)) return match.Value;
            if (!used.Contains(argument)) used.Add(argument);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${used.IndexOf(argument) + 1}");
        });
        places = [.. used];
        many = PostgresRows.Of(sql, named);
        IsQuestion = sql.AsSpan().TrimStart().StartsWith("select", StringComparison.Ordinal);
    }

    public string Text { get; }

    public bool IsQuestion { get; }

    /// <summary>It adds one row and nothing else, so that several of them can be one statement.</summary>
    public bool AddsRow => many is not null;

    public static PostgresStatement Of(string sql, object? arguments) =>
        Known.GetOrAdd((sql, arguments?.GetType()), static key => new(key.Item1, key.Item2));

    /// <summary>Names, held until the transaction ends. A lock outlives its statement, a snapshot does not: look in the next.</summary>
    public static NpgsqlBatchCommand Lock(IEnumerable<string> names) => new(
        "select pg_advisory_xact_lock(h) from (select distinct hashtextextended(k, 0) as h from unnest($1) as k order by 1) as locks")
    {
        Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = names.ToArray() } },
    };

    public NpgsqlBatchCommand Command(object? arguments)
    {
        var command = new NpgsqlBatchCommand(Text);
        Bind(command.Parameters, arguments);
        return command;
    }

    /// <summary>One statement for several rows.</summary>
    public NpgsqlBatchCommand Command(IReadOnlyList<object> rows) => many!.Command(rows);

    public void Bind(NpgsqlParameterCollection parameters, object? arguments)
    {
        foreach (var argument in places)
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = argument.Type, Value = argument.Read(arguments!) });
        }
    }

    [GeneratedRegex("@([A-Za-z]+)")]
    private static partial Regex Parameter();
}
