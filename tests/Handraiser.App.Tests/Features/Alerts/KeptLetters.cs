using Handraiser.App.Features.Alerts;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Mail;
using Handraiser.App.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handraiser.App.Tests.Features.Alerts;

/// <summary>A transport that keeps the letters, so that a test reads what they say and not their bytes.</summary>
internal sealed class KeptLetters : IMailTransport
{
    public static readonly Mailbox From = Mailbox.Parse("Handraiser <desk@acme.example>");

    public List<Letter> Letters { get; } = [];

    public Task<SendOutcome> SendAsync(Letter letter, CancellationToken cancel)
    {
        lock (Letters) Letters.Add(letter);
        return Task.FromResult<SendOutcome>(new SendOutcome.Accepted("250 OK"));
    }
}

internal static class MailStage
{
    /// <summary>Runs the mail that is due over the given transport, and nothing else.</summary>
    public static async Task RunMailAsync(this TestApp app, IMailTransport? transport, TimeSpan? patience = null)
    {
        var route = new MailRoute(app.Database, app.Get<Chance>(), TimeProvider.System, transport,
            KeptLetters.From) { Patience = patience ?? TimeSpan.FromSeconds(15) };
        var alerts = new AlertByMail(route, app.Get<PolicyStore>(), app.Get<Settings>());
        await new JobRunner(app.Database, [new("mail", MailRoute.LaneWidth, alerts.RunAsync)],
            NullLogger<JobRunner>.Instance)
            .RunDueAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The mails that go out now, in the order in which they were queued.</summary>
    public static async Task<List<Letter>> LettersAsync(this TestApp app)
    {
        var kept = new KeptLetters();
        await app.RunMailAsync(kept);
        return [.. kept.Letters.OrderBy(letter => letter.Key, StringComparer.Ordinal)];
    }

    public static Task<string?> JobStateAsync(this TestApp app, string kind) =>
        app.AskAsync<string>("select state from job where kind = @Kind order by created_at desc, id desc limit 1",
            new { Kind = kind });

    public static Task<string?> JobOutcomeAsync(this TestApp app, string kind) =>
        app.AskAsync<string>("select outcome from job where kind = @Kind order by created_at desc, id desc limit 1",
            new { Kind = kind });
}
