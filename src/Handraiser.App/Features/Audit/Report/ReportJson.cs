using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>The figures of a report for programs: <c>report.json</c>. A figure that does not exist is null.</summary>
internal static class ReportJson
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        // Read as a file, never as part of a page.
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new Existing(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static async Task WriteAsync<T>(T report, string path)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, report, Readable);
    }

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
