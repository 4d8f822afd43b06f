using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using NodaTime;
using System.Text.Json;

namespace Handraiser.App.Features.Intake;

/// <summary>Who owns a lead: a rep, or a pool with the human behind it.</summary>
internal sealed record OwnerAnswer(string Kind, string Id, string Name);

/// <summary>What a sender is told. It is stored with the submission, so that the same key gets the same answer for good.</summary>
internal sealed record CaptureAnswer(
    string RequestId, string LeadId, bool Joined, OwnerAnswer Owner, string? DueAt, string Promise, string Reason)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static CaptureAnswer Read(string? text) => JsonSerializer.Deserialize<CaptureAnswer>(text!, JsonSerializerOptions.Web)!;

    public static CaptureAnswer Of(LeadChange change, ArrivedRequest request)
    {
        var (lead, policy) = (change.Lead, change.Policy);
        return new(request.Id, lead.Id, lead.Requests > 1,
            lead is { Waiting: not 0, Pool: { } pool } ? new("pool", pool, pool) : new("rep", lead.OwnerId, policy.NameOf(lead.OwnerId)),
            lead.DueAt?.Iso(),
            BuyerPromise.Text(StartClock.Plan(change, request.Kind, request.ArrivedAt)?.Due, request.ArrivedAt, policy.TeamOf(lead.Pool).Hours.Zone),
            lead.Reason);
    }
}

/// <summary>
/// What a buyer is promised. It follows from this request alone, never from whether we know the person: a public answer
/// must not tell who is a customer.
/// </summary>
internal static class BuyerPromise
{
    /// <summary>All that can be said when nothing was decided yet, or nothing is promised.</summary>
    public const string Received = "Thank you. We have received your request.";

    public static string Text(Instant? due, Instant now, DateTimeZone zone)
    {
        if (due is not { } by) return Received;
        var wait = by - now;
        if (wait <= Duration.FromMinutes(90))
        {
            var minutes = Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));
            return $"Thank you. A person will get back to you within {minutes} {(minutes == 1 ? "minute" : "minutes")}.";
        }
        var local = by.InZone(zone);
        return "Thank you. A person will get back to you by "
            + local.ToString("dddd d MMMM, HH:mm", System.Globalization.CultureInfo.InvariantCulture) + $" ({zone.Id}).";
    }
}
