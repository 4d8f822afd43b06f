namespace Handraiser.App.Platform.Http;

/// <summary>The ground on which every endpoint stands: headers, errors, methods, cross-site rules, keys.</summary>
internal static class WebSetup
{
    public static void AddWeb(this IServiceCollection services, Uri baseUrl)
    {
        services.AddProblemDetails();
        // What is wrong with a body is told by Failures, which names the member.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddRazorComponents();
        services.AddForgeryLocks(IsHttps(baseUrl));
        ProtectionKeys.Add(services);
        services.AddSingleton<Readiness>();
        services.AddCors(cors => cors.AddPolicy(SecurityHeaders.EmbeddingPolicy, policy => policy.AllowAnyOrigin()
            .WithMethods("GET", "POST").WithHeaders("Authorization", "Content-Type", "Idempotency-Key",
                "Handraiser-Work")
            .WithExposedHeaders("Retry-After").SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    public static void UseWeb(this IApplicationBuilder app, Uri baseUrl)
    {
        // A proxy may have taken the TLS off: what people see is what the base address says.
        app.Use((http, next) => { http.Request.Scheme = baseUrl.Scheme; return next(http); });
        app.UseSecurityHeaders(IsHttps(baseUrl));
        app.UseFailures();
        app.UseKnownMethods();
        app.UseSecondLook();
        app.UseCors();
    }

    static bool IsHttps(Uri url) => url.Scheme == Uri.UriSchemeHttps;
}
