using NodaTime;

namespace Handraiser.Core.Routing;

/// <summary>
/// One append-only entry of a pool's fairness ledger. Who is next, and "why not me", follow from these entries alone.
/// </summary>
/// <param name="Rep">Whose entry it is; null for <see cref="TurnKind.Reset"/>, which is everybody's.</param>
/// <param name="Delta">
/// What it does to the member's level, in turns: one up when assigned, one down when credited, any number when
/// calibrated, nothing for the rest.
/// </param>
/// <param name="Reason">
/// A sentence for the people concerned. It names nobody, so the ledger holds no personal data.
/// </param>
public sealed record Turn(string Pool, TurnKind Kind, string? Rep, int Delta, string Reason, Instant At);

/// <summary>
/// Assigned: took a turn. Credited: a turn was given back (a dud, a no-show). Skipped: would have been next, but could
/// not. Covered: answers first in the rightful owner's place, which is not a turn. Calibrated: the level was set right
/// by a policy or by hand. Joined, Left (a leave begins) and Returned: who is in the rotation. Reset: a new cycle,
/// everybody at zero.
/// </summary>
public enum TurnKind { Assigned, Credited, Skipped, Covered, Calibrated, Joined, Left, Returned, Reset }
