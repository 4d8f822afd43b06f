namespace Handraiser.Core.Proof;

/// <summary>What other sections rest on, and what rests on nothing else: the first step of a report.</summary>
internal sealed class FirstParts(History history)
{
    public TrustFindings Trust { get; private set; } = null!;

    public Answers AsLogged { get; private set; } = null!;

    public ProcessMap Process { get; private set; } = null!;

    /// <summary>The longest first, so that two that work together end at about the same time.</summary>
    public AuditPart[] All =>
    [
        new("trust", () => Trust = Proof.Trust.Of(history)),
        new("answers and process", () =>
        {
            AsLogged = Answers.Of(history);
            Process = ProcessMap.Of(AsLogged);
        }),
    ];
}

/// <summary>Every other section.</summary>
internal sealed class SecondParts(History history, ComparedParts? compare)
{
    Response response = null!;
    WaitBand[] bands = null!;
    Survival survival = null!;
    SpeedEffect effect = null!;
    MoneyLost money = null!;
    AttemptYield touches = null!;
    Dropped dropped = null!;
    AttributionReport attribution = null!;
    GaugesReport gauges = null!;
    CustomersReport customers = null!;
    DealStepsReport deals = null!;
    Comparison? comparison;

    public AuditPart[] All(FirstParts first)
    {
        var (asLogged, leftOut) = (first.AsLogged, first.Trust.Marks.LeftOut);
        return
        [
            new("effect and money", () => money = MoneyLost.Of(asLogged, effect = SpeedEffect.Of(asLogged))),
            new("response and survival", () =>
            {
                var trusted = first.Trust.Report.LeftOut.Count == 0 ? asLogged : Answers.Of(history, leftOut);
                (response, survival) = (Response.Of(asLogged, trusted), Survival.Of(asLogged, trusted));
                comparison = compare is null ? null : Comparison.Of(asLogged, trusted, compare);
            }),
            new("customers", () => customers = Customers.Of(history)),
            new("deal steps", () => deals = DealSteps.Of(history, leftOut)),
            new("attribution", () => attribution = Attribution.Of(history)),
            new("gauges", () => gauges = Gauges.Of(history, leftOut)),
            new("touches", () => touches = AttemptYield.Of(asLogged)),
            new("bands", () => bands = Bands.Of(asLogged)),
            new("dropped", () => dropped = Dropped.Of(asLogged)),
        ];
    }

    public AuditReport Report(FirstParts first) => new()
    {
        Rows = new(history.Leads.Count, history.Touches.Count, history.Deals.Count, history.Costs.Count),
        Response = response, Bands = bands, Survival = survival, Effect = effect, Money = money, Touches = touches,
        Dropped = dropped, Attribution = attribution, Gauges = gauges, Trust = first.Trust.Report,
        Customers = customers, Process = first.Process with { Deals = deals }, Compare = comparison,
    };
}
