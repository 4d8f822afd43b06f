using Handraiser.App.Platform.Ui;
using NodaTime;

namespace Handraiser.App.Features.Leads.Case;

/// <summary>Everything that the page of one lead shows.</summary>
public sealed record LeadScreen
{
    public required string Id { get; init; }

    public required LeadPerson Person { get; init; }

    public required string Kind { get; init; }

    public required string Stage { get; init; }

    public required Tone StageTone { get; init; }

    public string? Held { get; init; }

    public bool IsOpen { get; init; }

    public string? Outcome { get; init; }

    /// <summary>When the person was erased; the page shows a tombstone since.</summary>
    public Instant? ErasedAt { get; init; }

    /// <summary>The lead that took this one over.</summary>
    public string? MergedInto { get; init; }

    public required string Owner { get; init; }

    public bool IsMine { get; init; }

    /// <summary>The pool in which the lead waits for the next member who is back.</summary>
    public string? WaitsIn { get; init; }

    public string? CoversFor { get; init; }

    public Instant ArrivedAt { get; init; }

    public Instant? AlarmSince { get; init; }

    public Instant? BreachedAt { get; init; }

    public Instant? FirstAttemptAt { get; init; }

    public Instant? FirstContactAt { get; init; }

    public Instant? FirstMeetingAt { get; init; }

    public Instant? ClosedAt { get; init; }

    /// <summary>Open hours that the present owner has had it.</summary>
    public Duration OwnersTime { get; init; }

    public LeadLadder? Ladder { get; init; }

    public required IReadOnlyList<LeadRequest> Requests { get; init; }

    public required IReadOnlyList<LeadSpell> Spells { get; init; }

    public required IReadOnlyList<LeadMoment> Story { get; init; }

    public required IReadOnlyList<EarlierLead> Earlier { get; init; }

    public required LeadMay May { get; init; }

    public long Events { get; init; }

    /// <summary>What is wrong with the history's seals; null when they hold.</summary>
    public string? Tampering { get; init; }

    public required string RepId { get; init; }

    public Instant Now { get; init; }

    public required DateTimeZone Zone { get; init; }

    public string Href => "/leads/" + Id;
}

/// <summary>The buyer.</summary>
public sealed record LeadPerson(string Called, string? Name, string? Email, string? Phone, string? Company,
    string? Country)
{
    /// <summary>Addresses, numbers and names by which they are known as well: they came as somebody else.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}

/// <summary>What the rep at the screen may do with the lead now.</summary>
public sealed record LeadMay(bool Claim, bool GiveBack, bool Touch, bool Assign, bool Release, bool Merge, bool Close,
    bool Reopen, bool Erase);

/// <summary>One raised hand, as it was sent.</summary>
public sealed record LeadRequest(
    string Id, string Kind, Instant ArrivedAt, string? Message, IReadOnlyList<(string Name, string Value)> Source,
    IReadOnlyList<(string Name, string Value)> Fields, long SpamScore, IReadOnlyList<string> SpamReasons,
        string? ClaimedAt);

/// <summary>One spell of ownership, and why it was given.</summary>
public sealed record LeadSpell(
    long Number, string Owner, string? Pool, bool Waiting, string Cause, string? Route, string Reason,
        Instant StartedAt, Instant? EndedAt, bool Missed,
    IReadOnlyList<LeadRival> Rivals);

/// <summary>Somebody else who could have had it.</summary>
public sealed record LeadRival(string Name, bool IsChosen, string Why, long Level, int Weight, decimal Target,
    decimal Shortfall);

/// <summary>Another lead of the same person.</summary>
public sealed record EarlierLead(string Id, string Kind, string Stage, string? Outcome, string Owner,
    Instant ArrivedAt);

/// <summary>The steps of the clock that runs, or of the last one.</summary>
public sealed record LeadLadder(
    Instant StartedAt, Instant DueAt, string State, Instant? BreachedAt, Instant? EndedAt, string MetBy,
        string HoursOf, IReadOnlyList<LeadStep> Steps);

public sealed record LeadStep(string Label, Instant At, bool Taken, bool IsDue);
