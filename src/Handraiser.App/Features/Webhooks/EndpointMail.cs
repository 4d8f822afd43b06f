using Handraiser.App.Features.Alerts;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Features.Webhooks;

/// <summary>The mail that tells an admin of an endpoint that fails or has switched itself off.</summary>
internal sealed class EndpointMail(MailRoute route, PolicyStore policies, Settings settings)
{
    public const string Kind = "endpoint-mail";

    public Task<JobOutcome> RunAsync(Job job, CancellationToken cancel) =>
        route.SendAsync(job, tx => WriteAsync(tx, job), cancel);

    async Task<Mailing> WriteAsync(Tx tx, Job job)
    {
        var news = job.Read<EndpointNews>();
        if (await EndpointStore.FindAsync(tx, job.WorkspaceId, news.Endpoint) is not { } endpoint) return Mailing.Moot(
            "the endpoint was deleted");
        if (news.What == EndpointNews.Failing && endpoint.FailingSince is null) return Mailing.Moot(
            "the endpoint is well again");
        if (news.What == EndpointNews.Gone && endpoint.IsLive) return Mailing.Moot(
            "the endpoint was switched on again");
        var policy = await policies.InForceAsync(tx, job.WorkspaceId);
        if (!policy.People.TryGetValue(news.Rep, out var rep)
            || !rep.Active) return Mailing.Moot("the rep is not active any more");
        if (AlertByMail.To(rep.Name, rep.Email) is not { } to) return Mailing.Unusable(
            "The rep's mail address is not one.");
        var (subject, body) = Say(endpoint, news.What, new AlertTimes(policy.Zone, tx.Now));
        return new Letter
        {
            From = route.From, To = to, Subject = subject,
                TextBody = $"{body}\n\n{settings.BaseUrl.TrimEnd('/')}/settings/endpoints/{endpoint.Id}\n",
            MessageId = MessageIds.For(job.Key, route.From.Domain), Date = tx.Now,
                AutoSubmitted = AutoSubmitted.Generated, Key = job.Key,
        };
    }

    static (string Subject, string Body) Say(EndpointRow endpoint, string what, AlertTimes times)
    {
        var name = $"The {endpoint.Kind} \"{endpoint.Name}\"";
        var said = endpoint.LastSaid is null ? "" : $" It last said: {HeaderText.OneLine(endpoint.LastSaid)}";
        return what == EndpointNews.Gone
            ? (HeaderText.OneLine($"{name} was switched off"),
                $"{name} answered 410 Gone, which means that it wants no more. "
                + $"It was switched off, and what was queued for it waits.{said}")
            : (HeaderText.OneLine($"{name} has been failing for {times.Since(endpoint.FailingSince!.Value)}"),
                $"Nothing has got through to it since {times.At(endpoint.FailingSince.Value)} {times.ZoneName}."
                + $"{said}\n\n"
                + "Each delivery is tried again for about three days and then waits until somebody sends it "
                + "again. Nothing is lost.");
    }
}
