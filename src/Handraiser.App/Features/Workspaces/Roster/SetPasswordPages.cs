using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Workspaces.SigningIn;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Handraiser.App.Features.Workspaces.Roster;

/// <summary>Where a password link leads.</summary>
internal static class SetPasswordPages
{
    public static void MapSetPassword(this IEndpointRouteBuilder app)
    {
        app.MapGet("/set-password", ShowAsync).ExcludeFromDescription();
        app.MapPost("/set-password", RunAsync).FromOwnPages().ExcludeFromDescription();
    }

    static async Task<IResult> ShowAsync(PasswordLinks links, [FromQuery(Name = "token")] string? token,
        CancellationToken cancel) =>
        await links.OwnerAsync(token ?? "", cancel) is { } owner ? Page(200, owner, token!, null) : Over();

    static async Task<IResult> RunAsync(
        HttpContext http, PasswordLinks links, Settings settings, [FromForm] SetPasswordForm? form,
            CancellationToken cancel)
    {
        form ??= new();
        if (await links.OwnerAsync(form.Token ?? "", cancel) is not { } owner) return Over();
        if (Passwords.Fault(form.Password, owner.Email, owner.Name) is { } fault) return Page(400, owner,
            form.Token!, fault);
        var network = Networks.Of(http.Connection.RemoteIpAddress);
        if (await links.UseAsync(form.Token!, form.Password!, network, cancel) is not { } session) return Over();
        Sessions.Give(http, session, settings.IsHttps);
        return new SeeOther("/");
    }

    static RazorComponentResult<SetPasswordPage> Page(int status, PasswordOwner owner, string token, string? fault) =>
        new(new { owner.Email, Token = token, Fault = fault }) { StatusCode = status };

    static Refused Over() => new(410, "This link does not work any more.",
        ("Password", "It was used, it is older than three days, or there is a newer one. Ask an admin for another."));
}

/// <summary>As the form sends it.</summary>
public sealed record SetPasswordForm
{
    public string? Token { get; init; }

    public string? Password { get; init; }
}
