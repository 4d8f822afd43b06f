using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Touches;

/// <summary>What was done towards a lead, and how well that is known.</summary>
internal sealed record NewTouch(Grade Grade, string Channel, Origin Origin, Instant? At, string? Note);

/// <summary>
/// Writes down a touch. What a rep reports counts from the moment we were told, so nobody can date an answer back; what a
/// system saw counts from when it saw it, never before the lead arrived and never in the future.
/// </summary>
internal static class RecordTouch
{
    public static async Task<LeadResult?> RunAsync(LeadChange change, Actor actor, NewTouch touch)
    {
        var (tx, lead) = (change.Tx, change.Lead);
        // Evidence of what was done before the case was over may come in afterwards; a rep's word may not.
        if (!lead.IsOpen && (touch.Origin == Origin.Reported || touch.At is null || touch.At > lead.ClosedAt))
        {
            return new LeadResult.Refused("The lead is closed.");
        }
        var at = touch.Origin == Origin.Reported ? tx.Now : Instant.Max(lead.ArrivedAt, Instant.Min(touch.At?.Storable() ?? tx.Now, tx.Now));
        var id = change.Chance.NewId(tx.Now);
        tx.Add(
            """
            insert into touch (workspace_id, id, lead_id, rep_id, grade, channel, origin, at, recorded_at, note)
            values (@WorkspaceId, @Id, @Lead, @RepId, @Grade, @Channel, @Origin, @At, @Now, @Note)
            """,
            new
            {
                lead.WorkspaceId, Id = id, Lead = lead.Id, actor.RepId, Grade = touch.Grade.Text(), touch.Channel,
                Origin = touch.Origin.Text(), At = at, tx.Now, touch.Note,
            });
        change.Lead = Fold(lead, touch.Grade, at);
        if (touch.Grade != Grade.Automated && lead.IsOpen) change.Lead = Acted(change.Lead, actor, tx.Now);
        change.Record("touch.recorded", new { touch = id, by = actor.RepId, grade = touch.Grade.Text(), touch.Channel, origin = touch.Origin.Text(), at = at.Iso() });
        await StopClock.MeetAsync(change, touch.Grade, at, id);
        return null;
    }

    /// <summary>First attempt, first contact, first meeting: the earliest of each, in whatever order we learned of them.</summary>
    static LeadRow Fold(LeadRow lead, Grade grade, Instant at) => grade == Grade.Automated ? lead : lead with
    {
        FirstAttemptAt = First(lead.FirstAttemptAt, at),
        FirstContactAt = grade >= Grade.TwoWay ? First(lead.FirstContactAt, at) : lead.FirstContactAt,
        FirstMeetingAt = grade == Grade.Meeting ? First(lead.FirstMeetingAt, at) : lead.FirstMeetingAt,
    };

    /// <summary>Somebody acted: the alarm goes down, and a held lead was a buyer after all. The owner's touch takes the lead.</summary>
    static LeadRow Acted(LeadRow lead, Actor actor, Instant now) => lead with
    {
        Stage = lead.FirstMeetingAt is not null ? "meeting" : lead.FirstContactAt is not null ? "contacted" : "attempted",
        ClaimedAt = lead.ClaimedAt ?? (lead.OwnerId == actor.RepId && lead.Waiting == 0 ? now : null),
        Held = null,
        AlarmSince = null,
    };

    static Instant First(Instant? known, Instant at) => known is { } before ? Instant.Min(before, at) : at;
}
