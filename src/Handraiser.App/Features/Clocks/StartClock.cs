using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Clocks;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>Puts a lead on the clock of its kind's target, with every later step fixed as an instant.</summary>
internal static class StartClock
{
    public static void Run(LeadChange change, string request, RequestKind kind, Instant start, int number)
    {
        if (Plan(change, kind, start) is not var (target, due, plan)) return;
        ClockStore.Insert(change, new ClockRow
        {
            WorkspaceId = change.Lead.WorkspaceId,
            LeadId = change.Lead.Id,
            Number = number,
            RequestId = request,
            Kind = kind.Text(),
            StartedAt = start,
            DueAt = due,
            MetBy = target.MetBy.Text(),
            PlaybookVersion = change.Policy.Version,
            HoursOf = target.Hours.ToString(),
            Steps = plan.Text,
            NextAt = plan.AtOf(0),
        });
        change.Lead = change.Lead with { HasTarget = 1, DueAt = due };
        change.Record("clock.started", new { number, request, kind = kind.Text(), dueAt = due.Iso(), metBy = target.MetBy.Text() });
    }

    /// <summary>The target of a kind, when it is due, and what happens until then; null when the kind has no target.</summary>
    public static (Target Target, Instant Due, ClockPlan Plan)? Plan(LeadChange change, RequestKind kind, Instant start)
    {
        var playbook = change.Policy.Playbook;
        if (!playbook.Targets.TryGetValue(kind, out var target)) return null;
        var hours = change.Policy.HoursFor(target.Hours, change.Lead.OwnerId, change.Lead.Pool);
        // Hours that never open would leave the buyer without a clock: then every hour counts.
        var due = Deadline.DueAt(target, start, hours) ?? Deadline.DueAt(target with { Within = target.Within ?? Duration.FromDays(1), WorkingDays = 0 }, start, hours = Core.Time.OpeningHours.Always)!.Value;
        due = due.Storable();
        var ladder = target.Ladder is null ? null : playbook.Ladders[target.Ladder];
        return (target, due, ClockPlan.For(target, ladder, start, due, hours));
    }
}
