using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// Reads the JSON of <c>POST /api/v1/requests</c>. Everything wrong is told at once, each by its field: an unknown member,
/// a member given twice, a wrong type, a value that is too long. Nothing is guessed and nothing wins by coming last.
/// </summary>
internal sealed class JsonBody
{
    public const int MostBytes = 64 * 1024;
    public const int MostFields = 100;
    public const int LongestName = 200;
    public const int LongestValue = 8 * 1024;
    const int Deepest = 8;

    readonly List<FieldProblem> problems = [];

    public static (RequestBody? Body, IReadOnlyList<FieldProblem> Problems) Read(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span)) return (null, [new("", "The body is not valid UTF-8.")]);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest });
            var reader = new JsonBody();
            var body = reader.Body(document.RootElement);
            return reader.problems.Count == 0 ? (body, []) : (null, reader.problems);
        }
        catch (JsonException broken)
        {
            var where = broken.LineNumber is { } line ? $" (line {line + 1}, byte {broken.BytePositionInLine + 1})" : "";
            return (null, [new("", $"The body is not JSON, or is nested deeper than {Deepest} levels{where}.")]);
        }
    }

    RequestBody Body(JsonElement root)
    {
        var top = Members(root, "", "form", "kind", "person", "company", "message", "fields", "source", "occurredAt");
        var person = Members(top.GetValueOrDefault("person"), "person", "email", "phone", "name");
        var company = Members(top.GetValueOrDefault("company"), "company", "name", "domain", "country", "employees");
        var source = Members(top.GetValueOrDefault("source"), "source", "channel", "campaign", "page", "referrer");
        var body = new RequestBody
        {
            Form = Form(Text(top, "form")),
            Kind = Kind(Text(top, "kind")),
            Email = Text(person, "person.email"),
            Phone = Text(person, "person.phone"),
            Name = Text(person, "person.name"),
            CompanyName = Text(company, "company.name"),
            CompanyDomain = Text(company, "company.domain"),
            Country = Text(company, "company.country"),
            Employees = Employees(company),
            Message = Text(top, "message"),
            Fields = Fields(top.GetValueOrDefault("fields")),
            Source = new(Text(source, "source.channel"), Text(source, "source.campaign"),
                Text(source, "source.page"), Text(source, "source.referrer")),
            OccurredAt = OccurredAt(Text(top, "occurredAt")),
        };
        if (problems.Count == 0 && body.Email is null && body.Phone is null)
        {
            problems.Add(new("person.email", "Give an e-mail address or a phone number: nobody can be answered without one."));
        }
        return body;
    }

    Dictionary<string, JsonElement> Members(JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (element.ValueKind is JsonValueKind.Undefined || (element.ValueKind is JsonValueKind.Null && path.Length > 0)) return members;
        if (element.ValueKind is not JsonValueKind.Object)
        {
            problems.Add(new(path, $"Expected an object, found {Name(element)}."));
            return members;
        }
        foreach (var member in element.EnumerateObject())
        {
            if (NameOf(member) is not { } name) continue;
            var field = path.Length == 0 ? name : $"{path}.{name}";
            if (known.Length > 0 && !known.Contains(name))
            {
                problems.Add(new(field, "Unknown member. Fields of your own go under \"fields\"."));
            }
            else if (!members.TryAdd(name, member.Value))
            {
                problems.Add(new(field, $"Given twice: {Short(members[name])} and {Short(member.Value)}."));
            }
        }
        return members;
    }

    string? Text(Dictionary<string, JsonElement> members, string field)
    {
        var found = members.GetValueOrDefault(field[(field.LastIndexOf('.') + 1)..]);
        return found.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            JsonValueKind.String => Clean(found, field),
            _ => Wrong(field, $"Expected text, found {Name(found)}."),
        };
    }

    string? Clean(JsonElement element, string field)
    {
        string text;
        try { text = element.GetString()!; }
        catch (InvalidOperationException) { return Wrong(field, "Contains half of a surrogate pair, which is no character."); }
        if (Encoding.UTF8.GetByteCount(text) > LongestValue) return Wrong(field, $"Longer than {LongestValue} bytes.");
        // Databases cannot hold a NUL; the raw body keeps it.
        text = text.Replace('\0', '\uFFFD');
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    string? Employees(Dictionary<string, JsonElement> company)
    {
        var found = company.GetValueOrDefault("employees");
        if (found.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (found.ValueKind is JsonValueKind.Number && found.TryGetInt64(out var count) && count >= 0) return found.GetRawText();
        return Wrong("company.employees", $"Expected a whole number that is not negative, found {Short(found)}.");
    }

    Dictionary<string, string> Fields(JsonElement element)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var members = Members(element, "fields");
        if (members.Count > MostFields) problems.Add(new("fields", $"More than {MostFields} fields."));
        foreach (var (name, value) in members)
        {
            var field = "fields." + name;
            if (Encoding.UTF8.GetByteCount(name) > LongestName) problems.Add(new(field, $"The name is longer than {LongestName} bytes."));
            var text = value.ValueKind switch
            {
                JsonValueKind.String => Clean(value, field),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                JsonValueKind.Null => null,
                _ => Wrong(field, $"Expected text, a number or true or false, found {Name(value)}."),
            };
            if (text is not null) fields[name] = text;
        }
        return fields;
    }

    // It is the name of a form, not a text, and an index holds it.
    string? Form(string? text) => text is not null && Encoding.UTF8.GetByteCount(text) > LongestName
        ? Wrong("form", $"Longer than {LongestName} bytes.") : text;

    RequestKind? Kind(string? text)
    {
        if (text is null) return null;
        if (RequestKinds.Parse(text) is { } kind) return kind;
        problems.Add(new("kind", $"Unknown kind. One of: {string.Join(", ", RequestKinds.All)}."));
        return null;
    }

    string? OccurredAt(string? text) =>
        text is null || NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(text).Success
        || NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Success
            ? text
            : Wrong("occurredAt", "Not a moment. Write it like 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00.");

    string? NameOf(JsonProperty member)
    {
        try { return member.Name.Replace('\0', '\uFFFD'); }
        catch (InvalidOperationException) { return Wrong("", "A member's name contains half of a surrogate pair."); }
    }

    string? Wrong(string field, string problem)
    {
        problems.Add(new(field, problem));
        return null;
    }

    static string Short(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }

    static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
