using Handraiser.Core.Playbooks;

namespace Handraiser.App.Tests.Support;

internal static class SamplePools
{
    /// <summary>The starting playbook, with these reps in equal turns and the admin behind them.</summary>
    public static string Of(params string[] emails)
    {
        var members = emails.Select(email => $"{{ rep: \"{email}\", weight: 100 }}");
        return StartingPlaybook.Text(TestApp.AdminEmail, "Europe/Oslo", "Acme").Replace(
            $"members: [ {{ rep: \"{TestApp.AdminEmail}\", weight: 100 }} ]", $"members: [ {string.Join(", ", members)} ]",
            StringComparison.Ordinal);
    }
}
