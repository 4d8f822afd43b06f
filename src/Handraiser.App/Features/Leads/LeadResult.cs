using NodaTime;

namespace Handraiser.App.Features.Leads;

/// <summary>What became of an act on a lead. A refusal says why, in words for the person who tried.</summary>
internal abstract record LeadResult
{
    private LeadResult() { }

    /// <param name="At">The moment of the act, which its clocks are read at.</param>
    public sealed record Done(LeadRow Lead, Instant At) : LeadResult;

    public sealed record NotFound : LeadResult;

    /// <summary>Somebody else was first, or the lead is past it. The holder is named where there is one.</summary>
    public sealed record Refused(string Why, string? Holder = null) : LeadResult;
}

/// <summary>Who acts, and how: a rep at a screen, or a program with a key in a rep's name.</summary>
internal sealed record Actor(string WorkspaceId, string RepId, string Role)
{
    public bool IsManager => Role is "manager" or "admin";

    public string Name => "rep:" + RepId;
}
