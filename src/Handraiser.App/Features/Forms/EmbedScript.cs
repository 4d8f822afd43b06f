using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Handraiser.App.Features.Forms;

/// <summary>
/// <c>GET /embed.js</c>: makes a foreign page's form one of ours; <c>GET /work.js</c>: what it asks for while the form
/// is being flooded. Their addresses never change, so browsers ask again after an hour and use the old ones while they
/// do.
/// </summary>
internal static class EmbedScript
{
    public static void MapEmbedScript(this IEndpointRouteBuilder app)
    {
        foreach (var name in (string[])["embed.js", "work.js"])
        {
            app.MapMethods("/" + name, ["GET", "HEAD"], (HttpContext http) =>
                Serve(http, "embed/" + name)).AllowEmbedding().ExcludeFromDescription();
        }
    }

    static FileContentHttpResult Serve(HttpContext http, string file)
    {
        var (body, encoding, tag) = Assets.Find(file)!.Value.Asset.For(http.Request.GetTypedHeaders().AcceptEncoding);
        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=3600, stale-while-revalidate=604800";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null) headers.ContentEncoding = encoding;
        return TypedResults.Bytes(body, "text/javascript; charset=utf-8", entityTag: tag);
    }
}
