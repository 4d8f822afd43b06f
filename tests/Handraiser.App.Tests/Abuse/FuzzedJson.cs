using System.Text;
using System.Text.Json;

namespace Handraiser.App.Tests.Abuse;

/// <summary>JSON as programs send it, and as nobody should.</summary>
internal static class FuzzedJson
{
    static readonly string[] Members =
    [
        "form", "kind", "person", "company", "message", "fields", "source", "occurredAt", "email", "phone", "name",
            "domain", "country", "employees", "channel",
        "campaign", "page", "referrer", "owner_id", "status", "", "__proto__", "\\u0000", "\\ud800", "a.b",
    ];

    static readonly string[] Leaves =
    [
        "null", "true", "1", "-1", "1e999", "0.5", "12345678901234567890", "\"\"", "\" \"", "\"demo\"", "\"pricing\"",
            "\"bea@buyer.example\"", "\"\\u0000\"", "\"\\ud83e\\udd84\"",
        "\"\\ud800\"", "\"+4740000001\"", "\"2026-03-01T09:30:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"",
            "\"-9998-01-01T00:00:00+18:00\"", "\"2026-03-01\"", "\"acme.example\"",
        "\"http://[::1\"", "\"<b>\"", "\"DE\"", "[]", "{}",
    ];

    /// <param name="number">Stands in the body as the field <c>n</c>, by which it is found again.</param>
    public static (byte[] Body, bool IsWhole) Of(int number)
    {
        var random = new Random(number);
        var person = random.Next(5) == 0 ? Value(random, 1)
            : $"{{\"email\":\"j{number}@buyer.example\"{Some(random, "phone", "name")}}}";
        var text = $"{{\"person\":{person}{Some(random, "kind", "message", "form", "occurredAt")}"
            + $",\"fields\":{{\"n\":\"n{number}n\"{Some(random, "", "a", "b", "\\u0000")}}}"
            + (random.Next(2) == 0 ? $",\"company\":{{\"name\":\"Acme\"{Some(random, "domain", "country", "employees")}}}" : "")
            + (random.Next(3) == 0 ? $",\"source\":{{\"channel\":\"ads\"{Some(random, "campaign", "page", "referrer")}}}" : "")
            + (random.Next(6) == 0 ? $",\"{Members[random.Next(Members.Length)]}\":{Value(random, 3)}" : "") + "}";
        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(5) == 0 ? (FuzzedForm.Spoil(random, bytes), false) : (bytes, true);
    }

    static string Some(Random random, params string[] names) => string.Concat(names.Where(_ => random.Next(3) == 0).Select(name =>
        $",\"{name}\":{(random.Next(12) == 0 ? Value(random, 2) : Sound(name, random))}"));

    static string Sound(string name, Random random) => name switch
    {
        "kind" => "\"pricing\"",
        "occurredAt" => "\"2026-03-01T10:30:00+01:00\"",
        "employees" => "250",
        _ => JsonSerializer.Serialize($"{name} {random.Next(100)}"),
    };

    static string Value(Random random, int depth) => random.Next(depth > 0 ? 5 : 3) switch
    {
        3 => $"[{string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, depth - 1)))}]",
        4 => $"{{{string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => Member(random, depth)))}}}",
        _ => Leaves[random.Next(Leaves.Length)],
    };

    static string Member(Random random, int depth) => $"\"{Members[random.Next(Members.Length)]}\":{Value(random, depth - 1)}";
}
