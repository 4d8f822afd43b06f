namespace Handraiser.App.Features.Alerts;

/// <summary>Tells when there is nothing left to say, so that nobody runs for a lead that is answered or somebody
/// else's.</summary>
internal static class AlertMoot
{
    /// <summary>Why the alert need not go out any more; null when it must.</summary>
    public static string? Why(AlertFacts facts)
    {
        if (!facts.Lead.IsOpen) return "the lead is closed";
        if (facts.Recipient is not { } rep) return "the rep is not active any more";
        var isOwner = facts.Lead.OwnerId == rep.Id;
        return facts.Purpose switch
        {
            Purpose.Manager => Answered(facts),
            Purpose.OnCall => Answered(facts) ?? (facts.Lead.AlarmSince is null ? "somebody took the lead" : null),
            Purpose.Nudge => Answered(facts) ?? (isOwner ? null : "somebody else owns it now"),
            Purpose.Held when facts.Lead.Held is null => "the lead is held no more",
            Purpose.Assigned when isOwner && facts.Lead.ClaimedAt is not null => "the rep has taken it already",
            _ => isOwner ? null : "somebody else owns it now",
        };
    }

    static string? Answered(AlertFacts facts) => facts.Clock is null ? "the clock is met" : null;
}
