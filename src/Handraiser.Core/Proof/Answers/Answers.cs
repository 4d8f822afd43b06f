using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>Whether a milestone was reached, and whether its time is known.</summary>
public enum Answer : byte
{
    Never,
    Timed,

    /// <summary>It happened, but the lead or the touch is known by its date only: there is no response time.</summary>
    DateOnly,
}

/// <summary>How long each lead waited for one milestone; a row for each lead.</summary>
public sealed class Waits
{
    internal Waits(int leads) =>
        (State, Wall, Working, Touch) = (new Answer[leads], new long[leads], new long[leads], new int[leads]);

    public Answer[] State { get; }

    /// <summary>Microseconds from the request by the wall clock, the buyer's own; <see cref="Unknown.Time"/> unless
    /// timed.</summary>
    public long[] Wall { get; }

    /// <summary>Microseconds of them within the team's hours; <see cref="Unknown.Time"/> unless timed.</summary>
    public long[] Working { get; internal set; }

    /// <summary>The touch that it was; <see cref="Unknown.Row"/> when there is none or only the lead's own field says
    /// so.</summary>
    public int[] Touch { get; }
}

/// <summary>
/// When each lead was first attempted and first reached. Attempt: the first outbound act of a human at or after the
/// request. Contact: the first time at or after the request that both sides spoke or met (a connected call, a reply,
/// a meeting held), by a touch or by the lead's own field. A machine's message, an open, a click and a note are
/// neither; nor is what claims to have happened before the request or after the end of the history.
/// </summary>
/// <remarks>
/// An inbound message below <see cref="Grade.TwoWay"/> is a reply only when a human's attempt came before it:
/// a buyer who asks twice has not been answered. Touches with a date and no time of day count as attempts, and as the
/// answer when there is no timed one, but have no response time; neither has any touch of a lead that has only a date.
/// </remarks>
public sealed class Answers
{
    readonly bool[]? leftOut;

    Answers(History history, bool[]? leftOut)
    {
        var leads = history.Leads.Count;
        this.leftOut = leftOut;
        (History, Attempt, Contact) = (history, new(leads), new(leads));
        (Attempts, AttemptsToContact) = (new int[leads], new int[leads]);
        (AutomatedAt, AskedAgain) = (new long[leads], new bool[leads]);
    }

    public History History { get; }

    public Waits Attempt { get; }

    public Waits Contact { get; }

    /// <summary>Outbound acts of humans at or after the request.</summary>
    public int[] Attempts { get; }

    /// <summary>How many of them were made up to and with first contact; all when there was none.</summary>
    public int[] AttemptsToContact { get; }

    /// <summary>The first message of a machine at or after the request, or <see cref="Unknown.Time"/>.</summary>
    public long[] AutomatedAt { get; }

    /// <summary>The buyer wrote or called once more before anybody had tried to answer.</summary>
    public bool[] AskedAgain { get; }

    public TouchUses Uses { get; internal set; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Leads with a date-only attempt on a day before the first timed one: their wait may be shorter.
    /// </summary>
    public int MaybeEarlier { get; internal set; }

    /// <summary>Whether the first answer was a machine's: a dashboard that counts it shows a wait that nobody had.
    /// </summary>
    public bool AutomatedFirst(int lead) => AutomatedAt[lead] != Unknown.Time
        && (Attempt.State[lead] != Answer.Timed
            || AutomatedAt[lead] < History.Leads.RaisedAt[lead] + Attempt.Wall[lead]);

    /// <param name="leftOut">Touches that do not count, a row each; none without it.</param>
    public static Answers Of(History history, bool[]? leftOut = null)
    {
        var answers = new Answers(history, leftOut);
        new AnswerScan(answers).Run();
        return answers;
    }

    /// <summary>What a touch is to its lead.</summary>
    /// <param name="raised">When the lead was raised.</param>
    [MethodImpl(RowLoop.Fast)]
    internal TouchUse UseOf(int row, long raised)
    {
        if (leftOut is not null && leftOut[row]) return TouchUse.LeftOut;
        var touches = History.Touches;
        if (touches.Channel[row] is Channel.Open or Channel.Click or Channel.Note) return TouchUse.Trace;
        var at = touches.At[row];
        if (at > History.Until) return TouchUse.AfterEnd;
        // A day that ends before the request is before it; of the day of the request nobody knows.
        if (touches.DateOnly[row] ? at + Micros.Day <= raised : at < raised) return TouchUse.BeforeRequest;
        return touches.Grade[row] == Grade.Automated ? TouchUse.Automated
            : touches.Inbound[row] ? TouchUse.Inbound : TouchUse.Attempt;
    }
}
