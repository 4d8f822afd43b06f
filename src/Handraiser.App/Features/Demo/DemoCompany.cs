using System.Globalization;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Simulation;

namespace Handraiser.App.Features.Demo;

/// <summary>The invented company of the demo: three teams in three zones, at work on every day of the week.</summary>
internal sealed record DemoCompany(NewWorkspace Workspace, IReadOnlyDictionary<string, string> IdOf)
{
    public const string Admin = "ingrid.dahl@fjordlight.example";

    /// <summary>The sample playbook, but that somebody works at the weekend: the demo is looked at on any day.</summary>
    public static string Playbook { get; } = SampleCompany.Text
        .Replace("Mon-Fri", "Mon-Sun", StringComparison.Ordinal)
        .Replace("Mon-Thu 08:30-18:00; Fri 08:30-17:00", "Mon-Sun 08:30-18:00", StringComparison.Ordinal);

    public static async Task<DemoCompany> MakeAsync(SetUp setUp, Database database, Chance chance, string password)
    {
        var workspace = await setUp.RunAsync("Fjordlight", NameOf(Admin), Admin, password, "Europe/Oslo");
        return await database.WriteAsync(async tx =>
        {
            var playbook = PlaybookText.Read(Playbook).Playbook!;
            var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [Admin] = workspace.AdminId };
            foreach (var email in playbook.Reps.Where(email => email != Admin))
            {
                var role = playbook.Teams.Values.Any(team => team.Manager == email) ? "manager" : "rep";
                ids[email] = Reps.Add(tx, chance, workspace.WorkspaceId, new NewRep(NameOf(email), email, role, null, null), password);
            }
            var errors = await PublishPlaybook.RunAsync(tx, workspace.WorkspaceId, Playbook, workspace.AdminId, "How Fjordlight answers.");
            if (errors.Count > 0) throw new InvalidOperationException(errors[0].ToString());
            foreach (var (name, kind) in new[] { ("Book a demo", "demo"), ("Talk to sales", "pricing"), ("Download the guide", "content") })
            {
                Forms.FormStore.Add(tx, chance, workspace.WorkspaceId, name, kind);
            }
            return new DemoCompany(workspace, ids);
        });
    }

    static string NameOf(string email) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(email.Split('@')[0].Replace('.', ' ')).Replace("Oneill", "O'Neill", StringComparison.Ordinal);
}
