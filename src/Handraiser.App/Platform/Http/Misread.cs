using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Handraiser.App.Platform.Http;

/// <summary>Tells what is wrong with a program's body that could not be read: every member, where reading ends at the first.</summary>
internal static class Misread
{
    const int Most = 1 << 20;

    /// <summary>Keeps the bodies of programs, so that they can be looked at again. Intake reads its own, and tells by itself.</summary>
    public static void UseSecondLook(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var path = http.Request.Path;
        if (http.Request.Method is "POST" or "PUT" or "PATCH" && path.StartsWithSegments("/api/v1") && !path.StartsWithSegments("/api/v1/requests"))
        {
            http.Request.EnableBuffering(bufferThreshold: Most, bufferLimit: Most);
        }
        return next(http);
    });

    public static async Task<List<(string Field, string Problem)>> OfAsync(HttpContext http, Endpoint? endpoint, JsonException first)
    {
        var body = http.Request.Body;
        if (body.CanSeek && endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type)
        {
            body.Position = 0;
            try
            {
                using var document = await JsonDocument.ParseAsync(body, cancellationToken: http.RequestAborted);
                var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
                var all = Members(document.RootElement, type, options).ToList();
                if (all.Count > 0) return all;
            }
            catch (JsonException) { }
        }
        return [first.Path is { Length: > 2 } path ? (path[2..], "There is no such member, or its value is of another kind.")
            : ("", "The body is not a JSON object.")];
    }

    static IEnumerable<(string Field, string Problem)> Members(JsonElement body, Type type, JsonSerializerOptions options)
    {
        if (body.ValueKind != JsonValueKind.Object) yield break;
        var known = options.GetTypeInfo(type).Properties;
        foreach (var member in body.EnumerateObject())
        {
            var property = known.FirstOrDefault(one => string.Equals(one.Name, member.Name, StringComparison.OrdinalIgnoreCase));
            if (property is null) yield return (member.Name, "There is no such member.");
            else if (!Fits(member.Value, property.PropertyType, options)) yield return (member.Name, "Its value is of another kind.");
        }
    }

    static bool Fits(JsonElement value, Type type, JsonSerializerOptions options)
    {
        try
        {
            value.Deserialize(type, options);
            return true;
        }
        catch (JsonException) { return false; }
    }
}
