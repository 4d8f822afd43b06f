namespace Handraiser.App.Features.Workspaces;

/// <summary>The rep at the screen.</summary>
/// <param name="Zone">The zone in which they read times (TZDB id).</param>
internal sealed record SignedIn(string WorkspaceId, string WorkspaceName, string RepId, string Name, string Email,
    string Role, string Zone)
{
    /// <summary>Here and taking leads.</summary>
    public bool IsPresent { get; init; } = true;

    public bool IsManager => Role is "manager" or "admin";

    public bool IsAdmin => Role == "admin";
}

internal static class SignedInContext
{
    /// <summary>Who is signed in; null for a stranger. Set by the session middleware before any endpoint
    /// runs.</summary>
    public static SignedIn? Rep(this HttpContext http) => http.Features.Get<SignedIn>();

    /// <summary>Whether whoever opened this long answer may still see it. A live stream asks every few
    /// seconds.</summary>
    public static async Task<bool> StillSignedInAsync(this HttpContext http) =>
        await http.RequestServices.GetRequiredService<Sessions>().FindAsync(http.Request,
            http.RequestAborted) is { } now
        && now.RepId == http.Rep()?.RepId && now.Role == http.Rep()?.Role;
}
