using System.Text.Json;
using Handraiser.App.Features.Clocks;
using NodaTime;

namespace Handraiser.App.Features.Verify;

/// <summary>The steps that a lead's ladders took, as its history tells of them, beside what was planned.</summary>
internal static class StepHistory
{
    public static IEnumerable<string> Check(LeadCase one)
    {
        var taken = new Dictionary<long, List<Instant>>();
        foreach (var row in one.Events)
        {
            using var document = JsonDocument.Parse(row.Data);
            var data = document.RootElement;
            if (!data.TryGetProperty("number", out var number)) continue;
            // A clock that is started, tightened, re-armed or taken over has a new plan, which begins at its first
            // step.
            if (row.Kind is "clock.started" or "clock.tightened" or "clock.rearmed" or "clock.taken-over") taken[number.GetInt64()] = [];
            if (!data.TryGetProperty("step", out var step)) continue;
            var before = taken.GetValueOrDefault(number.GetInt64()) ?? [];
            if (step.GetInt64() != before.Count) yield return $"event {row.Number} takes step {step} after {before.Count} steps";
            if (LeadFold.Moment(data, "due") is not { } due) { yield return $"event {row.Number} does not say when it fell due"; continue; }
            if (row.At <= due) yield return $"event {row.Number} is early";
            if (before.Count > 0 && due < before[^1]) yield return $"event {row.Number} is out of order";
            before.Add(due);
        }
        foreach (var clock in one.Clocks)
        {
            var steps = taken.GetValueOrDefault(clock.Number) ?? [];
            var plan = ClockPlan.Read(clock.Steps);
            if (steps.Count != clock.NextStep) yield return $"clock {clock.Number} took {steps.Count} steps and says {clock.NextStep}";
            if (steps.Where((due, i) => i < plan.Steps.Count && plan.Steps[i].At != due).Any()) yield return $"clock {clock.Number} was not followed as planned";
            if (clock.State == "running" && clock.NextAt != plan.AtOf(clock.NextStep)) yield return $"clock {clock.Number} waits for another instant than planned";
        }
    }
}
