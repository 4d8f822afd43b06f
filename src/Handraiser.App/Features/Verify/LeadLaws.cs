using System.Text.RegularExpressions;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ledger;

namespace Handraiser.App.Features.Verify;

/// <summary>The laws of one lead's history, checked lead by lead.</summary>
internal static partial class LeadLaws
{
    const string Whole = "A lead's history is whole and was not changed afterwards";
    const string Folds = "A lead's row is what its history adds up to";
    const string Chain = "Owners follow one another without a gap and never two at once";
    const string Missed = "No lead is handed back to somebody who missed it";
    const string Steps = "No step of a ladder is early, twice, lost or out of order";
    const string Clocked = "Every request of a kind with a target starts a clock";
    const string Private = "A history tells nothing that identifies the buyer";

    const int ShortestPhone = 6;

    public static IReadOnlyList<string> Names { get; } = [Whole, Folds, Chain, Missed, Steps, Clocked, Private];

    public static async IAsyncEnumerable<Finding> FindAsync(Database database, string workspace,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var rules = await database.SnapshotAsync(tx => PastPlaybooks.ReadAsync(tx, workspace), cancel);
        for (var after = ""; ;)
        {
            var page = await database.SnapshotAsync(tx => LeadCase.PageAsync(tx, workspace, after), cancel);
            if (page.Count == 0) yield break;
            foreach (var one in page)
            {
                foreach (var (law, what) in Check(one, rules)) yield return new(law, workspace, one.Lead.Id, what);
            }
            after = page[^1].Lead.Id;
        }
    }

    public static IEnumerable<(string Law, string What)> Check(LeadCase one, PastPlaybooks rules)
    {
        if (Ledger.Check(one.Events, one.Lead.Head) is { } broken) yield return (Whole, broken);
        var (told, kept) = (LeadFold.Of(one.Events), LeadFold.Of(one.Lead));
        if (told != kept) yield return (Folds, $"its events say {told}, its row says {kept}");
        foreach (var what in BreaksInChain(one)) yield return (Chain, what);
        foreach (var what in HandedBack(one, rules)) yield return (Missed, what);
        foreach (var what in StepHistory.Check(one)) yield return (Steps, what);
        if (rules.OwesClock(one)) yield return (Clocked, "its first request has no clock");
        if (one.Events.FirstOrDefault(row => Identifies(row.Data, one.Buyer)) is { } open) yield return (Private, $"event {open.Number} ({open.Kind})");
    }

    static IEnumerable<string> BreaksInChain(LeadCase one)
    {
        for (var i = 0; i < one.Spells.Count; i++)
        {
            var spell = one.Spells[i];
            if (spell.Number != i + 1) yield return $"spell {i + 1} is missing";
            if (spell.EndedAt < spell.StartedAt) yield return $"spell {spell.Number} ends before it starts";
            if (i + 1 < one.Spells.Count && spell.EndedAt != one.Spells[i + 1].StartedAt) yield return $"spell {spell.Number} does not end where the next starts";
        }
        if (one.Spells.Count == 0) yield return "nobody ever owned it";
    }

    /// <summary>Only when every human behind the lead has missed it may one of them have it again: somebody must.</summary>
    static IEnumerable<string> HandedBack(LeadCase one, PastPlaybooks rules)
    {
        for (var i = 1; i < one.Spells.Count; i++)
        {
            var spell = one.Spells[i];
            if (spell.Cause is not (Cause.HandOn or Cause.Back)) continue;
            var missed = Assignments.WhoMissed(one.Spells.Take(i));
            if (missed.Contains(spell.OwnerId) && !rules.HumansBehind(spell).All(missed.Contains))
            {
                yield return $"spell {spell.Number} gives it back to {spell.OwnerId}";
            }
        }
    }

    static bool Identifies(string data, Buyer buyer) => EmailLike().IsMatch(data)
        || (buyer.Phone is { Length: >= ShortestPhone } phone && data.Contains(phone, StringComparison.Ordinal))
        // One word alone may well be a word of something else.
        || (buyer.Name?.Trim() is { } name && name.Contains(' ', StringComparison.Ordinal) && data.Contains(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("""[^\s"@:]+@[^\s"@]+\.[A-Za-z]{2,}""", RegexOptions.NonBacktracking)]
    private static partial Regex EmailLike();
}
