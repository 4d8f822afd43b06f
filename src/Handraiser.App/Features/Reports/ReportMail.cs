using System.Globalization;
using Handraiser.App.Features.Alerts;
using Handraiser.App.Features.Audit.Report;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.Core.Proof;
using NodaTime;

namespace Handraiser.App.Features.Reports;

/// <summary>The Monday mail: last week in three sentences, as the ledger has it when the mail is sent.</summary>
internal sealed class ReportMail(MailRoute route, PolicyStore policies, Settings settings)
{
    public const string Kind = "report-mail";

    public Task<JobOutcome> RunAsync(Job job, CancellationToken cancel) =>
        route.SendAsync(job, tx => WriteAsync(tx, job), cancel);

    async Task<Mailing> WriteAsync(Tx tx, Job job)
    {
        var (work, policy) = (job.Read<ReportWork>(), await policies.InForceAsync(tx, job.WorkspaceId));
        if (!policy.People.TryGetValue(work.Rep, out var rep) || !rep.Active) return Mailing.Moot("the rep is not active any more");
        if (rep.Role == "rep") return Mailing.Moot("the report is for managers");
        if (!await Subscribers.HasAsync(tx, job.WorkspaceId, work.Rep)) return Mailing.Moot("it is not subscribed to any more");
        if (AlertByMail.To(rep.Name, rep.Email) is not { } to) return Mailing.Unusable("The rep's mail address is not one.");
        var week = ReportWeek.Parse(work.Monday, policy.Zone);
        var history = (await LiveHistory.OfAsync(tx, policy, week.Arrivals, new LiveFilter())).History;
        return AlertLetter.Write(TextOf(policy, week, history), route.From, to, job.Key, null, tx.Now);
    }

    AlertText TextOf(Policy policy, ReportWeek week, History history) => new(
        $"Last week at {policy.WorkspaceName}: {Count(history)}",
        history.Leads.Count == 0 ? "No lead came in last week." : string.Join(' ', Sentences(history)), [],
        [("Week", $"{Day(week.Monday.PlusDays(-7))} to {Day(week.Monday.PlusDays(-1))}, {policy.Zone.Id}"), ("Leads", Count(history))],
        "Read the whole report, or end this mail", new Uri($"{settings.BaseUrl.TrimEnd('/')}/reports?days=7"));

    static IEnumerable<string> Sentences(History history)
    {
        var (trust, asLogged) = (Trust.Of(history), Answers.Of(history));
        return ReportAnswers.Of(Response.Of(asLogged, Answers.Of(history, trust.Marks.LeftOut)), trust.Report, ReportWords.English);
    }

    static string Count(History history) => history.Leads.Count == 1 ? "1 lead"
        : string.Create(CultureInfo.InvariantCulture, $"{history.Leads.Count:#,0} leads");

    static string Day(LocalDate date) => date.ToString("ddd d MMM uuuu", CultureInfo.InvariantCulture);
}
