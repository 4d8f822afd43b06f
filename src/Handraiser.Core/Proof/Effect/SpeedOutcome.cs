namespace Handraiser.Core.Proof;

/// <summary>Which step of the funnel the ladder asks about, and when each lead reached it.</summary>
internal sealed class SpeedOutcome
{
    static readonly Reached[] ByPreference = [Reached.Qualified, Reached.Met, Reached.Won];

    readonly LeadColumns leads;

    SpeedOutcome(LeadColumns leads, Reached step) => (this.leads, Step) = (leads, step);

    public Reached Step { get; }

    public string Name => Step switch { Reached.Qualified => "qualified", Reached.Met => "met", _ => "won" };

    /// <summary>
    /// A step that only ever came with a win is not known by itself: a win implies it. What nobody reached or enough
    /// is not known of falls through to the next; null when nothing is known of any.
    /// </summary>
    public static SpeedOutcome? Of(LeadColumns leads)
    {
        Span<long> known = stackalloc long[ByPreference.Length];
        foreach (var reached in leads.Reached)
        {
            var won = reached.HasFlag(Reached.Won);
            if (!won && reached.HasFlag(Reached.Qualified)) known[0]++;
            if (!won && reached.HasFlag(Reached.Met)) known[1]++;
            if (won) known[2]++;
        }
        for (var i = 0; i < known.Length; i++) if (known[i] > 0) return new(leads, ByPreference[i]);
        return null;
    }

    public bool Has(int lead) => (leads.Reached[lead] & Step) != 0;

    /// <summary>When; of a step without a date the first dated one that implies it, which is at the latest.</summary>
    public long At(int lead) => Step switch
    {
        Reached.Qualified => Dated(leads.QualifiedAt[lead],
            Moment.Earlier(leads.HandedOverAt[lead], leads.WonAt[lead])),
        Reached.Met => Dated(leads.MetAt[lead], leads.WonAt[lead]),
        _ => leads.WonAt[lead],
    };

    static long Dated(long own, long later) => own == Unknown.Time ? later : own;
}
