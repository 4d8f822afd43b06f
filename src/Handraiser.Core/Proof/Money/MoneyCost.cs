using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>What was spent for one request and for one conversation, over the time that the costs cover.</summary>
/// <param name="Amount">All that was spent, also on what belongs to no source.</param>
/// <param name="Requests">Leads raised in that time.</param>
/// <param name="Conversations">Of them, those who were reached by now.</param>
/// <param name="PerConversationLow">From Wilson's interval of the share that was reached.</param>
/// <param name="BySource">Sources with costs, the dearest first; each with the leads of its own time. Null amounts are
/// of fewer than 20 requests.</param>
/// <param name="Missing">Why there is nothing to tell; null when there is.</param>
public sealed record MoneyCost(
    double? Amount, long Requests, long Conversations, double? PerRequest, double? PerConversation,
    double? PerConversationLow, double? PerConversationHigh, IReadOnlyList<SourceCost> BySource, string? Missing)
{
    public static MoneyCost Of(Answers answers)
    {
        var costs = answers.History.Costs;
        if (costs.Count == 0) return new(null, 0, 0, null, null, null, null, [], "No costs were given.");
        var total = new SourceSpend();
        var spends = new Dictionary<string, SourceSpend>(StringComparer.OrdinalIgnoreCase);
        for (var row = 0; row < costs.Count; row++)
        {
            total.Add(costs.From[row], costs.To[row], costs.Amount[row]);
            if (costs.Source[row] is not { } source) continue;
            if (!spends.TryGetValue(source, out var spend)) spends[source] = spend = new() { Name = source };
            spend.Add(costs.From[row], costs.To[row], costs.Amount[row]);
        }
        total.Settle();
        foreach (var spend in spends.Values) spend.Settle();
        Count(answers, total, spends);
        var all = total.Report();
        return new(total.Amount, total.Requests, total.Conversations, all.PerRequest, all.PerConversation,
            all.PerConversationLow, all.PerConversationHigh,
            [.. spends.Values.OrderByDescending(spend => spend.Amount).ThenBy(spend => spend.Name, StringComparer.Ordinal)
                .Select(spend => spend.Report())], null);
    }

    [MethodImpl(RowLoop.Fast)]
    static void Count(Answers answers, SourceSpend total, Dictionary<string, SourceSpend> spends)
    {
        var leads = answers.History.Leads;
        var bySource = leads.Source.Words.Select(word => spends.GetValueOrDefault(word)).ToArray();
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var reached = answers.Contact.State[lead] != Answer.Never;
            total.Meet(leads.RaisedAt[lead], reached);
            var source = leads.Source.Codes[lead];
            if (source >= 0) bySource[source]?.Meet(leads.RaisedAt[lead], reached);
        }
    }
}

/// <summary>One source's part; see <see cref="MoneyCost"/>.</summary>
public sealed record SourceCost(
    string Source, double Amount, long Requests, long Conversations, double? PerRequest, double? PerConversation,
    double? PerConversationLow, double? PerConversationHigh);

/// <summary>What was spent on one source, and when.</summary>
internal sealed class SourceSpend
{
    List<(long From, long To)> times = [];

    public string Name { get; init; } = "";

    public double Amount { get; private set; }

    public long Requests { get; private set; }

    public long Conversations { get; private set; }

    public void Add(long from, long to, double amount)
    {
        if (double.IsFinite(amount)) Amount += amount;
        times.Add((from, to));
    }

    /// <summary>Joins the times, of which many follow one another or are the same.</summary>
    public void Settle()
    {
        var joined = new List<(long From, long To)>();
        foreach (var (from, to) in times.Order())
        {
            if (joined.Count > 0 && from <= joined[^1].To) joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, to));
            else joined.Add((from, to));
        }
        times = joined;
    }

    [MethodImpl(RowLoop.Fast)]
    public void Meet(long raised, bool reached)
    {
        foreach (var (from, to) in times)
        {
            if (raised < from || raised >= to) continue;
            Requests++;
            if (reached) Conversations++;
            return;
        }
    }

    public SourceCost Report()
    {
        if (Requests < PrintedShare.Least) return new(Name, Amount, Requests, Conversations, null, null, null, null);
        var limits = new Share(Conversations, Requests).Wilson;
        double? Each(double conversations) => conversations > 0 ? Amount / conversations : null;
        return new(Name, Amount, Requests, Conversations, Amount / Requests, Each(Conversations),
            Each(limits.High * Requests), Each(limits.Low * Requests));
    }
}
