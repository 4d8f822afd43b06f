using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Handraiser.App.Platform.Http;

/// <summary>
/// A proxy in front says whom it speaks for. Only the proxies named in the settings are believed, and only about the
/// caller's address: what people see is decided by the base address, not by what a request claims.
/// </summary>
internal static class KnownProxies
{
    public static void UseKnownProxies(this IApplicationBuilder app, IReadOnlyList<string> proxies)
    {
        if (proxies.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit =
            null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (proxy.Contains('/')) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else options.KnownProxies.Add(IPAddress.Parse(proxy));
        }
        app.UseForwardedHeaders(options);
    }
}
