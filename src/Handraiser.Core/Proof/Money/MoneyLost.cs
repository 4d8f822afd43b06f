namespace Handraiser.Core.Proof;

/// <summary>
/// What slow answers cost, as three numbers that believe different things, and what no answer at all costs: the section
/// "money" of a report. It is reckoned over the leads whose horizon has passed. Observational; see
/// <see cref="SpeedEffect"/>, and believe no number here that its ladder does not support.
/// </summary>
/// <param name="Currency">As the caller names it; null when not known.</param>
/// <param name="Leads">The leads that the numbers are about.</param>
/// <param name="Worth">What one more outcome is worth; null with <paramref name="Missing"/> saying why.</param>
/// <param name="Raw">Believes that leads answered late differ from those answered within 5 minutes in nothing else.
/// </param>
/// <param name="Adjusted">Believes the adjusted curve of the outcome by wait.</param>
/// <param name="Natural">Believes the natural experiment, and counts those answered after more than an hour.</param>
/// <param name="NeverAnswered">If those whom nobody answered had been answered as the others were. It needs no curve,
/// and is not in the other three.</param>
/// <param name="Capped">What of it the team could have done in its hours.</param>
/// <param name="Cost">What requests and conversations cost.</param>
/// <param name="Missing">Why there are no amounts; null when there are.</param>
public sealed record MoneyLost(
    string? Currency, long Leads, MoneyWorth? Worth, MoneyFigure Raw, MoneyFigure Adjusted, MoneyFigure Natural,
    MoneyFigure NeverAnswered, MoneyCap Capped, MoneyCost Cost, string? Missing)
{
    /// <summary>From a ladder that was climbed.</summary>
    public static MoneyLost Of(Answers answers, SpeedEffect effect, MoneyOptions? options = null)
    {
        options ??= new();
        var ladder = effect.Ladder;
        var groups = new MoneyGroups(ladder);
        var worth = MoneyValue.Of(ladder, groups, options, out var missing);
        var capacity = new AnsweringCapacity(answers);
        var sums = new MoneyTerms(ladder, groups, capacity);
        var figures = new MoneyDraws(groups, worth, options, ladder).Figures(sums.Terms);
        var cap = new MoneyCap(figures[4], figures[5], capacity.PerHour, sums.CappedLeads, capacity.Says);
        return new(options.Currency, ladder.Cohort.Eligible, worth?.Report(), figures[0], figures[1], figures[2],
            figures[3], cap, MoneyCost.Of(answers), missing);
    }
}

/// <summary>How money is reckoned.</summary>
public sealed record MoneyOptions
{
    public string? Currency { get; init; }

    /// <summary>Gross margin, 0 to 1: a lost sale is not a lost turnover. 1 reckons with turnover.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>The median deal in place of the mean one: what a usual sale is worth, without the few very large.
    /// </summary>
    public bool MedianValue { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Of the bootstrap over an owner's weeks.</summary>
    public int Draws { get; init; } = 400;
}

/// <summary>What one more outcome is worth: the share of outcomes that end in a win, times a won deal, times
/// the margin.
/// </summary>
/// <param name="WinsPerOutcome">The rate stays as it is: answering sooner is credited with outcomes and not once more
/// with wins.</param>
/// <param name="Deals">Won deals with a value.</param>
/// <param name="Linked">They are deals of the leads in question, and are drawn with them; else they are all there are.
/// </param>
/// <param name="Used">"mean" or "median".</param>
public sealed record MoneyWorth(
    double PerOutcome, double WinsPerOutcome, double? WinsLow, double? WinsHigh, double MeanDeal, double MedianDeal,
    string Used, double Margin, long Deals, bool Linked);

/// <summary>Outcomes forgone and their worth, with percentile intervals of the bootstrap.</summary>
/// <param name="N">Leads that would be answered otherwise.</param>
/// <param name="Amount">Null when nothing says what an outcome is worth.</param>
public sealed record MoneyFigure(
    long N, double? Outcomes, double? OutcomesLow, double? OutcomesHigh, double? Amount, double? Low80, double? High80,
    double? Low95, double? High95, string Says, string? Missing);

/// <summary>The adjusted numbers within the team's hours and its proven pace.</summary>
/// <param name="PerHour">First attempts that the team makes in a busy open hour; null when nobody attempted
/// any.</param>
/// <param name="Leads">Leads in the study that could have been answered within minutes.</param>
public sealed record MoneyCap(
    MoneyFigure Adjusted, MoneyFigure NeverAnswered, double? PerHour, long Leads, string Says);
