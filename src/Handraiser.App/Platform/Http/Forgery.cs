using Microsoft.AspNetCore.Antiforgery;

namespace Handraiser.App.Platform.Http;

/// <summary>Marks an endpoint that acts for whoever's browser calls it, and so must know that a page of ours
/// asked.</summary>
internal sealed class OwnPagesOnly
{
    public static OwnPagesOnly Mark { get; } = new();
}

/// <summary>
/// Refuses a change that another site makes a browser ask for. Two locks: where the browser says the request comes
/// from,
/// and a token that only our own pages hold, in the field that <c>AntiforgeryToken</c> writes or in the header.
/// </summary>
internal static class Forgery
{
    public const string Header = "X-CSRF";

    public static void AddForgeryLocks(this IServiceCollection services, bool isHttps) =>
        services.AddAntiforgery(options =>
    {
        options.HeaderName = Header;
        options.Cookie.Name = "handraiser-csrf";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        options.SuppressXFrameOptionsHeader = true;
    });

    /// <summary>Every change through these endpoints must come from a page of ours.</summary>
    public static TBuilder FromOwnPages<TBuilder>(this TBuilder endpoints) where TBuilder
        : IEndpointConventionBuilder =>
        endpoints.WithMetadata(OwnPagesOnly.Mark);

    public static void UseForgeryLocks(this IApplicationBuilder app, Uri baseUrl)
    {
        var own = Origin(baseUrl);
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<OwnPagesOnly>() is null || !http.Request.MayChange())
            {
                await next(http);
                return;
            }
            if (!IsFromUs(http.Request, own))
            {
                await Failures.WriteAsync(http, StatusCodes.Status403Forbidden,
                    "This did not come from a page of ours.",
                    "Open the page here and try again.");
                return;
            }
            bool isValid;
            try { isValid = await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http); }
            catch (AntiforgeryValidationException unread)
            {
                // The token was looked for in a form that is too long or broken off.
                await Failures.WriteAsync(http, (unread.InnerException as BadHttpRequestException)?.StatusCode
                    ?? StatusCodes.Status400BadRequest);
                return;
            }
            if (!isValid)
            {
                await Failures.WriteAsync(http, StatusCodes.Status400BadRequest, "This page is out of date.",
                    "Nothing was changed. Reload the page and try again.");
                return;
            }
            await next(http);
        });
        // The framework asks for its own check wherever a form is bound.
        app.UseAntiforgery();
    }

    static bool IsFromUs(HttpRequest request, string own)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            && site is not ("same-origin" or "none")) return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals(own, StringComparison.OrdinalIgnoreCase)
            || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
