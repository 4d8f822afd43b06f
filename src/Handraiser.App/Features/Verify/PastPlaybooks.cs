using System.Text.Json;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;

namespace Handraiser.App.Features.Verify;

/// <summary>Every playbook that a workspace ever published, and who is still there: what past decisions are judged by.</summary>
internal sealed class PastPlaybooks(IReadOnlyDictionary<long, Playbook> versions, IReadOnlySet<string> active)
{
    public static async Task<PastPlaybooks> ReadAsync(Tx tx, string workspace)
    {
        var reps = await tx.ListAsync<RepRow>("select id, email, active from rep where workspace_id = @Workspace", new { Workspace = workspace });
        var ids = reps.ToDictionary(rep => rep.Email, rep => rep.Id, StringComparer.OrdinalIgnoreCase);
        var texts = await tx.ListAsync<VersionRow>("select version, text from playbook where workspace_id = @Workspace", new { Workspace = workspace });
        var versions = texts.Select(row => (row.Version, KnownPlaybooks.Read(row.Text).Playbook)).Where(row => row.Playbook is not null)
            .ToDictionary(row => row.Version, row => row.Playbook!.WithReps(email => ids.GetValueOrDefault(email, "")));
        return new(versions, reps.Where(rep => rep.Active != 0).Select(rep => rep.Id).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The kind of the first request had a target when it arrived, and no clock was ever started.</summary>
    public bool OwesClock(LeadCase one)
    {
        if (one.Clocks.Count > 0 || one.Spells.Count == 0 || one.Events.Count == 0) return false;
        if (!versions.TryGetValue(one.Spells[0].PlaybookVersion, out var playbook)) return false;
        using var received = JsonDocument.Parse(one.Events[0].Data);
        return RequestKinds.Parse(LeadFold.Text(received.RootElement, "kind")) is { } kind && playbook.Targets.ContainsKey(kind);
    }

    /// <summary>Who stood behind the lead when a spell began: those of them who are still active.</summary>
    public IEnumerable<string> HumansBehind(AssignmentRow spell)
    {
        if (!versions.TryGetValue(spell.PlaybookVersion, out var playbook)) return [];
        var pools = new[] { spell.Pool, playbook.CatchAll }.OfType<string>().Where(playbook.Pools.ContainsKey);
        return pools.Select(pool => playbook.Teams[playbook.Pools[pool].Team]).SelectMany(team => new[] { team.Manager, team.OnCall })
            .Append(playbook.Screening.Owner).Where(active.Contains).Distinct();
    }

    sealed record RepRow
    {
        public string Id { get; init; } = "";

        public string Email { get; init; } = "";

        public long Active { get; init; }
    }

    sealed record VersionRow
    {
        public long Version { get; init; }

        public string Text { get; init; } = "";
    }
}
