using Handraiser.App.Platform.Ui;

namespace Handraiser.App.Features.Workspaces;

/// <summary>Where a rep can go, in the order of the day.</summary>
internal static class Navigation
{
    public static IReadOnlyList<NavItem> For(SignedIn rep)
    {
        List<NavItem> items =
        [
            new("Inbox", "/inbox", "inbox", InBar: true, Hotkey: "g i"),
            new("Pools", "/pools", "route", InBar: true, Hotkey: "g t"),
            new("People", "/people", "users", Section: "Workspace", InBar: true, Hotkey: "g p"),
        ];
        if (rep.IsManager) items.Add(new("Forms", "/forms", "form", Section: "Workspace", Hotkey: "g f"));
        if (rep.IsManager) items.Add(new("Playbook", "/playbook", "book", Section: "Workspace", InBar: true, Hotkey: "g b"));
        if (rep.IsManager) items.Add(new("Report", "/reports", "chart", Section: "Workspace", Hotkey: "g r"));
        if (rep.IsManager) items.Add(new("Deliveries", "/deliveries", "webhook", Section: "Workspace", Hotkey: "g d"));
        if (rep.IsAdmin) items.Add(new("Settings", "/settings", "settings", Section: "Workspace", Hotkey: "g s"));
        return items;
    }
}
