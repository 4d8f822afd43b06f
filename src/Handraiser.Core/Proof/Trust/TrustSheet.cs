using System.Runtime.CompilerServices;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>What the rules of trust share: the history, the marks so far, and what could not be judged.</summary>
sealed class TrustSheet(History history)
{
    public const long Second = 1_000_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>A rule that so large a share of a type breaks is not that type's rule.</summary>
    const double Usual = 0.2;
    const long FewOfType = 20;

    public History History => history;

    public TouchColumns Touches => history.Touches;

    public LeadColumns Leads => history.Leads;

    public TrustKinds[] OfTouch { get; } = new TrustKinds[history.Touches.Count];

    public TrustKinds[] OfLead { get; } = new TrustKinds[history.Leads.Count];

    /// <summary>Touches whose time of logging is a machine's.</summary>
    public bool[] Imported { get; } = new bool[history.Touches.Count];

    public List<TrustSilence> Silences { get; } = [];

    public long LateHabit { get; set; }

    public long LateClaims { get; set; }

    /// <summary>A human is said to have done it, whoever says so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsHuman(int touch) =>
        Touches.Grade[touch] != Grade.Automated && Touches.Channel[touch] < Channel.Open;

    /// <summary>Written by somebody, not seen by a system.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsReported(int touch) => IsHuman(touch) && Touches.Origin[touch] == Origin.Reported;

    /// <summary>Its time of logging is known and tells when a hand wrote it down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLoggedByHand(int touch) =>
        Touches.LoggedAt[touch] != Unknown.Time && !Imported[touch] && IsReported(touch);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsMeeting(int touch) =>
        Touches.Channel[touch] == Channel.Meeting || Touches.Grade[touch] == Grade.Meeting;

    /// <summary>
    /// Marks what a rule found, type by type; a type that breaks the rule as often as that follows another one.
    /// </summary>
    /// <param name="found">Touches that break the rule.</param>
    /// <param name="judged">For each type (one more than its code) the touches that could have broken it.</param>
    public void MarkByType(TrustKinds kind, List<int> found, long[] judged, string reason)
    {
        var broken = new long[judged.Length];
        foreach (var touch in found) broken[Touches.Type.Codes[touch] + 1]++;
        var silent = new bool[judged.Length];
        for (var type = 0; type < judged.Length; type++)
        {
            silent[type] = judged[type] >= FewOfType && broken[type] > Usual * judged[type];
            if (!silent[type]) continue;
            Silences.Add(new(kind.Text(), type == 0 ? null : Touches.Type.Words[type - 1], broken[type], reason));
        }
        foreach (var touch in found)
        {
            if (!silent[Touches.Type.Codes[touch] + 1]) OfTouch[touch] |= kind;
        }
    }

    /// <summary>A counter for each type, the first for touches without one.</summary>
    public long[] ByType() => new long[Touches.Type.Words.Count + 1];
}
