using Handraiser.App.Features.Leads;
using Handraiser.Core.Leads;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>A further request re-arms a running clock: to an earlier due instant if it has one, never to a later one.</summary>
internal static class TightenClock
{
    public static void Run(LeadChange change, ClockRow clock, string request, RequestKind kind, Instant start)
    {
        if (StartClock.Plan(change, kind, start) is not var (_, due, plan)) return;
        if (clock.BreachedAt is not null)
        {
            // What was breached stays so. The ladder starts anew, for somebody is waiting anew.
            Save(change, clock with { Steps = plan.WithoutBreach().Text, NextStep = 0, NextAt = plan.WithoutBreach().AtOf(0) });
            change.Record("clock.rearmed", new { clock.Number, request, kind = kind.Text() });
        }
        else if (due < clock.DueAt)
        {
            Save(change, clock with { RequestId = request, Kind = kind.Text(), DueAt = due, Steps = plan.Text, NextStep = 0, NextAt = plan.AtOf(0) });
            change.Lead = change.Lead with { DueAt = due };
            change.Record("clock.tightened", new { clock.Number, request, kind = kind.Text(), dueAt = due.ToString() });
        }
    }

    static void Save(LeadChange change, ClockRow clock) => ClockStore.Update(change.Tx, clock);
}
