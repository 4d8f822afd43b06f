using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>The three sentences that a head of sales takes away: how soon, how many never, how far to trust it.</summary>
internal static class ReportAnswers
{
    public static IEnumerable<string> Of(Response response, TrustReport trust, ReportWords words)
    {
        var (logged, trusted) = (response.AsLogged.Attempt, response.Trusted.Attempt);
        yield return logged.AmongResponders.P50Minutes is { } median
            ? words.Say("answer-median", words.Length(median), words.Percent(logged.Shares.Within5m.Rate),
                words.Count(logged.Leads))
            : words.Say("answer-none", words.Count(logged.Leads));
        // Whoever was answered on a known day was answered: here all leads are the whole.
        var never = PrintedShare.From(logged.Never, logged.Leads);
        yield return words.Say("answer-never", words.Percent(never.Rate, never.Rate is > 0 and < 0.01 ? 1 : 0), words.Count(logged.Never), words.Count(logged.Leads))
            + (logged.DateOnly == 0 ? "" : " " + words.Say("answer-dated", words.Count(logged.DateOnly)));
        yield return trust.LeftOut.Count == 0 ? words["answer-clean"]
            : logged.AmongResponders.P50Minutes is null ? words.Say("answer-trust-only", words.Percent(trust.LeftOut.Rate))
            : words.Say("answer-trust", words.Percent(trust.LeftOut.Rate), words.Percent(trusted.Shares.Within1h.Rate),
                words.Percent(logged.Shares.Within1h.Rate));
    }
}
