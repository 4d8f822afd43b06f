using System.Text.Json;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Webhooks;

/// <summary>The body of an event, as Standard Webhooks says: its type, when it happened, and what it is
/// about.</summary>
internal static class EventBody
{
    const int ReasonMax = 1000;

    public static byte[] Write(string type, Instant at, object data) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, timestamp = at.Iso(), data }, JsonSerializerOptions.Web);

    /// <summary>The view with its one long text cut, so that a body stays under 20 kB.</summary>
    public static LeadView Fit(LeadView lead) => lead.Reason.Length <= ReasonMax ? lead
        : lead with { Reason = lead.Reason[..(char.IsHighSurrogate(lead.Reason[ReasonMax - 1]) ? ReasonMax - 1
            : ReasonMax)] + "…" };
}
