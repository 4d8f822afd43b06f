using System.Security.Cryptography;
using System.Text;
using Handraiser.Core.Screening;
using NodaTime;

namespace Handraiser.App.Features.Intake;

/// <summary>A request as it reached us: what it says, byte for byte and read, and how it came.</summary>
internal sealed record Submission
{
    // Worked out once: from the raw bytes and from the body.
    string? hash;
    RequestIdentity? identity;

    public required string WorkspaceId { get; init; }

    /// <summary>api, form, embed or import.</summary>
    public required string Channel { get; init; }

    /// <summary>The form it came through. From a program it is the program's own word for it.</summary>
    public string? FormId { get; init; }

    /// <summary>The form as the ledger may name it: a word of a program's own may hold an address, and is never forgotten there.</summary>
    public string? FormOfOurs => Channel is "form" or "embed" ? FormId : null;

    public string? KeyId { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? ContentType { get; init; }

    public required string Raw
    {
        get;
        init { (field, hash) = (value, null); }
    }

    /// <summary>The sender's network (IPv4 /24, IPv6 /64): enough to see a flood, too little to see a person.</summary>
    public string? Network { get; init; }

    public string? Agent { get; init; }

    public required RequestBody Body
    {
        get;
        init { (field, identity) = (value, null); }
    }

    public RequestIdentity Identity => identity ??= RequestIdentity.Of(Body);

    public SpamSignals Signals { get; init; } = new();

    /// <summary>Why a human looks first, whatever the spam score says; null when nothing but the score decides.</summary>
    public string? HeldBecause { get; init; }

    /// <summary>The key may say when a request happened, and its word then moves the clock.</summary>
    public bool MayImport { get; init; }

    /// <summary>The id that the request is to have: its sender was told it, or will be. Null leaves it to the capture.</summary>
    public string? Receipt { get; init; }

    /// <summary>When it came, when that was before anybody could work on it.</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>When it came, by a database that says that it is this late: a node's own clock may be ahead.</summary>
    public Instant ReceivedBy(Instant now) => ReceivedAt is { } at ? Instant.Min(at, now) : now;

    public string BodyHash => hash ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Raw)));
}
