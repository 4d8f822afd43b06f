using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>The figures of a report for programs: <c>report.json</c>. A figure that does not exist is null.</summary>
internal static class ReportJson
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        // Read as a file, never as part of a page.
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatWasNotAsked } },
        Converters = { new Existing(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Text(AuditReport report) => JsonSerializer.Serialize(report, Readable);

    public static async Task WriteAsync<T>(T report, string path)
    {
        await using var file = File.Create(path);
        await WriteAsync(report, file);
    }

    /// <summary>What <c>report.json</c> looks like, as a JSON Schema: docs/report.schema.json.</summary>
    public static string Schema()
    {
        var schema = Readable.GetJsonSchemaAsNode(typeof(AuditReport), new()
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => context.TypeInfo.Type != typeof(double) && context.TypeInfo.Type != typeof(double?) ? node
                : new JsonObject { ["type"] = new JsonArray("number", "null") },
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "The figures of a Handraiser audit");
        return schema.ToJsonString(Readable) + "\n";
    }

    static void LeaveOutWhatWasNotAsked(JsonTypeInfo type)
    {
        if (type.Type != typeof(AuditReport)) return;
        var compare = type.Properties.Single(one => one.Name == "compare");
        compare.ShouldSerialize = (_, value) => value is not null;
        compare.IsRequired = false;
    }

    public static Task WriteAsync<T>(T report, Stream to) => JsonSerializer.SerializeAsync(to, report, Readable);

    /// <summary>JSON has no word for what is no number.</summary>
    sealed class Existing : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }
}
