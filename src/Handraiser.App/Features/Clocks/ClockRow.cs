using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>A target's clock as it is stored: instants only. Whoever holds the time can tell what became of it.</summary>
internal sealed record ClockRow
{
    public string WorkspaceId { get; init; } = "";

    public string LeadId { get; init; } = "";

    public long Number { get; init; }

    public string RequestId { get; init; } = "";

    public string Kind { get; init; } = "";

    public Instant StartedAt { get; init; }

    public Instant DueAt { get; init; }

    public string MetBy { get; init; } = "";

    public string State { get; init; } = "running";

    public Instant? BreachedAt { get; init; }

    public Instant? EndedAt { get; init; }

    public long PlaybookVersion { get; init; }

    public string HoursOf { get; init; } = "";

    /// <summary>What happens when, as planned at the start (<see cref="ClockPlan"/>).</summary>
    public string Steps { get; init; } = "[]";

    /// <summary>How many steps have been taken.</summary>
    public long NextStep { get; init; }

    /// <summary>When the next step falls due; null when none is left.</summary>
    public Instant? NextAt { get; init; }

    public Grade MetByGrade => TouchWords.ParseGrade(MetBy)!.Value;
}

internal static class ClockStore
{
    public static Task<ClockRow?> RunningAsync(Tx tx, string workspace, string lead) => tx.SingleAsync<ClockRow>(
        "select * from clock where workspace_id = @Workspace and lead_id = @Lead and state = 'running'",
        new { Workspace = workspace, Lead = lead });

    public static Task<List<ClockRow>> AllAsync(Tx tx, string workspace, string lead) => tx.ListAsync<ClockRow>(
        "select * from clock where workspace_id = @Workspace and lead_id = @Lead order by number",
        new { Workspace = workspace, Lead = lead });

    public static void Insert(LeadChange change, ClockRow clock) => change.Add(
        """
        insert into clock (workspace_id, lead_id, number, request_id, kind, started_at, due_at, met_by, state, breached_at,
          ended_at, playbook_version, hours_of, steps, next_step, next_at)
        values (@WorkspaceId, @LeadId, @Number, @RequestId, @Kind, @StartedAt, @DueAt, @MetBy, @State, @BreachedAt,
          @EndedAt, @PlaybookVersion, @HoursOf, @Steps, @NextStep, @NextAt)
        """,
        new
        {
            clock.WorkspaceId, clock.LeadId, clock.Number, clock.RequestId, clock.Kind, clock.StartedAt, clock.DueAt, clock.MetBy,
            clock.State, clock.BreachedAt, clock.EndedAt, clock.PlaybookVersion, clock.HoursOf, clock.Steps, clock.NextStep, clock.NextAt,
        });

    public static void Update(Tx tx, ClockRow clock) => tx.Add(
        """
        update clock set request_id = @RequestId, kind = @Kind, due_at = @DueAt, state = @State, breached_at = @BreachedAt,
          ended_at = @EndedAt, met_by = @MetBy, playbook_version = @PlaybookVersion, hours_of = @HoursOf, steps = @Steps, next_step = @NextStep, next_at = @NextAt
        where workspace_id = @WorkspaceId and lead_id = @LeadId and number = @Number
        """,
        new
        {
            clock.RequestId, clock.Kind, clock.DueAt, clock.State, clock.BreachedAt, clock.EndedAt, clock.MetBy, clock.PlaybookVersion,
            clock.HoursOf, clock.Steps, clock.NextStep, clock.NextAt, clock.WorkspaceId, clock.LeadId, clock.Number,
        });
}
