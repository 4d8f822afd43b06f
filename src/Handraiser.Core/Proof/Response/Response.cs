namespace Handraiser.Core.Proof;

/// <summary>
/// How soon leads are answered: the section "response" of a report. Denominator: all leads; those whose answer is
/// known by date only are counted apart and have no place in the shares.
/// </summary>
/// <param name="AsLogged">All touches as the records claim.</param>
/// <param name="Trusted">Without the touches that the trust section distrusts.</param>
/// <param name="Hbr">The published table beside ours.</param>
/// <param name="Week">Each hour of the week in the zone of the history, Monday 00:00 first; attempts as logged.</param>
/// <param name="Dates">What has no response time because it has a date only.</param>
/// <param name="Uses">What the touches were to the responses as logged: which counted, and why the others did not.
/// </param>
/// <param name="TrustedUses">The same without what is distrusted.</param>
/// <param name="AutomatedFirst">Leads to which a machine wrote before any human tried.</param>
public sealed record Response(ResponseView AsLogged, ResponseView Trusted, HbrComparison Hbr, ResponseGroups Groups,
    WeekHour[] Week, RaiseLag Lag, BareDates Dates, TouchUses Uses, TouchUses TrustedUses, PrintedShare AutomatedFirst)
{
    /// <param name="asLogged">The answers of all touches.</param>
    /// <param name="trusted">The answers of the trusted ones only; the same when nothing is distrusted.</param>
    public static Response Of(Answers asLogged, Answers trusted)
    {
        var history = asLogged.History;
        var view = ResponseView.Of(asLogged);
        var trustedView = ReferenceEquals(asLogged, trusted) ? view : ResponseView.Of(trusted);
        var automated = 0L;
        for (var lead = 0; lead < history.Leads.Count; lead++) if (asLogged.AutomatedFirst(lead)) automated++;
        return new(view, trustedView, HbrComparison.Of(view.Attempt, trustedView.Attempt), ResponseGroups.Of(asLogged),
            WeekHour.Of(asLogged), RaiseLag.Of(history.Leads), BareDates.Of(asLogged), asLogged.Uses, trusted.Uses,
            PrintedShare.From(automated, history.Leads.Count));
    }
}

/// <summary>Both milestones on both clocks. The wall clock is the buyer's, and the one to compare with others; the
/// working clock is the rep's and runs within the team's hours only.</summary>
public sealed record ResponseView(ResponseTable Attempt, ResponseTable Contact, ResponseTable WorkingAttempt,
    ResponseTable WorkingContact)
{
    public static ResponseView Of(Answers answers)
    {
        var all = Grouping.All(answers.History.Leads.Count);
        ResponseTable Table(Waits waits, long[] clock) => ResponseTable.Of(waits, clock, all)[0];
        var (attempt, contact) = (answers.Attempt, answers.Contact);
        return new(Table(attempt, attempt.Wall), Table(contact, contact.Wall),
            Table(attempt, attempt.Working), Table(contact, contact.Working));
    }
}

/// <summary>Waits among those who were answered at a known time.</summary>
/// <param name="Leads">How many they are.</param>
/// <param name="Leads30d">How many of them were answered within 30 days by the wall clock.</param>
/// <param name="MeanHours30d">The mean of those, as the published study has it. It follows the few longest waits: the
/// median is what most buyers see.</param>
public sealed record AmongResponders(long Leads, long Leads30d, double? MeanHours30d, double? P50Minutes,
    double? P75Minutes, double? P90Minutes);

/// <summary>The counts as shares of the leads whose answer or silence is known in time (all but the date-only ones).
/// </summary>
public sealed record ResponseShares(PrintedShare Within5m, PrintedShare Within1h, PrintedShare From1hTo24h,
    PrintedShare Over24h, PrintedShare Never);
