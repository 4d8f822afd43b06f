using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>
/// Collects leads, touches, deals and costs one by one, in any order, and makes the columns of a <see cref="History"/>.
/// </summary>
public sealed class HistoryBuilder
{
    readonly List<LeadEntry> leads = [];
    readonly List<TouchEntry> touches = [];
    readonly List<DealEntry> deals = [];
    readonly List<CostEntry> costs = [];
    readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);

    /// <summary>The row that the lead will have.</summary>
    /// <exception cref="ArgumentException">A lead of this id was added before.</exception>
    public int AddLead(LeadEntry lead)
    {
        rows.Add(lead.Id, leads.Count);
        leads.Add(lead);
        return leads.Count - 1;
    }

    public void AddTouch(TouchEntry touch) => touches.Add(touch);

    public void AddDeal(DealEntry deal) => deals.Add(deal);

    public void AddCost(CostEntry cost) => costs.Add(cost);

    /// <summary>
    /// Makes the columns, and lets the deals tell how their leads went on (<see cref="DealOutcome"/>).
    /// </summary>
    /// <param name="zone">The zone in which days and weeks are told.</param>
    /// <param name="hours">When the team works.</param>
    /// <param name="until">Until when the history is known.</param>
    public History Build(DateTimeZone zone, OpeningHours hours, Instant until)
    {
        var (leadColumns, dealColumns) = (LeadTable(), DealTable());
        DealOutcome.WriteInto(leadColumns, dealColumns);
        return new()
        {
            Zone = zone, Hours = hours, Until = Moment.Of(until),
            Leads = leadColumns, Touches = TouchTable(), Deals = dealColumns, Costs = CostTable(),
        };
    }

    LeadColumns LeadTable() => new()
    {
        Count = leads.Count,
        Id = TextColumn.Of(leads.Select(lead => lead.Id)),
        RaisedAt = Times(leads, lead => lead.RaisedAt),
        LoggedAt = Times(leads, lead => lead.LoggedAt ?? lead.RaisedAt),
        DateOnly = Column(leads, lead => lead.DateOnly),
        Owner = Words(leads, lead => lead.Owner),
        Team = Words(leads, lead => lead.Team),
        Source = Words(leads, lead => lead.Source),
        Kind = Words(leads, lead => lead.Kind),
        Campaign = Words(leads, lead => lead.Campaign),
        Country = Words(leads, lead => lead.Country),
        Domain = Words(leads, lead => lead.Domain?.ToLowerInvariant()),
        Employees = Column(leads, lead => lead.Employees ?? double.NaN),
        ContactedAt = Times(leads, lead => lead.ContactedAt),
        QualifiedAt = Times(leads, lead => lead.QualifiedAt),
        MetAt = Times(leads, lead => lead.MetAt),
        HandedOverAt = Times(leads, lead => lead.HandedOverAt),
        AcceptedAt = Times(leads, lead => lead.AcceptedAt),
        WonAt = Times(leads, lead => lead.WonAt),
        EndedAt = Times(leads, lead => lead.EndedAt),
        Ending = Column(leads, lead => lead.WonAt is null ? lead.Ending : Ending.Won),
        Reached = Column(leads, lead => lead.AllReached),
        Traits = [.. WordTraits(), .. NumberTraits()],
    };

    TouchColumns TouchTable()
    {
        var lead = Column(touches, touch => RowOf(touch.Lead));
        var order = TouchOrder.Of(lead, Times(touches, touch => touch.At), leads.Count);
        var sorted = order.Rows.Select(row => touches[row]).ToList();
        return new()
        {
            Count = sorted.Count,
            Id = TextColumn.Of(sorted.Select(touch => touch.Id)),
            Lead = order.Take(lead),
            FirstOfLead = order.FirstOfLead,
            At = Times(sorted, touch => touch.At),
            LoggedAt = Times(sorted, touch => touch.LoggedAt),
            DateOnly = Column(sorted, touch => touch.DateOnly),
            Grade = Column(sorted, touch => touch.Grade),
            Origin = Column(sorted, touch => touch.Origin),
            Inbound = Column(sorted, touch => touch.Inbound),
            Channel = Column(sorted, touch => touch.Channel),
            Lasted = Column(sorted, touch => touch.Lasted is { } lasted ? (int)lasted.TotalSeconds : Unknown.Seconds),
            Owner = Words(sorted, touch => touch.Owner),
            Type = Words(sorted, touch => touch.Type),
        };
    }

    DealColumns DealTable() => new()
    {
        Count = deals.Count,
        Id = TextColumn.Of(deals.Select(deal => deal.Id)),
        Lead = Column(deals, deal => RowOf(deal.Lead)),
        Link = Column(deals, deal => RowOf(deal.Lead) < 0 ? Link.None : deal.Link),
        Owner = Words(deals, deal => deal.Owner),
        CreatedAt = Times(deals, deal => deal.CreatedAt),
        ClosedAt = Times(deals, deal => deal.ClosedAt),
        State = Column(deals, deal => deal.State),
        Value = Column(deals, deal => deal.Value ?? double.NaN),
        LossReason = Words(deals, deal => deal.LossReason),
    };

    CostColumns CostTable() => new()
    {
        Count = costs.Count,
        From = Times(costs, cost => cost.From),
        To = Times(costs, cost => cost.To),
        Source = Words(costs, cost => cost.Source),
        Campaign = Words(costs, cost => cost.Campaign),
        Amount = Column(costs, cost => cost.Amount),
    };

    IEnumerable<Trait> WordTraits() => Names(lead => lead.Words?.Keys).Select(name =>
        new Trait(name, Words(leads, lead => lead.Words?.GetValueOrDefault(name)), null));

    IEnumerable<Trait> NumberTraits() => Names(lead => lead.Numbers?.Keys).Select(name => new Trait(name, null,
        Column(leads, lead => lead.Numbers is { } has && has.TryGetValue(name, out var number) ? number : double.NaN)));

    IOrderedEnumerable<string> Names(Func<LeadEntry, IEnumerable<string>?> of) =>
        leads.SelectMany(lead => of(lead) ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    int RowOf(string? lead) => lead is not null && rows.TryGetValue(lead, out var row) ? row : Unknown.Row;

    static T[] Column<TRow, T>(List<TRow> from, Func<TRow, T> of)
    {
        var column = new T[from.Count];
        for (var row = 0; row < column.Length; row++) column[row] = of(from[row]);
        return column;
    }

    static long[] Times<TRow>(List<TRow> from, Func<TRow, Instant?> of) => Column(from, row => Moment.Of(of(row)));

    static CodeColumn Words<TRow>(List<TRow> from, Func<TRow, string?> of)
    {
        var vocabulary = new Vocabulary();
        var codes = Column(from, row => vocabulary.CodeOf(of(row)));
        return new CodeColumn(vocabulary.Words, codes);
    }
}
