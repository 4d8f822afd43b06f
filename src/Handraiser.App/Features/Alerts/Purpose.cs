namespace Handraiser.App.Features.Alerts;

/// <summary>Why a rep is told about a lead.</summary>
internal static class Purpose
{
    public const string Assigned = "assigned", Again = "again", Nudge = "nudge", Manager = "manager",
        OnCall = "on-call", Held = "held", Digest = "digest";
}
