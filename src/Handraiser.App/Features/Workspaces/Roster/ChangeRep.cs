using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Time;

namespace Handraiser.App.Features.Workspaces.Roster;

/// <summary>What an admin or a manager says about a rep.</summary>
internal sealed record RepWish(string? Name, string? Email, string? Role, string? Zone, string? Hours, string? Phone)
{
    /// <summary>Everything that is wrong with it. The e-mail is asked only of a new rep: playbooks name people by
    /// it.</summary>
    public List<(string Field, string Problem)> Faults(bool isNew)
    {
        var faults = new List<(string, string)>();
        if (RepFields.NameFault(Name) is { } name) faults.Add(("Name", name));
        if (isNew && RepFields.EmailFault(Email) is { } email) faults.Add(("Email", email));
        if (Role is null || !RepFields.Roles.Contains(Role)) faults.Add(("Role", "Choose rep, manager or admin."));
        if (!string.IsNullOrEmpty(Zone) && RepFields.ZoneFault(Zone) is { } zone) faults.Add(("Zone", zone));
        if (!string.IsNullOrWhiteSpace(Hours)
            && !ShiftText.TryParse(Hours, out _, out var hours)) faults.Add(("Hours", hours));
        if (Phone is { } phone && (phone.Length > 40 || phone.Any(char.IsControl)))
            faults.Add(("Phone", "Give a number of at most 40 characters."));
        return faults;
    }
}

/// <summary>Adds reps and changes what is known of them.</summary>
internal sealed class ChangeRep(Database database, Chance chance, Sessions sessions)
{
    /// <returns>The new rep's id and the one link with which they choose a password; null when the e-mail is
    /// taken.</returns>
    public Task<(string Rep, string Token)?> AddAsync(SignedIn by, RepWish wish, CancellationToken cancel) =>
        database.WriteAsync(async tx =>
    {
        var email = wish.Email!.Trim().ToLowerInvariant();
        if (await tx.SingleAsync<string>("select id from rep where workspace_id = @WorkspaceId and email = @Email",
            new { by.WorkspaceId, Email = email }) is not null) return ((string, string)?)null;
        var rep = Reps.Add(tx, chance, by.WorkspaceId,
            new NewRep(wish.Name!.Trim(), email, wish.Role!, OrNull(wish.Zone), OrNull(wish.Hours)), null);
        return (rep, PasswordLinks.Make(tx, chance, by.WorkspaceId, rep));
    }, cancel);

    /// <returns>Why not; null when it was done.</returns>
    public Task<string?> RunAsync(SignedIn by, string rep, RepWish wish, CancellationToken cancel) =>
        database.WriteAsync(async tx =>
    {
        // One at a time, or two admins could take each other's role away.
        await tx.SingleAsync<string>($"select id from workspace where id = @WorkspaceId{tx.ForUpdate}",
            new { by.WorkspaceId });
        var role = await tx.SingleAsync<string>("select role from rep where workspace_id = @WorkspaceId and id = @Rep",
            new { by.WorkspaceId, Rep = rep });
        if (role is null) return "Nobody like that is here.";
        if (role != wish.Role && !by.IsAdmin) return "Only an admin changes a role.";
        if (role != wish.Role && rep == by.RepId) return "Ask another admin to change your role.";
        if (role == "admin" && !by.IsAdmin) return "Only an admin changes an admin.";
        tx.Add(
            """
            update rep set name = @Name, role = @Role, zone = @Zone, hours = @Hours, phone = @Phone
            where workspace_id = @WorkspaceId and id = @Rep
            """,
            new
            {
                Name = wish.Name!.Trim(), wish.Role, Zone = OrNull(wish.Zone), Hours = OrNull(wish.Hours),
                Phone = OrNull(wish.Phone),
                by.WorkspaceId, Rep = rep,
            });
        PolicyStore.RosterChanged(tx, by.WorkspaceId);
        sessions.Forget(tx);
        return null;
    }, cancel);

    static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
