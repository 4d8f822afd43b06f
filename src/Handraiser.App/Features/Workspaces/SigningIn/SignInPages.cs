using Handraiser.App.Features.Intake;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Handraiser.App.Features.Workspaces.SigningIn;

/// <summary>The page on which a rep signs in, and the way out.</summary>
internal static class SignInPages
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", Show).ExcludeFromDescription();
        app.MapPost("/sign-in", RunAsync).FromOwnPages().ExcludeFromDescription();
        app.MapPost("/sign-out", SignOutAsync).FromOwnPages().ExcludeFromDescription();
    }

    static IResult Show(HttpContext http, [FromQuery(Name = "return")] string? back) => http.Rep() is not null
        ? TypedResults.LocalRedirect(PageRequests.SafeReturn(back))
        : Page(200, null, PageRequests.SafeReturn(back), null);

    static async Task<IResult> RunAsync(HttpContext http, SignInRep signIn, Settings settings,
        [FromForm] SignInForm? form, CancellationToken cancel)
    {
        form ??= new();
        var back = PageRequests.SafeReturn(form.Return);
        var network = Networks.Of(http.Connection.RemoteIpAddress);
        switch (await signIn.RunAsync(form.Email ?? "", form.Password ?? "", network,
            http.Request.Cookies[Sessions.Cookie], cancel))
        {
            case SignInResult.Done done:
                Sessions.Give(http, done.Token, settings.IsHttps);
                return new SeeOther(back);
            case SignInResult.TooMany many:
                var seconds = (int)Math.Ceiling(many.Wait.TotalSeconds);
                http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Page(429, form.Email, back,
                    $"Too many tries from here. Try again in {(seconds + 59) / 60} min.");
            default:
                return Page(401, form.Email, back, "This e-mail and password do not belong together.");
        }
    }

    static async Task<IResult> SignOutAsync(HttpContext http, Sessions sessions, Database database,
        CancellationToken cancel)
    {
        if (http.Request.Cookies[Sessions.Cookie] is { } token)
        {
            await database.WriteAsync(tx => { sessions.End(tx, token); return Task.CompletedTask; }, cancel);
            http.Response.Cookies.Delete(Sessions.Cookie, new CookieOptions { Path = "/" });
        }
        return new SeeOther("/sign-in");
    }

    static RazorComponentResult<SignInPage> Page(int status, string? email, string back, string? problem) =>
        new(new { Email = email, Return = back, Problem = problem }) { StatusCode = status };
}

/// <summary>As the form sends it. A form in which nothing is filled in arrives as null.</summary>
public sealed record SignInForm
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? Return { get; init; }
}
