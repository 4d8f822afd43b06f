using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Counts leads into bands.</summary>
internal sealed class BandCounts(Answers answers, int horizonDays, int bands, Grouping sources, Grouping kinds)
{
    const int Steps = 4;
    readonly LeadColumns leads = answers.History.Leads;
    readonly long horizon = horizonDays * Micros.Day;
    readonly int[] all = new int[bands];
    readonly int[] young = new int[bands];
    readonly int[] undated = new int[bands];
    readonly int[] reached = new int[bands * Steps];
    readonly int[] bySource = new int[bands * sources.Count];
    readonly int[] byKind = new int[bands * kinds.Count];

    [MethodImpl(RowLoop.Fast)]
    public void Add(int lead, int band)
    {
        all[band]++;
        bySource[(band * sources.Count) + sources.Codes[lead]]++;
        byKind[(band * kinds.Count) + kinds.Codes[lead]]++;
        var raised = leads.RaisedAt[lead];
        if (raised == Unknown.Time || raised + horizon > answers.History.Until)
        {
            young[band]++;
            return;
        }
        // A step was reached at the latest with the first step that implies it.
        var (steps, won) = (leads.Reached[lead], leads.WonAt[lead]);
        var qualified = Moment.Earlier(leads.QualifiedAt[lead], Moment.Earlier(leads.HandedOverAt[lead], won));
        var met = Moment.Earlier(leads.MetAt[lead], won);
        Step(band, 3, steps.HasFlag(Reached.Won), won, raised);
        Step(band, 2, steps.HasFlag(Reached.Met), met, raised);
        Step(band, 1, steps.HasFlag(Reached.Qualified), qualified, raised);
        Contact(lead, band, raised, Moment.Earlier(qualified, met));
    }

    public WaitBand Row(int band, string name)
    {
        var of = all[band] - young[band];
        PrintedShare Outcome(int step) => PrintedShare.From(reached[(band * Steps) + step], of);
        return new(name, all[band], young[band], horizonDays, Outcome(0), Outcome(1), Outcome(2), Outcome(3),
            undated[band], sources.Mix(bySource.AsSpan(band * sources.Count, sources.Count), all[band]),
            kinds.Mix(byKind.AsSpan(band * kinds.Count, kinds.Count), all[band]));
    }

    [MethodImpl(RowLoop.Fast)]
    void Contact(int lead, int band, long raised, long later)
    {
        var (contact, touch) = (answers.Contact, answers.Contact.Touch[lead]);
        var at = contact.State[lead] == Answer.Timed ? raised + contact.Wall[lead]
            : touch >= 0 ? answers.History.Touches.At[touch] : leads.ContactedAt[lead];
        Step(band, 0, contact.State[lead] != Answer.Never || leads.Reached[lead] != Reached.None,
            Moment.Earlier(at, later), raised);
    }

    void Step(int band, int step, bool happened, long at, long raised)
    {
        if (!happened || (at != Unknown.Time && at - raised > horizon)) return;
        reached[(band * Steps) + step]++;
        if (at == Unknown.Time) undated[band]++;
    }
}
