using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// The published table beside ours: J. B. Oldroyd, K. McElheran, D. Elkington, "The short life of online sales leads",
/// Harvard Business Review, March 2011. They sent one web lead as a test to each of 2,241 companies in the United
/// States, so their unit is the company and ours is the lead: a company that answers well and gets many leads weighs
/// once with them. Their mean is among those who answered within 30 days; they give no median.
/// </summary>
/// <param name="Unit">What they counted.</param>
/// <param name="OurUnit">What we count.</param>
/// <param name="MeanHours30d">Their mean among responders.</param>
/// <param name="AsLogged">First attempt by the wall clock, as logged.</param>
/// <param name="Trusted">The same without what is distrusted.</param>
public sealed record HbrComparison(string Source, int Year, int Sample, string Unit, string OurUnit,
    double MeanHours30d, HbrRow[] AsLogged, HbrRow[] Trusted)
{
    const int Companies = 2241;

    public static HbrComparison Of(ResponseTable asLogged, ResponseTable trusted) =>
        new("Oldroyd, McElheran, Elkington: The Short Life of Online Sales Leads, Harvard Business Review, March 2011",
            2011, Companies, "companies, one web test lead each", "leads", 42, Rows(asLogged), Rows(trusted));

    static HbrRow[] Rows(ResponseTable ours) =>
    [
        Row("within1h", 37, ours.Shares.Within1h), Row("from1hTo24h", 16, ours.Shares.From1hTo24h),
        Row("over24h", 24, ours.Shares.Over24h), Row("never", 23, ours.Shares.Never),
    ];

    static HbrRow Row(string answered, int percent, PrintedShare ours)
    {
        var theirs = new Share((long)Math.Round(Companies * percent / 100.0), Companies);
        if (ours.Rate is null) return new(answered, percent / 100.0, ours, null, null, null);
        var both = new TwoShares(new(ours.Count, ours.Of), theirs);
        var limits = both.Newcombe();
        return new(answered, percent / 100.0, ours, both.Difference, limits.Low, limits.High);
    }
}

/// <summary>One row of both tables.</summary>
/// <param name="Answered">The name of the row in <see cref="ResponseTable"/>.</param>
/// <param name="Theirs">Their share, published in whole percent.</param>
/// <param name="Difference">Ours less theirs, with Newcombe's limits at 95 %.</param>
public sealed record HbrRow(string Answered, double Theirs, PrintedShare Ours, double? Difference, double? Low,
    double? High);
