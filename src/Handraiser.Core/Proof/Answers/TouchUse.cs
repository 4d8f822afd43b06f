namespace Handraiser.Core.Proof;

/// <summary>What a touch is to the response of its lead.</summary>
public enum TouchUse : byte
{
    /// <summary>A human's outbound act at or after the request.</summary>
    Attempt,

    /// <summary>The buyer came to us at or after the request.</summary>
    Inbound,

    /// <summary>A machine's message: never a response.</summary>
    Automated,

    /// <summary>An open, a click or a note: a trace of something, and not an act towards the buyer.</summary>
    Trace,

    /// <summary>It claims to have happened before the request, so it can't answer it.</summary>
    BeforeRequest,

    /// <summary>It claims to happen after the history ends: planned and not done.</summary>
    AfterEnd,

    /// <summary>Left out by the mask.</summary>
    LeftOut,

    /// <summary>It belongs to no known lead.</summary>
    NoLead,
}

/// <summary>How many touches were what to the responses.</summary>
/// <param name="DateOnly">Attempts known by their date only: they answer, but have no response time.</param>
/// <param name="ContactBeforeRequest">Leads whose own field says that they were contacted before they asked.</param>
public sealed record TouchUses(long Attempts, long Inbound, long Automated, long Traces, long BeforeRequest,
    long AfterEnd, long LeftOut, long NoLead, long DateOnly, long ContactBeforeRequest);
