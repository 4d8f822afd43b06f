using System.Text.Json;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Routing;

/// <summary>What is true of each rep right now: here, at work, on leave, at a cap.</summary>
internal static class Standings
{
    /// <summary>The standing of every member of a pool. Leads are counted only where a cap asks for it.</summary>
    public static async Task<Standing[]> OfAsync(Tx tx, Policy policy, Pool pool)
    {
        var team = policy.Playbook.Teams[pool.Team];
        var loads = pool.Caps == Caps.None ? [] : await LoadsAsync(tx, policy.WorkspaceId, team, pool);
        var standings = new Standing[pool.Members.Count];
        for (var i = 0; i < standings.Length; i++)
        {
            standings[i] = Of(policy, team, pool.Members[i].Rep, tx.Now, loads.GetValueOrDefault(pool.Members[i].Rep));
        }
        return standings;
    }

    /// <summary>The standing of one rep as a member of a team, without caps.</summary>
    public static Standing Of(Policy policy, Team team, string rep, Instant now, Load? load = null) =>
        policy.People.TryGetValue(rep, out var person)
            ? new(rep, person.Active, person.Present, policy.HoursOf(rep, team).IsOpenAt(now), person.OnLeaveAt(now),
                (int)(load?.Today ?? 0), (int)(load?.Week ?? 0), (int)(load?.Open ?? 0))
            : new(rep, false, false, false, false, 0, 0, 0);

    static async Task<Dictionary<string, Load>> LoadsAsync(Tx tx, string workspace, Team team, Pool pool)
    {
        var zone = team.Hours.Zone;
        var today = tx.Now.InZone(zone).Date;
        var monday = today.DayOfWeek == IsoDayOfWeek.Monday ? today : today.With(DateAdjusters.Previous(IsoDayOfWeek.Monday));
        var rows = await tx.ListAsync<Load>(
            """
            select r.id as rep,
              (select count(*) from assignment a where a.workspace_id = r.workspace_id and a.owner_id = r.id and a.waiting = 0
                and a.started_at >= @Today) as today,
              (select count(*) from assignment a where a.workspace_id = r.workspace_id and a.owner_id = r.id and a.waiting = 0
                and a.started_at >= @Week) as week,
              (select count(*) from lead l where l.workspace_id = r.workspace_id and l.owner_id = r.id and l.state = 'open'
                and l.waiting = 0) as open
            from rep r where r.workspace_id = @Workspace and r.id in (select value from
            """ + " " + tx.Elements("Members") + ")",
            new
            {
                Workspace = workspace, Members = JsonSerializer.Serialize(pool.Members.Select(member => member.Rep)),
                 Today = zone.AtStartOfDay(today).ToInstant(), Week = zone.AtStartOfDay(monday).ToInstant(),
            });
        return rows.ToDictionary(row => row.Rep);
    }

    internal sealed record Load
    {
        public string Rep { get; init; } = "";

        public long Today { get; init; }

        public long Week { get; init; }

        public long Open { get; init; }
    }
}
