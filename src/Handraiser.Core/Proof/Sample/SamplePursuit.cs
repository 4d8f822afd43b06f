using Handraiser.Core.Simulation;

namespace Handraiser.Core.Proof;

/// <summary>Where the work on a lead stands.</summary>
internal enum SampleStage : byte { First, Again, FollowUp, Meeting, Closing, Done }

/// <summary>What happened, and so what the record says.</summary>
internal enum SampleAct : byte
{
    AutoReply, Open, Click, Reached, NoAnswer, Voicemail, Busy, MailOut, MailIn, Held, Missed, Review,
}

/// <summary>One record of the export, in little room. Times are seconds since 1970.</summary>
/// <param name="Lasted">Seconds, or -1.</param>
/// <param name="Rep">Number of the rep, or -1 for a machine's own record.</param>
internal readonly record struct SampleTouch(
    long At, long Logged, int Lasted, short Rep, SampleAct What, bool Observed, Planted Planted);

/// <summary>One lead while it is worked on, and then all that became of it.</summary>
internal sealed class SamplePursuit(int number, long raised, in SampleBuyer buyer, Dice dice)
{
    // Every touch draws from the lead's own luck.
    public Dice Dice = dice;

    public readonly SampleBuyer Buyer = buyer;

    public int Number => number;
    public long Raised => raised;
    public long LoggedAt { get; set; }
    public required SampleRep Rep { get; init; }

    /// <summary>Whoever acts next: the rep, and the closer once there is a deal.</summary>
    public required SampleRep Worker { get; set; }

    /// <summary>The number of the first lead that came from the company.</summary>
    public required int Company { get; init; }
    public required bool SharesCompany { get; init; }
    public List<SampleTouch> Touches { get; } = new(6);
    public SampleStage Stage { get; set; }
    public int Attempts { get; set; }

    /// <summary>The due touch was meant for a full or half hour; for just under five minutes.</summary>
    public Planted Meant { get; set; }

    /// <summary>Until the first attempt that was really made; -1 while there is none.</summary>
    public long Waited { get; set; } = -1;
    public SampleWait Wait { get; set; }
    public long ContactedAt { get; set; } = -1;
    public long QualifiedAt { get; set; } = -1;
    public long MetAt { get; set; } = -1;
    public long AcceptedAt { get; set; } = -1;
    public long EndedAt { get; set; } = -1;
    public Ending Ending { get; set; }
    public SampleDeal? Deal { get; set; }
}

/// <summary>The deal of a lead that came to a meeting.</summary>
internal sealed record SampleDeal(SampleRep Closer, long CreatedAt, long ClosedAt, bool Won, double Value,
    int LossReason, long ReviewAt, Link Link)
{
    public bool Reviewed { get; set; }
}
