using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Workspaces.Roster;

/// <summary>A rep as the people page shows them.</summary>
public sealed record RosterRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string Role { get; init; } = "";

    public string? Zone { get; init; }

    public string? Hours { get; init; }

    public string? Phone { get; init; }

    public long Active { get; init; }

    public long Present { get; init; }

    public long HasPassword { get; init; }

    public long OpenLeads { get; init; }

    public long OnLeave { get; init; }

    /// <summary>The pools in which they take turns.</summary>
    public IReadOnlyList<string> Pools { get; init; } = [];
}

/// <summary>A time in which a rep is away.</summary>
public sealed record LeaveRow
{
    public string WorkspaceId { get; init; } = "";

    public string Id { get; init; } = "";

    public string RepId { get; init; } = "";

    public Instant FromAt { get; init; }

    public Instant ToAt { get; init; }

    public string? Reason { get; init; }

    public long Started { get; init; }

    public long Ended { get; init; }
}

/// <summary>The people of a workspace, as pages read them.</summary>
internal static class RosterStore
{
    const string Columns = """
        r.id, r.name, r.email, r.role, r.zone, r.hours, r.phone, r.active, r.present,
          case when r.password is null then 0 else 1 end as has_password,
          (select count(*) from lead l where l.workspace_id = r.workspace_id and l.owner_id = r.id and l.state = 'open') as open_leads,
          (select count(*) from leave a where a.workspace_id = r.workspace_id and a.rep_id = r.id
            and a.from_at <= @Now and a.to_at > @Now) as on_leave
        """;

    public static async Task<List<RosterRow>> AllAsync(Tx tx, Policy policy) =>
        (await tx.ListAsync<RosterRow>(
            $"select {Columns} from rep r where r.workspace_id = @WorkspaceId order by r.active desc, lower(r.name), r.id",
            new { policy.WorkspaceId, tx.Now })).ConvertAll(row => With(row, policy));

    public static async Task<RosterRow?> FindAsync(Tx tx, Policy policy, string rep) =>
        await tx.SingleAsync<RosterRow>(
            $"select {Columns} from rep r where r.workspace_id = @WorkspaceId and r.id = @Rep",
            new { policy.WorkspaceId, Rep = rep, tx.Now }) is { } row ? With(row, policy) : null;

    public static async Task<bool> IsHereAsync(Tx tx, string workspace, string rep) =>
        await tx.SingleAsync<string>("select id from rep where workspace_id = @Workspace and id = @Rep",
            new { Workspace = workspace, Rep = rep }) is not null;

    /// <summary>What is left of somebody's leave, the next first.</summary>
    public static Task<List<LeaveRow>> LeaveAsync(Tx tx, string workspace, string rep) => tx.ListAsync<LeaveRow>(
        "select * from leave where workspace_id = @Workspace and rep_id = @Rep and to_at > @Now order by from_at",
        new { Workspace = workspace, Rep = rep, tx.Now });

    static RosterRow With(RosterRow row, Policy policy) => row with
    {
        Pools = [.. policy.Playbook.Pools.Values.Where(pool =>
            pool.Members.Any(member => member.Rep == row.Id)).Select(pool => pool.Key)],
    };
}
