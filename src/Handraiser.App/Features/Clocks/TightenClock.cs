using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>
/// A further request re-arms a running clock: to an earlier due instant if it has one, never to a later one. Nor is a step
/// that was planned put off by it, however often somebody asks.
/// </summary>
internal static class TightenClock
{
    public static void Run(LeadChange change, ClockRow clock, string request, RequestKind kind, Instant start)
    {
        if (StartClock.Plan(change, kind, start) is not var (target, due, plan)) return;
        if (clock.BreachedAt is not null) Rearm(change, clock, plan.WithoutBreach(), request, kind);
        else if (due < clock.DueAt) Tighten(change, clock, target, Instant.Max(clock.StartedAt, due), plan, request, kind);
    }

    /// <summary>
    /// What was breached stays so. The ladder starts anew, for somebody is waiting anew, unless the one that is being climbed
    /// reaches its last human sooner: else whoever asks again and again would never get there.
    /// </summary>
    static void Rearm(LeadChange change, ClockRow clock, ClockPlan plan, string request, RequestKind kind)
    {
        var present = ClockPlan.Read(clock.Steps);
        var isClimbing = present.AtOf(clock.NextStep) is not null;
        if (plan.Steps.Count == 0 || (isClimbing && present.Steps[^1].At <= plan.Steps[^1].At)) return;
        ClockStore.Update(change.Tx, clock with { Steps = plan.Text, NextStep = 0, NextAt = plan.AtOf(0) });
        change.Record("clock.rearmed", new { clock.Number, request, kind = kind.Text() });
    }

    static void Tighten(
        LeadChange change, ClockRow clock, Target target, Instant due, ClockPlan plan, string request, RequestKind kind)
    {
        // A target without a ladder must not take away the ladder of the one before.
        if (target.Ladder is null) plan = ClockPlan.Read(clock.Steps).From(clock.NextStep, due);
        ClockStore.Update(change.Tx, clock with
        {
            RequestId = request,
            Kind = kind.Text(),
            DueAt = due,
            MetBy = (target.MetBy > clock.MetByGrade ? target.MetBy : clock.MetByGrade).Text(),
            HoursOf = target.Hours.ToString(),
            PlaybookVersion = change.Policy.Version,
            Steps = plan.Text,
            NextStep = 0,
            NextAt = plan.AtOf(0),
        });
        change.Lead = change.Lead with { DueAt = due };
        change.Record("clock.tightened", new { clock.Number, request, kind = kind.Text(), dueAt = due.Iso() });
    }
}
