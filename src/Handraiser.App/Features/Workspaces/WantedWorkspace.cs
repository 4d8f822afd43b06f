using Handraiser.App.Features.Workspaces.SigningIn;
using Handraiser.Core.Identity;
using NodaTime;

namespace Handraiser.App.Features.Workspaces;

/// <summary>A workspace as somebody asks for it, before anything of it is believed.</summary>
internal sealed record WantedWorkspace(string? Name, string? AdminName, string? Email, string? Password, string? Zone)
{
    public List<(string Field, string Problem)> Faults()
    {
        var faults = new List<(string, string)>();
        if (RepFields.NameFault(Name) is { } name) faults.Add(("Workspace", name));
        if (RepFields.NameFault(AdminName) is { } adminName) faults.Add(("Name", adminName));
        if (RepFields.EmailFault(Email) is { } email) faults.Add(("Email", email));
        if (Passwords.Fault(Password, Email, AdminName, Name) is { } password) faults.Add(("Password", password));
        if (RepFields.ZoneFault(Zone) is { } zone) faults.Add(("Zone", zone));
        return faults;
    }
}

/// <summary>What the fields of a rep must be like.</summary>
internal static class RepFields
{
    public static IReadOnlyList<string> Roles { get; } = ["rep", "manager", "admin"];

    public static string? NameFault(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Trim().Length > 100 || name.Any(char.IsControl)
            ? "Give a name of at most 100 characters." : null;

    public static string? EmailFault(string? email) =>
        EmailAddress.Read(email).Address is { } address && address.Text.Length <= 254
        && email!.Trim().Equals(address.Text, StringComparison.OrdinalIgnoreCase) ? null
            : "Give an e-mail address, like ada@acme.example.";

    public static string? ZoneFault(string? zone) =>
        zone is not null && DateTimeZoneProviders.Tzdb.Ids.Contains(zone) ? null
        : "Give a time zone by its place, like Europe/Oslo or America/New_York.";
}
