using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.App.Features.Playbooks;

/// <summary>One version of a workspace's playbook together with the people it speaks of, ready to decide with.</summary>
internal sealed class Policy(
    string workspaceId, string workspaceName, DateTimeZone zone, long version, Playbook playbook,
    IReadOnlyDictionary<string, Colleague> people, IReadOnlyList<Endpoint> endpoints)
{
    public string WorkspaceId => workspaceId;

    public string WorkspaceName => workspaceName;

    public DateTimeZone Zone => zone;

    public long Version => version;

    /// <summary>Reps are ids here.</summary>
    public Playbook Playbook => playbook;

    public IReadOnlyDictionary<string, Colleague> People => people;

    /// <summary>There is a way for mail to go out. Without one no alert is queued for it: it would be stale when there is.</summary>
    public bool TellsByMail { get; init; }

    /// <summary>Who outside is told: webhooks and chats that are live.</summary>
    public IReadOnlyList<Endpoint> Endpoints => endpoints;

    public string NameOf(string? rep) => rep is not null && people.TryGetValue(rep, out var person) ? person.Name : "nobody";

    /// <summary>The team behind a pool; without a pool, the catch-all's.</summary>
    public Team TeamOf(string? pool) =>
        playbook.Teams[playbook.Pools[pool is not null && playbook.Pools.ContainsKey(pool) ? pool : playbook.CatchAll].Team];

    /// <summary>Who is told when a lead of a pool runs late: its team's manager, or who stands behind them when they have left.</summary>
    public string ManagerOf(string? pool)
    {
        var team = TeamOf(pool);
        return FirstActive(team.Manager, team.OnCall, playbook.Screening.Owner);
    }

    /// <summary>The last human of a pool's ladder, likewise.</summary>
    public string OnCallOf(string? pool)
    {
        var team = TeamOf(pool);
        return FirstActive(team.OnCall, team.Manager, playbook.Screening.Owner);
    }

    /// <summary>When somebody works: their own hours where they have some, else the team's, less their leave.</summary>
    public OpeningHours HoursOf(string rep, Team team)
    {
        if (!people.TryGetValue(rep, out var person)) return team.Hours;
        return person.Hours ?? person.InTeamHours(team);
    }

    /// <summary>The hours that a target counts.</summary>
    public OpeningHours HoursFor(WhoseHours whose, string owner, string? pool) => whose switch
    {
        WhoseHours.Always => OpeningHours.Always,
        WhoseHours.Team => TeamOf(pool).Hours,
        WhoseHours.Owner => HoursOf(owner, TeamOf(pool)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // An escalation to somebody who has left reaches nobody: then whoever runs the workspace is told.
    string FirstActive(params ReadOnlySpan<string> humans)
    {
        foreach (var rep in humans) if (people.TryGetValue(rep, out var person) && person.Active) return rep;
        return people.Values.Where(person => person.Active && person.Role == "admin").Select(person => person.Id)
            .Order(StringComparer.Ordinal).FirstOrDefault() ?? humans[0];
    }
}

/// <summary>A rep as the engine sees them.</summary>
internal sealed class Colleague(string id, string name, string email, string role, bool active, bool present, OpeningHours? hours, IReadOnlyList<Interval> leave)
{
    readonly System.Collections.Concurrent.ConcurrentDictionary<string, OpeningHours> inTeams = new();

    public string Id => id;

    public string Name => name;

    public string Email => email;

    public string Role => role;

    public bool Active => active;

    public bool Present => present;

    /// <summary>Their own hours, already less their leave; null when they work their team's.</summary>
    public OpeningHours? Hours { get; } = hours is null || leave.Count == 0 ? hours : hours.WithLeave(leave);

    public bool OnLeaveAt(Instant now)
    {
        foreach (var away in leave) if (away.Contains(now)) return true;
        return false;
    }

    public OpeningHours InTeamHours(Team team) =>
        leave.Count == 0 ? team.Hours : inTeams.GetOrAdd(team.Key, _ => team.Hours.WithLeave(leave));
}

/// <summary>A webhook or a chat that is told of events. An empty list of kinds asks for all; <c>lead.*</c> for a family.</summary>
internal sealed class Endpoint(string id, string kind, IReadOnlyList<string> events)
{
    public string Id => id;

    public string Kind => kind;

    public bool Wants(string what) => events.Count == 0 || events.Any(wanted => wanted == what
        || (wanted.EndsWith('*') && what.StartsWith(wanted[..^1], StringComparison.Ordinal)));
}
