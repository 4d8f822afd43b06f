using Handraiser.App.Platform.Ui.Samples;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime.Extensions;

namespace Handraiser.App.Platform.Ui;

internal static class UiFeature
{
    public static void MapUi(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/assets/{**path}", ["GET", "HEAD"], ServeAsset).AllowAnonymous().ExcludeFromDescription();
        if (app.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            app.MapGallery();
        }
    }

    /// <summary>Whether a script of ours asks for a part of a page, to be shown without the shell around it.</summary>
    public static bool WantsFragment(this HttpRequest request) => request.Headers["X-Fragment"] == "1";

    /// <summary>Whether a script of ours sent this form, and so wants an answer in place of a redirect.</summary>
    public static bool IsAct(this HttpRequest request) => request.Headers.XRequestedWith == "handraiser";

    static Results<FileContentHttpResult, NotFound> ServeAsset(string path, HttpContext http)
    {
        if (Assets.Find(path) is not var (asset, immutable))
        {
            return TypedResults.NotFound();
        }

        var (body, encoding, tag) = asset.For(http.Request.GetTypedHeaders().AcceptEncoding);
        var headers = http.Response.Headers;
        headers.CacheControl = immutable ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(body, asset.ContentType, entityTag: tag);
    }

    static void MapGallery(this IEndpointRouteBuilder app)
    {
        var gallery = app.MapGroup("/ui").AllowAnonymous().ExcludeFromDescription();
        gallery.MapGet("", (TimeProvider time) => Page<Gallery>(time));
        gallery.MapGet("inbox", (TimeProvider time) => Page<SampleInboxPage>(time));
        gallery.MapGet("lead", (TimeProvider time) => Page<SampleLeadPage>(time));
        gallery.MapGet("sign-in", () => new RazorComponentResult<SampleSignIn>());
        gallery.MapGet("buyer", () => new RazorComponentResult<SampleBuyer>());
        gallery.MapGet("thanks", () => new RazorComponentResult<SampleThanks>());
        gallery.MapGet("search", () => new RazorComponentResult<SampleHits>());
        gallery.MapPost("act", Answer);
    }

    static RazorComponentResult<T> Page<T>(TimeProvider time)
        where T : Microsoft.AspNetCore.Components.IComponent => new(new { Now = time.GetCurrentInstant() });

    static IResult Answer(HttpRequest request, [Microsoft.AspNetCore.Mvc.FromForm] string? note)
    {
        if (note is "")
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["Note"] = ["Say in a few words what happened."] });
        }

        return request.IsAct() ? TypedResults.NoContent() : TypedResults.LocalRedirect("/ui");
    }
}
