using NodaTime;

namespace Handraiser.App.Platform.Http;

/// <summary>What waits on this node for the database, and since when the oldest of it does.</summary>
internal readonly record struct Waiting(long Count, Instant? Since);

/// <summary>What this node can do by itself while the database is away.</summary>
/// <param name="Fault">Why it will not do so any more; null while all is well.</param>
/// <param name="IsTaking">It takes requests without the database.</param>
/// <param name="Waiting">What waits: of one workspace, or of all for null.</param>
internal sealed record Standby(Func<string?> Fault, Func<bool> IsTaking, Func<string?, Waiting> Waiting);
