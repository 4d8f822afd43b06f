using System.Text.Json.Serialization;
using Microsoft.OpenApi;

namespace Handraiser.App.Platform.Http;

/// <summary>
/// <c>GET /api/v1/openapi.json</c>: what programs may call, made from the endpoints themselves. The same document is
/// kept in docs/openapi.json, where a change of it is seen.
/// </summary>
internal static class ApiDocument
{
    public const string Path = "/api/v1/openapi.json";

    const string Title = "Handraiser";
    const string Key = "key";

    const string About =
        """
        Raised hands come in at `POST /api/v1/requests`; everything else reads and moves what they became. Every call carries
        `Authorization: Bearer KEY`, an API key of the workspace. A form's public key may only raise hands.

        Instants are ISO 8601 in UTC, durations whole seconds, ids opaque. Refusals are `application/problem+json`; `errors` names
        every field that is wrong. Every answer says in `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` what is left
        of the key's allowance. New members may be added to answers at any time; unknown members of a body are refused.
        """;

    public static void AddApiDocument(this IServiceCollection services)
    {
        // A number is a number: without this it might come as text as well, and the document would say so everywhere.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = one => one.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = Title, Version = "1", Description = About };
                document.Servers = [new() { Url = "/" }];
                document.Components ??= new();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
                };
                document.Security = [new() { [new(Key, document)] = [] }];
                return Task.CompletedTask;
            });
        });
    }

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi(Path);

    /// <summary>Says what an endpoint does and answers. Whoever needs a key may lack it, send too much, or find the
    /// database away.</summary>
    /// <param name="name">The operation's name for whoever makes a client of the document.</param>
    /// <param name="status">The answer's status when all is well.</param>
    /// <param name="problems">Further statuses, each a problem.</param>
    public static RouteHandlerBuilder Describe<TAnswer>(
        this RouteHandlerBuilder endpoint, string name, string summary, string? more = null, int status = 200,
            int[]? problems = null) =>
        endpoint.Describe(name, summary, more, problems).Produces<TAnswer>(status);

    /// <summary>The same for an endpoint that answers nothing but that it is done.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint, string name, string summary, string? more = null, int[]? problems = null)
    {
        endpoint.WithName(name).WithSummary(summary);
        if (more is not null) endpoint.WithDescription(more);
        foreach (var problem in (problems ?? []).Concat([401, 429,
            503]).Distinct().Order()) endpoint.ProducesProblem(problem);
        return endpoint;
    }

    /// <summary>
    /// Says which JSON an endpoint takes that reads it itself. The framework's own word for it would turn away every other
    /// type before the endpoint sees it.
    /// </summary>
    public static RouteHandlerBuilder TakesBody<TBody>(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancel) =>
        {
            var (document, name) = (context.Document!, typeof(TBody).Name);
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(typeof(TBody), null, cancel));
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchemaReference(name, document) },
                },
            };
        });

    /// <summary>Says that an endpoint reads a header which it takes from the request itself.</summary>
    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder endpoint, string header, string meaning) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header, In = ParameterLocation.Header, Description = meaning,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
            });
            return Task.CompletedTask;
        });
}
