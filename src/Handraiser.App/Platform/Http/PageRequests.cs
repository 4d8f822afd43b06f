namespace Handraiser.App.Platform.Http;

/// <summary>Tells a person who looks at a page from a program that reads an answer.</summary>
internal static class PageRequests
{
    /// <summary>Whether the answer will be shown as a page: not a script of ours, not the API, not a program.</summary>
    public static bool WantsPage(this HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return false;
        var headers = request.Headers;
        if (headers.XRequestedWith.Count > 0 || headers.ContainsKey("X-Fragment")) return false;
        if (headers["Sec-Fetch-Mode"].ToString() is { Length: > 0 } mode) return mode == "navigate";
        var accept = headers.Accept.ToString();
        if (accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)) return true;
        return (accept.Length == 0 || accept == "*/*")
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
    }

    /// <summary>Whether the method may change something.</summary>
    public static bool MayChange(this HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            && !HttpMethods.IsOptions(request.Method);

    /// <summary>A place of our own to return to; anything that could lead elsewhere leads home.</summary>
    public static string SafeReturn(string? wanted, string home = "/") =>
        wanted is ['/', ..] && wanted.Length <= 2000 && wanted is not ['/', '/' or '\\', ..]
        && !wanted.Any(c => char.IsControl(c) || c == '\\') ? wanted : home;
}
