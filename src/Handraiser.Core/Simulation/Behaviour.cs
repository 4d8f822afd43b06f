using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>What a rep makes of a lead that reached them.</summary>
/// <param name="Notices">False when only a nudge can help.</param>
/// <param name="Reaction">Until the first touch, in the time that the rep is here.</param>
public readonly record struct SpellPlan(bool Notices, Duration Reaction);

/// <summary>One touch and what follows from it.</summary>
/// <param name="Handling">How long it keeps the rep busy.</param>
/// <param name="Next">Until the next one, in the time that the owner is here; null when there is none to come.</param>
public readonly record struct TouchPlan(Grade Grade, Duration Handling, Duration? Next);

/// <summary>How a case ends.</summary>
/// <param name="After">From the last touch, as time passes.</param>
public readonly record struct EndingPlan(Outcome Outcome, Duration After);

/// <summary>What became of a lead.</summary>
public enum Outcome { Meeting, NotNow, NoAnswer, Unreachable, Spam, NeverAnswered }

/// <summary>The words for an <see cref="Outcome"/>.</summary>
public static class Outcomes
{
    static readonly string[] Words = ["meeting", "not now", "no answer", "unreachable", "spam", "never answered"];

    public static string Text(this Outcome outcome) => Words[(int)outcome];
}

/// <summary>
/// What people do, drawn for one lead: the same seed and lead give the same luck whoever owns it, so that two playbooks
/// differ by what they decide and not by chance.
/// </summary>
internal static class Behaviour
{
    // An end without a conversation is written down soon after the last touch.
    static readonly Duration Paperwork = Duration.FromMinutes(10);

    /// <param name="number">How often somebody has been told of the lead, this time included.</param>
    public static SpellPlan Spell(ulong seed, int lead, int number, RepHabits habits)
    {
        var dice = Dice.Of(seed, DicePurpose.Spell, lead, number);
        var notices = dice.Happens(habits.Notices);
        return new(notices, Moments.Draw(ref dice, habits.Reaction, habits.ReactionSpread));
    }

    /// <summary>Whether a nudge gets an owner to act who had not noticed, and how soon then.</summary>
    public static SpellPlan Nudge(ulong seed, int lead, int number, RepHabits habits)
    {
        var dice = Dice.Of(seed, DicePurpose.Nudge, lead, number);
        var heeds = dice.Happens(habits.Heeds);
        return new(heeds, Moments.Draw(ref dice, habits.Reaction, habits.ReactionSpread));
    }

    /// <summary>A touch; <paramref name="number"/> counts from 1.</summary>
    public static TouchPlan Touch(
        ulong seed, int lead, int number, Duration waited, bool dud, RepHabits habits, BuyerHabits buyers)
    {
        var dice = Dice.Of(seed, DicePurpose.Touch, lead, number);
        var lives = waited.TotalSeconds / Math.Max(1, buyers.HalfLife.TotalSeconds);
        var reached = buyers.ReachedLate
            + ((buyers.ReachedAtOnce - buyers.ReachedLate) * Dice.Exp(-0.6931471805599453 * lives));
        var speaks = dice.Happens(reached) && !dud;
        var mails = dice.Happens(buyers.ByMail);
        var handling = Moments.Draw(ref dice, habits.Handling, habits.HandlingSpread);
        var gap = Moments.Draw(ref dice, buyers.Gap, 0.5);
        var grade = speaks ? Grade.TwoWay : mails ? Grade.Personal : Grade.Attempt;
        return new(grade, handling, speaks || number >= buyers.Touches ? null : gap);
    }

    public static EndingPlan Ending(ulong seed, int lead, bool reached, bool dud, BuyerHabits buyers)
    {
        if (!reached) return new(dud ? Outcome.Unreachable : Outcome.NoAnswer, Paperwork);
        var dice = Dice.Of(seed, DicePurpose.Ending, lead);
        var meets = dice.Happens(buyers.Meets);
        return new(meets ? Outcome.Meeting : Outcome.NotNow, Moments.Draw(ref dice, buyers.Talks, 0.7));
    }
}
