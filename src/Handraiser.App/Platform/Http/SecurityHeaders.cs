namespace Handraiser.App.Platform.Http;

/// <summary>Marks an endpoint that other sites may show in a frame and call from their pages, without
/// cookies.</summary>
internal sealed class EmbeddingAllowed
{
    public static EmbeddingAllowed Mark { get; } = new();
}

/// <summary>What every answer tells the browser to refuse, whoever wrote it.</summary>
internal static class SecurityHeaders
{
    public const string EmbeddingPolicy = "embedding";

    const string Rules = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'";
    const string Strict =
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    const string NoDevices =
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
        + "midi=(), payment=(), usb=()";

    /// <summary>Lets other sites frame this page, load this script and post this form from their own pages.</summary>
    public static TBuilder AllowEmbedding<TBuilder>(this TBuilder endpoints) where TBuilder
        : IEndpointConventionBuilder =>
        endpoints.WithMetadata(EmbeddingAllowed.Mark).RequireCors(EmbeddingPolicy);

    public static void UseSecurityHeaders(this IApplicationBuilder app, bool isHttps) => app.Use((http, next) =>
    {
        // At the last moment: an error page starts from an empty answer and needs them too.
        http.Response.OnStarting(() =>
        {
            Write(http.Response.Headers, http.GetEndpoint()?.Metadata.GetMetadata<EmbeddingAllowed>() is not null,
                isHttps);
            return Task.CompletedTask;
        });
        return next(http);
    });

    static void Write(IHeaderDictionary headers, bool isEmbeddable, bool isHttps)
    {
        headers.ContentSecurityPolicy = isEmbeddable ? Rules : Strict;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = isEmbeddable ? "cross-origin" : "same-origin";
        headers["Permissions-Policy"] = NoDevices;
        // Razor pages announce themselves to a script that we do not serve.
        headers.Remove("blazor-enhanced-nav");
        if (!isEmbeddable) headers.XFrameOptions = "DENY";
        if (isHttps) headers.StrictTransportSecurity = "max-age=31536000";
        if (headers.CacheControl.Count == 0 || headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal)) headers.CacheControl =
            "no-store";
    }
}
