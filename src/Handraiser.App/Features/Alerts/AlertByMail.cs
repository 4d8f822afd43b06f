using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Features.Alerts;

/// <summary>Tells a rep about a lead by mail: rendered when it is sent, from what is true then.</summary>
internal sealed class AlertByMail(MailRoute route, PolicyStore policies, Settings settings)
{
    public Task<JobOutcome> RunAsync(Job job, CancellationToken cancel) =>
        route.SendAsync(job, tx => WriteAsync(tx, job), cancel);

    async Task<Mailing> WriteAsync(Tx tx, Job job)
    {
        var policy = await policies.InForceAsync(tx, job.WorkspaceId);
        if (job.Read<AlertWork>() is { Purpose: Purpose.Digest, Rep: var rep }) return await DigestAsync(tx, job,
            policy, rep);
        if (await AlertFacts.LoadAsync(tx, policy, job.WorkspaceId,
            job.Read<AlertWork>()) is not { } facts) return Mailing.Moot("the lead is gone");
        if (AlertMoot.Why(facts) is { } why) return Mailing.Moot(why);
        return To(facts.Recipient!.Name, facts.Recipient.Email) is { } to
            ? AlertLetter.Write(AlertText.Of(facts, settings.BaseUrl), route.From, to, job.Key, facts.FirstKey,
                facts.Now)
            : Mailing.Unusable("The rep's mail address is not one.");
    }

    async Task<Mailing> DigestAsync(Tx tx, Job job, Policy policy, string rep)
    {
        if (await Digest.WriteAsync(tx, policy, rep, settings.BaseUrl) is not { } text) return Mailing.Moot(
            "nothing is late any more");
        var person = policy.People[rep];
        return To(person.Name, person.Email) is { } to ? AlertLetter.Write(text, route.From, to, job.Key, null, tx.Now)
            : Mailing.Unusable("The rep's mail address is not one.");
    }

    /// <summary>A rep's mailbox; null when the address is not one.</summary>
    public static Mailbox? To(string name, string email) =>
        Mailbox.TryParse(email, out var mailbox, out _) ? new Mailbox(HeaderText.OneLine(name), mailbox.Address) : null;
}
