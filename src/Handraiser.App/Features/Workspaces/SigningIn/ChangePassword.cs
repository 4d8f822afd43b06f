using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;

namespace Handraiser.App.Features.Workspaces.SigningIn;

/// <summary>A rep chooses a new password. Every other session of theirs ends with the old one.</summary>
internal sealed class ChangePassword(Database database, Sessions sessions, TimeProvider time)
{
    const int Tries = 5;
    readonly Throttle throttle = new(time, TimeSpan.FromMinutes(15));

    /// <returns>The field that is wrong and why; null when the password was changed.</returns>
    public async Task<(string Field, string Problem)?> RunAsync(
        SignedIn me, string old, string? wanted, string? token, CancellationToken cancel)
    {
        // Whoever finds an open screen must not be able to guess here without end.
        if (throttle.WaitOf(me.RepId, Tries) is not null) return ("Old", "Too many tries. Wait a quarter of an hour.");
        if (Passwords.Fault(wanted, me.Email, me.Name, me.WorkspaceName) is { } fault) return ("New", fault);
        var hash = await database.ReadAsync(tx => tx.SingleAsync<string>(
            "select password from rep where workspace_id = @WorkspaceId and id = @RepId", me), cancel);
        if (!Passwords.Matches(hash, old))
        {
            throttle.Failed(me.RepId);
            return ("Old", "This is not your present password.");
        }
        var next = Passwords.HashOf(wanted!);
        await database.WriteAsync(tx =>
        {
            tx.Add("update rep set password = @Password where workspace_id = @WorkspaceId and id = @RepId",
                new { Password = next, me.WorkspaceId, me.RepId });
            sessions.EndAll(tx, me.WorkspaceId, me.RepId, token);
            return Task.CompletedTask;
        }, cancel);
        return null;
    }
}
