using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Mail;
using NodaTime;

namespace Handraiser.App.Features.Alerts;

/// <summary>What a job has to say when its turn comes: a letter, or that there is nothing left to send.</summary>
internal readonly record struct Mailing(Letter? Letter, JobOutcome? End)
{
    public static Mailing Moot(string why) => new(null, new JobOutcome.Done($"moot: {why}"));

    public static Mailing Unusable(string why) => new(null, new JobOutcome.Parked(why));

    public static implicit operator Mailing(Letter letter) => new(letter, null);
}

/// <summary>
/// The way of every mail that a job sends. The claim of the job was the durable intent; a letter that may have been
/// handed over is never handed over again by itself, for two of the same make people distrust both.
/// </summary>
internal sealed class MailRoute(Database database, Chance chance, TimeProvider time, IMailTransport? transport, Mailbox from)
    : IAsyncDisposable
{
    /// <summary>How many letters are under way at once: 8 of 40 ms each are 200 a second.</summary>
    public const int LaneWidth = 8;

    /// <summary>Whom mail is from; its domain is the one of message ids.</summary>
    public Mailbox From => from;

    /// <summary>
    /// After this the letter is given up or, once its end is written, waited for a little more. Both together end
    /// before
    /// the job's lease, or another worker would take the job for lost while its letter is still on the way.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    public async Task<JobOutcome> SendAsync(Job job, Func<Tx, Task<Mailing>> write, CancellationToken cancel)
    {
        var mailing = await database.ReadAsync(write, cancel);
        if (mailing.End is { } end) return end;
        if (job.Reclaimed) return new JobOutcome.InDoubt(
            "Whoever sent it stopped without a word: it may or may not have gone out.");
        if (transport is null) return new JobOutcome.Parked("No mail server is configured: set HANDRAISER_MAIL.");
        using var limit = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            return await JudgeAsync(job, await transport.SendAsync(mailing.Letter!, patience.Token));
        }
        catch (OperationCanceledException)
        {
            // Certainly not handed over: the transport says so by throwing.
            return cancel.IsCancellationRequested
                ? new JobOutcome.Later(await NowAsync(), "Handraiser was stopped before the mail was handed over.")
                : await LaterAsync(job, "The mail server took too long.");
        }
    }

    public ValueTask DisposeAsync() => transport is IAsyncDisposable connections ? connections.DisposeAsync() : default;

    async Task<JobOutcome> JudgeAsync(Job job, SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted accepted => new JobOutcome.Done(accepted.Reply),
        SendOutcome.Refused refused => new JobOutcome.Parked(Said(refused.Code, refused.Enhanced, refused.Text)),
        SendOutcome.InDoubt doubt => new JobOutcome.InDoubt(doubt.Why),
        SendOutcome.Deferred deferred => await LaterAsync(job,
            Said(deferred.Code, null, deferred.Why) + (deferred.NeedsMending ? " Somebody has to mend this first."
                : "")),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    async Task<JobOutcome> LaterAsync(Job job, string why) =>
        RetrySchedule.Mail.NextAttemptAt((int)job.Attempt, await NowAsync(), null, chance.Fraction()) is { } at
            ? new JobOutcome.Later(at, why) : new JobOutcome.Parked($"Given up after {job.Attempt} attempts. {why}");

    Task<Instant> NowAsync() => database.ReadAsync(tx => Task.FromResult(tx.Now));

    static string Said(int? code, string? enhanced, string text) =>
        string.Join(' ', new[] { code?.ToString(System.Globalization.CultureInfo.InvariantCulture), enhanced,
            AnswerExcerpt.Tidy(text) }.OfType<string>());
}
