using System.Collections.Concurrent;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.App.Features.Playbooks;

/// <summary>
/// The policy in force, as of the open transaction. Its text is compiled once per version and kept: a version never
/// changes, and who is where has a version of its own.
/// </summary>
internal sealed class PolicyStore(Settings settings)
{
    readonly ConcurrentDictionary<string, (long Roster, Policy Policy)> kept = new();

    public async Task<Policy> InForceAsync(Tx tx, string workspace)
    {
        var versions = await tx.SingleAsync<Versions>(
            "select playbook_version, roster_version from workspace where id = @Workspace", new { Workspace = workspace })
            ?? throw new InvalidOperationException("The workspace does not exist.");
        return await GetAsync(tx, workspace, versions.PlaybookVersion, versions.RosterVersion);
    }

    public async Task<Policy> GetAsync(Tx tx, string workspace, long playbookVersion, long rosterVersion)
    {
        if (kept.TryGetValue(workspace, out var found) && found.Roster == rosterVersion && found.Policy.Version == playbookVersion)
        {
            return found.Policy;
        }
        var policy = await LoadAsync(tx, workspace, playbookVersion);
        // Only once committed: a version number that was rolled back is given again, to something else.
        tx.Remember(() => kept[workspace] = (rosterVersion, policy));
        return policy;
    }

    /// <summary>Says that somebody came, went or changed hours: whoever decides next reads the people anew.</summary>
    public static void RosterChanged(Tx tx, string workspace) =>
        tx.Add("update workspace set roster_version = roster_version + 1 where id = @Workspace", new { Workspace = workspace });

    async Task<Policy> LoadAsync(Tx tx, string workspace, long version)
    {
        var row = (await tx.SingleAsync<WorkspaceRow>(
            """
            select w.name, w.zone, p.text from workspace w
            join playbook p on p.workspace_id = w.id and p.version = @Version where w.id = @Workspace
            """,
            new { Workspace = workspace, Version = version }))!;
        var zone = DateTimeZoneProviders.Tzdb[row.Zone];
        var leave = (await tx.ListAsync<LeaveRow>(
            "select rep_id, from_at, to_at from leave where workspace_id = @Workspace order by from_at", new { Workspace = workspace }))
            .ToLookup(away => away.RepId, away => new Interval(away.FromAt, away.ToAt));
        var people = (await tx.ListAsync<RepRow>(
            "select id, name, email, role, zone, hours, active, present from rep where workspace_id = @Workspace",
            new { Workspace = workspace }))
            .ToDictionary(rep => rep.Id, rep => new Colleague(rep.Id, rep.Name, rep.Email, rep.Role, rep.Active != 0,
                rep.Present != 0, OwnHours(rep, zone), [.. leave[rep.Id]]));
        var idOf = people.Values.ToDictionary(rep => rep.Email, rep => rep.Id, StringComparer.OrdinalIgnoreCase);
        var reading = KnownPlaybooks.Read(row.Text);
        var playbook = reading.Playbook
            ?? throw new InvalidOperationException($"Playbook {version} was published and cannot be read: {reading.Errors[0].Problem}");
        var endpoints = await tx.ListAsync<EndpointRow>(
            "select id, kind, events from endpoint where workspace_id = @Workspace and state = 'live' order by id", new { Workspace = workspace });
        return new Policy(workspace, row.Name, zone, version, playbook.WithReps(email => idOf[email]), people,
            endpoints.ConvertAll(to => new Endpoint(to.Id, to.Kind, to.Events.Split(' ', StringSplitOptions.RemoveEmptyEntries))))
        {
            TellsByMail = settings.Mail.Length > 0,
        };
    }

    static OpeningHours? OwnHours(RepRow rep, DateTimeZone zone) =>
        rep.Hours is null || !ShiftText.TryParse(rep.Hours, out var shifts, out _) ? null
            : new OpeningHours(rep.Zone is null ? zone : DateTimeZoneProviders.Tzdb[rep.Zone], shifts);

    sealed record Versions
    {
        public long PlaybookVersion { get; init; }

        public long RosterVersion { get; init; }
    }

    sealed record WorkspaceRow
    {
        public string Name { get; init; } = "";

        public string Zone { get; init; } = "";

        public string Text { get; init; } = "";
    }

    sealed record RepRow
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Email { get; init; } = "";

        public string Role { get; init; } = "";

        public string? Zone { get; init; }

        public string? Hours { get; init; }

        public long Active { get; init; }

        public long Present { get; init; }
    }

    sealed record EndpointRow
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Events { get; init; } = "";
    }

    sealed record LeaveRow
    {
        public string RepId { get; init; } = "";

        public Instant FromAt { get; init; }

        public Instant ToAt { get; init; }
    }
}
