using Handraiser.Core.Statistics;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>
/// The main figures of two parts of a history beside each other: two periods by the date of the request, or two teams.
/// It describes: the two may differ in sources, seasons and people as well as in speed.
/// </summary>
/// <param name="By">"period" or "team".</param>
/// <param name="First">The name of the first part.</param>
/// <param name="HorizonDays">Within how many days from the request an outcome counts; leads whose horizon had not
/// passed are left out of the outcomes.</param>
/// <param name="FirstP50Minutes">Median wait for the first attempt among the answered, as logged.</param>
/// <param name="AsLogged">within5m, within1h, from1hTo24h, over24h and never: first attempt by the wall clock.</param>
/// <param name="Trusted">The same without what is distrusted.</param>
/// <param name="Outcomes">contacted, qualified, met and won.</param>
public sealed record Comparison(string By, string First, string Second, long FirstLeads, long SecondLeads,
    int HorizonDays, double? FirstP50Minutes, double? SecondP50Minutes, ComparedShare[] AsLogged,
    ComparedShare[] Trusted, ComparedShare[] Outcomes)
{
    const int Horizon = 90;

    public static Comparison Of(Answers asLogged, Answers trusted, ComparedParts parts)
    {
        var by = parts.Split(asLogged.History);
        var logged = ResponseTable.Of(asLogged.Attempt, asLogged.Attempt.Wall, by);
        var sound = ResponseTable.Of(trusted.Attempt, trusted.Attempt.Wall, by);
        var all = Grouping.All(by.Codes.Length);
        var counts = new BandCounts(asLogged, Horizon, by.Count, all, all);
        for (var lead = 0; lead < by.Codes.Length; lead++) counts.Add(lead, by.Codes[lead]);
        var (one, two) = (counts.Row(0, parts.First), counts.Row(1, parts.Second));
        return new(parts.By, parts.First, parts.Second, logged[0].Leads, logged[1].Leads, Horizon,
            logged[0].AmongResponders.P50Minutes, logged[1].AmongResponders.P50Minutes,
            Rows(logged[0].Shares, logged[1].Shares), Rows(sound[0].Shares, sound[1].Shares),
            [
                ComparedShare.Of("contacted", one.Contacted, two.Contacted),
                ComparedShare.Of("qualified", one.Qualified, two.Qualified),
                ComparedShare.Of("met", one.Met, two.Met), ComparedShare.Of("won", one.Won, two.Won),
            ]);
    }

    static ComparedShare[] Rows(ResponseShares one, ResponseShares two) =>
    [
        ComparedShare.Of("within5m", one.Within5m, two.Within5m),
        ComparedShare.Of("within1h", one.Within1h, two.Within1h),
        ComparedShare.Of("from1hTo24h", one.From1hTo24h, two.From1hTo24h),
        ComparedShare.Of("over24h", one.Over24h, two.Over24h), ComparedShare.Of("never", one.Never, two.Never),
    ];
}

/// <summary>One share of both parts.</summary>
/// <param name="Difference">The second less the first, with Newcombe's limits at 95 %; null when either part is too
/// small for a rate.</param>
public sealed record ComparedShare(string Figure, PrintedShare First, PrintedShare Second, double? Difference,
    double? Low, double? High)
{
    internal static ComparedShare Of(string figure, PrintedShare first, PrintedShare second)
    {
        if (first.Rate is null || second.Rate is null) return new(figure, first, second, null, null, null);
        var both = new TwoShares(new(second.Count, second.Of), new(first.Count, first.Of));
        var limits = both.Newcombe();
        return new(figure, first, second, both.Difference, limits.Low, limits.High);
    }
}

/// <summary>Which two parts of a history are compared. Periods are local dates, both ends included.</summary>
public sealed record ComparedParts(string By, string First, string Second)
{
    (LocalDate From, LocalDate To) firstDays, secondDays;

    public static ComparedParts Teams(string first, string second) => new("team", first, second);

    public static ComparedParts Periods(string first, (LocalDate From, LocalDate To) firstDays, string second,
        (LocalDate From, LocalDate To) secondDays) =>
        new("period", first, second) { firstDays = firstDays, secondDays = secondDays };

    /// <summary>0 for leads of the first part, 1 for the second, 2 for those of neither.</summary>
    internal Grouping Split(History history)
    {
        var leads = history.Leads;
        var codes = new int[leads.Count];
        Array.Fill(codes, 2);
        if (By == "team")
        {
            for (var lead = 0; lead < codes.Length; lead++)
                codes[lead] = leads.Team[lead] is not { } team ? 2 : team == First ? 0 : team == Second ? 1 : 2;
            return Grouping.OfCodes(codes, 3);
        }
        var (one, two) = (Within(firstDays, history.Zone), Within(secondDays, history.Zone));
        for (var lead = 0; lead < codes.Length; lead++)
        {
            var raised = leads.RaisedAt[lead];
            if (raised == Unknown.Time) continue;
            if (raised >= one.From && raised < one.To) codes[lead] = 0;
            else if (raised >= two.From && raised < two.To) codes[lead] = 1;
        }
        return Grouping.OfCodes(codes, 3);
    }

    static (long From, long To) Within((LocalDate From, LocalDate To) days, DateTimeZone zone) =>
        (Moment.Of(zone.AtStartOfDay(days.From).ToInstant()),
            Moment.Of(zone.AtStartOfDay(days.To.PlusDays(1)).ToInstant()));
}
