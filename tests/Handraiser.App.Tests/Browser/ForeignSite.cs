using Handraiser.App.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Handraiser.App.Tests.Browser;

/// <summary>Somebody else's site on another port, with a policy as strict as a form can live under.</summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    readonly WebApplication site;

    ForeignSite(WebApplication site) => this.site = site;

    public Uri Address => new(site.Urls.Single());

    /// <param name="connect">Whether the page's policy lets scripts call the application.</param>
    public static async Task<ForeignSite> StartAsync(TestApp app, bool connect = true, string? form = null)
    {
        var host = app.Address.GetLeftPart(UriPartial.Authority);
        form ??= $"""
            <form action="{host}/f/{app.Workspace.FormKey}" method="post">
            <input name="name"><input name="email" type="email"><textarea name="message"></textarea><button>Send</button></form>
            """;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src {host}; connect-src {(connect ? host : "'none'")}; form-action {host}; base-uri 'none'; require-trusted-types-for 'script'";
            return TypedResults.Content($"<!DOCTYPE html><html lang=\"en\"><title>Acme</title>{form}<script src=\"{host}/embed.js\" defer></script></html>", "text/html");
        });
        site.MapGet("/other", () => TypedResults.Content("<!DOCTYPE html><title>Other</title><p>Elsewhere", "text/html"));
        await site.StartAsync();
        return new(site);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
