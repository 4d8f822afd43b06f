using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>Something that happened in a simulation. Every field but the first four may say nothing.</summary>
/// <param name="Lead">Leads are numbered by their first request.</param>
/// <param name="Person">People are numbered as they first appear.</param>
/// <param name="Rep">The owner, or whom it concerns, in the playbook's words.</param>
/// <param name="Pool">Of an assignment: the pool that was asked.</param>
public readonly record struct Happening(
    Instant At, HappeningKind Kind, int Lead, int Person, string? Rep = null, string? Pool = null, Grade? Grade = null,
    Outcome? Outcome = null);

/// <summary>
/// RequestArrived opens a lead, RequestJoined adds to an open one. Held: a human looks first. Waiting: a pool owns it,
/// with a human behind it. HandedOn is told before the Assigned that it causes; Met ends a clock, late or not.
/// </summary>
public enum HappeningKind
{
    RequestArrived, RequestJoined, Held, Released, Assigned, Waiting, Nudged, ManagerTold, Breached, HandedOn, OnCall,
    Touched, Met, Credited, Closed,
}
