using System.Buffers;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Dapper;
using NodaTime;
using NodaTime.Text;
using NpgsqlTypes;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// Turns an object's properties into the named parameters of a statement. The types are fixed by the property, never by
/// the value, so that a null does not give a statement a second plan.
/// </summary>
internal static class Arguments
{
    static readonly ConcurrentDictionary<Type, Argument[]> Known = new();

    // Whole characters outside the basic plane are taken apart too, and put together again as they were.
    static readonly SearchValues<char> Unstorable =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\0']);

    public static Argument[] Of(Type type) => Known.GetOrAdd(type, static type =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new Argument(property))]);

    /// <summary>Microseconds since 1970, as every instant is stored.</summary>
    public static long Micros(this Instant instant) => instant.ToUnixTimeTicks() / 10;

    /// <summary>
    /// As exactly as it can be stored. Every instant that is decided with is one of these: else what was decided and what is
    /// read back would differ by less than a microsecond, which is enough to lose a tie.
    /// </summary>
    public static Instant Storable(this Instant instant) => FromMicros(instant.Micros());

    /// <summary>
    /// The text as a database can hold it. None holds a NUL or half of a character, and whoever sends one must not be able
    /// to make a statement fail: U+FFFD stands for it.
    /// </summary>
    public static string Storable(string text) =>
        text.AsSpan().IndexOfAny(Unstorable) < 0 ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');

    /// <summary>As an instant is written for others: ISO 8601 in UTC, as exactly as it is stored.</summary>
    public static string Iso(this Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static Instant FromMicros(long micros) => Instant.FromUnixTimeTicks(micros * 10);

    internal sealed class Argument
    {
        public Argument(PropertyInfo property)
        {
            Name = property.Name;
            (Type, var convert) = Column(property.PropertyType);
            var source = Expression.Parameter(typeof(object));
            var read = Expression.Property(Expression.Convert(source, property.DeclaringType!), property);
            var get = Expression.Lambda<Func<object, object?>>(Expression.Convert(read, typeof(object)), source).Compile();
            Read = arguments => get(arguments) is { } value ? convert(value) : DBNull.Value;
        }

        public string Name { get; }

        public NpgsqlDbType Type { get; }

        public Func<object, object> Read { get; }

        static (NpgsqlDbType, Func<object, object>) Column(Type type) =>
            (Nullable.GetUnderlyingType(type) ?? type) switch
            {
                var t when t == typeof(string) => (NpgsqlDbType.Text, value => Storable((string)value)),
                var t when t == typeof(long) => (NpgsqlDbType.Bigint, value => value),
                var t when t == typeof(int) => (NpgsqlDbType.Bigint, value => (long)(int)value),
                var t when t == typeof(bool) => (NpgsqlDbType.Bigint, value => (bool)value ? 1L : 0L),
                var t when t == typeof(double) => (NpgsqlDbType.Double, value => value),
                var t when t == typeof(Instant) => (NpgsqlDbType.Bigint, value => ((Instant)value).Micros()),
                var t when t == typeof(byte[]) => (NpgsqlDbType.Bytea, value => value),
                var t => throw new NotSupportedException($"No column holds a {t.Name}."),
            };
    }
}

/// <summary>How Dapper maps rows: snake_case columns to properties, microseconds to instants.</summary>
internal sealed class InstantColumn : SqlMapper.TypeHandler<Instant>
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantColumn());
    }

    public override Instant Parse(object value) => Arguments.FromMicros((long)value);

    public override void SetValue(System.Data.IDbDataParameter parameter, Instant value) => parameter.Value = value.Micros();
}
