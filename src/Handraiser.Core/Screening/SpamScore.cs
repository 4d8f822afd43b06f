using Handraiser.Core.Identity;

namespace Handraiser.Core.Screening;

/// <summary>
/// How much a request looks like spam. It is never dropped: from 50 it waits in quarantine, where its clock runs and a
/// rep sees why.
/// </summary>
/// <param name="Score">0 (nothing speaks against it) to 100.</param>
/// <param name="Reasons">Sentences for reps, heaviest first; empty exactly when the score is 0.</param>
public sealed record SpamVerdict(int Score, IReadOnlyList<string> Reasons)
{
    public bool IsQuarantined => Score >= SpamScore.Quarantine;
}

/// <summary>
/// Adds up what speaks against a request. The weights are judgement, not measurement. They keep two promises: only a
/// filled honeypot, a flood of links, an unmistakable spam text or an address nobody can read reach quarantine alone;
/// and speed, a shared network, a repeated or a doubtful, disposable, shared or free address never do.
/// </summary>
public static class SpamScore
{
    /// <summary>From this score a request waits in quarantine.</summary>
    public const int Quarantine = 50;

    const int ScoreMax = 100;

    /// <summary>Weighs the signals; the same signals always give the same verdict.</summary>
    public static SpamVerdict Of(SpamSignals signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        (int Points, string Reason)[] found =
        [
            Honeypot(signals), Speed(signals), Links(signals), Wording(signals), Disguise(signals), Name(signals),
            Address(signals), Disposable(signals), Role(signals), Free(signals), Network(signals), Repeats(signals),
            Flood(signals), Unreachable(signals),
        ];
        var counted = found.Where(finding => finding.Points > 0).OrderByDescending(finding => finding.Points).ToList();
        return new(
            Math.Min(ScoreMax, counted.Sum(finding => finding.Points)),
            counted.ConvertAll(finding => finding.Reason));
    }

    static (int, string) Honeypot(SpamSignals signals) =>
        (signals.HoneypotFilled ? 50 : 0,
            "A field that people cannot see was filled in. Robots do that, and now and then a password manager.");

    static (int, string) Speed(SpamSignals signals) => signals.SecondsToFill switch
    {
        null => default,
        < 1 => (20, "The form was sent less than a second after it was shown."),
        < 3 => (10, "The form was sent within three seconds."),
        _ => default,
    };

    static (int, string) Links(SpamSignals signals)
    {
        var points = signals.LinkCount switch { < 3 => 0, < 5 => 10, < 10 => 25, < 20 => 40, _ => 50 };
        return (points, $"The message holds {signals.LinkCount} links.");
    }

    static (int, string) Wording(SpamSignals signals)
    {
        var phrases = SpamText.Phrases(signals.Message);
        var points = phrases.Count switch { 0 => 0, 1 => 15, 2 => 35, _ => 50 };
        return (points, $"The message uses words common in spam: {string.Join(", ", phrases.Take(5))}.");
    }

    static (int, string) Disguise(SpamSignals signals)
    {
        if (SpamText.HasLinkMarkup(signals.Message))
            return (25, "The message holds link code, which people do not type.");
        return (SpamText.HasMixedScriptWord(signals.Message) ? 15 : 0,
            "A word in the message mixes alphabets, which hides it from filters.");
    }

    static (int, string) Name(SpamSignals signals) =>
        (signals.NameLooksMashed ? 15 : 0, "The name looks like random keys.");

    static (int, string) Address(SpamSignals signals)
    {
        if (signals.EmailDoubts.Contains(EmailDoubts.MixedScript))
            return (20, "The e-mail address mixes alphabets, as forged addresses do.");
        return (signals.EmailDoubts.Count > 0 ? 10 : 0, "The e-mail address may not be right.");
    }

    static (int, string) Unreachable(SpamSignals signals) =>
        (signals.IsUnreachable ? 50 : 0, "Nobody can be answered: the address or number given cannot be read.");

    static (int, string) Disposable(SpamSignals signals) =>
        (signals.IsDisposableEmail ? 20 : 0, "The e-mail address is a throw-away one.");

    static (int, string) Role(SpamSignals signals) =>
        (signals.IsRoleEmail ? 5 : 0, "The e-mail address belongs to a desk (such as info@), not to a person.");

    static (int, string) Free(SpamSignals signals) =>
        (signals.IsFreeMail ? 3 : 0, "The e-mail address is from a free provider.");

    static (int, string) Network(SpamSignals signals)
    {
        var points = signals.SameNetworkIn10Min switch { < 5 => 0, < 10 => 10, < 30 => 25, _ => 40 };
        return (points, $"{signals.SameNetworkIn10Min} more requests came from the same network in ten minutes.");
    }

    static (int, string) Repeats(SpamSignals signals)
    {
        var points = signals.SameEmailIn10Min switch { < 2 => 0, < 5 => 10, _ => 25 };
        return (points, $"{signals.SameEmailIn10Min} more requests came with the same e-mail in ten minutes.");
    }

    static (int, string) Flood(SpamSignals signals) =>
        (signals.FormIsFlooded ? 20 : 0, "The form was being flooded when this came in.");
}
