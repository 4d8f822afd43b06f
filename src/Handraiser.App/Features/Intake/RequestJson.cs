using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Handraiser.App.Features.Intake;

/// <summary>A raised hand as programs send it.</summary>
// It is read by JsonBody, which can tell everything that is wrong; this is what the API's document is made of.
internal sealed record RequestJson
{
    [Description("The id of the form that it came through, if it came through one.")]
    public string? Form { get; init; }

    [Description(
        "One of chat, call-me, demo, contact, pricing, trial, content, event, community. Without it, contact.")]
    public string? Kind { get; init; }

    [Description("Who it is. An e-mail address or a phone number is needed.")]
    public required PersonJson Person { get; init; }

    public CompanyJson? Company { get; init; }

    [Description("What they wrote, at most 8 KiB.")]
    public string? Message { get; init; }

    [Description("Anything else that was asked: up to 100 names, each with a text, a number, true or false.")]
    public IReadOnlyDictionary<string, JsonNode?>? Fields { get; init; }

    public SourceJson? Source { get; init; }

    [Description(
        "When the sender says it happened, like 2026-03-01T09:30:00Z. It moves the clock only for a key that may import.")]
    public string? OccurredAt { get; init; }
}

/// <summary>Who raises a hand.</summary>
internal sealed record PersonJson(string? Email = null, string? Phone = null, string? Name = null);

/// <summary>Where they work.</summary>
/// <param name="Country">Two letters of ISO 3166.</param>
internal sealed record CompanyJson(string? Name = null, string? Domain = null, string? Country = null,
    long? Employees = null);

/// <summary>Where the request came from, in the sender's words.</summary>
internal sealed record SourceJson(string? Channel = null, string? Campaign = null, string? Page = null,
    string? Referrer = null);
