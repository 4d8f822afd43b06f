using Handraiser.App.Features.Erasure;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.Core.Screening;
using NodaTime;
using NodaTime.Extensions;

namespace Handraiser.App.Features.Intake;

/// <summary>Make a request of a submission that was stored because nothing better could be done with it at the time.</summary>
/// <param name="Signals">What was noticed as it arrived, without what the buyer wrote: that is read from the submission.</param>
internal sealed record IntakeWork(string Submission, bool MayImport, string? HeldBecause, SpamSignals Signals);

/// <summary>
/// Takes a submission whatever happens to it: it becomes a request at once, or, when something of ours is broken, it is
/// stored as it came and tried again until it is one. While the database takes no writes, the spool stands in for it.
/// </summary>
internal sealed partial class ReceiveSubmission(
    CaptureRequest capture, Database database, SpoolFolder spool, Outage outage, Receipts receipts, Chance chance,
    Signal signal, TimeProvider time, ILogger<ReceiveSubmission> log)
{
    public const string JobName = "intake";

    static readonly Duration FirstWait = Duration.FromSeconds(5);
    static readonly Duration LongestWait = Duration.FromMinutes(5);

    /// <summary>A database that has not answered by now is as good as away. What it does later with the key does no harm.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<CaptureResult> RunAsync(Submission submission, CancellationToken cancel = default)
    {
        var now = time.GetCurrentInstant().Storable();
        var fresh = chance.NewId(now);
        var isRepeatable = submission.IdempotencyKey is not null;
        // Both lead a later look to what became of it, should the answer to the commit be lost.
        submission = submission with { IdempotencyKey = submission.IdempotencyKey ?? OwnKey(fresh) };
        submission = submission with { Receipt = receipts.Hold(submission, fresh) };
        string? told = null;
        try
        {
            var result = await TakeAsync(submission, now, cancel);
            if (isRepeatable) told = result switch
            {
                CaptureResult.Captured captured => captured.Answer.RequestId,
                CaptureResult.Stored stored => stored.Id,
                CaptureResult.Forgotten forgotten => forgotten.Id,
                _ => null,
            };
            return result;
        }
        finally { receipts.LetGo(submission, told); }
    }

    async Task<CaptureResult> TakeAsync(Submission submission, Instant now, CancellationToken cancel)
    {
        if (spool.Find(submission) is { } before) return await before;
        if (outage.IsOn && spool.IsTaking) return await spool.TakeAsync(submission, now);
        try
        {
            return await TryAsync(submission, cancel).WaitAsync(Patience, time, cancel);
        }
        catch (Exception failure) when (failure is DatabaseUnavailableException or TimeoutException)
        {
            outage.Begin();
            return await spool.TakeAsync(submission, now);
        }
    }

    /// <summary>The key of a submission that came without one.</summary>
    public static string OwnKey(string receipt) => $"stored:{receipt}";

    /// <summary>A request at once, or stored as it came. Only a database that takes no writes is an error.</summary>
    public async Task<CaptureResult> TryAsync(Submission submission, CancellationToken cancel = default)
    {
        try
        {
            return await capture.RunAsync(submission, cancel);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or DatabaseUnavailableException))
        {
            Failed(submission.Channel, submission.WorkspaceId, failure);
        }
        return await StoreAsync(submission);
    }

    /// <summary>Stores a submission as it came, with the work that makes a request of it.</summary>
    public Task<CaptureResult> StoreAsync(Submission submission) =>
        database.WriteAsync(tx => StoreAsync(tx, submission), CancellationToken.None);

    /// <summary>Tries a stored submission again. It keeps the moment at which it came, and the key under which it was taken.</summary>
    public async Task<JobOutcome> RetryAsync(Job job, CancellationToken cancel)
    {
        var work = job.Read<IntakeWork>();
        var stored = await database.ReadAsync(tx => StoredSubmission.FindAsync(tx, job.WorkspaceId, work.Submission), cancel);
        if (stored is not { State: "received" }) return new JobOutcome.Done("It is a request already, or was erased.");
        try
        {
            var result = await capture.RunAsync(stored.Read(work), cancel);
            return new JobOutcome.Done(result switch
            {
                CaptureResult.Captured { Answer.LeadId: var lead } => $"It became a request of lead {lead}.",
                CaptureResult.Forgotten => "moot: its person was erased after it came",
                _ => "It was taken before.",
            });
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not DatabaseUnavailableException)
        {
            Failed(stored.Channel, job.WorkspaceId, failure);
            var now = await database.ReadAsync(tx => Task.FromResult(tx.Now), cancel);
            var wait = Duration.FromSeconds(FirstWait.TotalSeconds * Math.Pow(2, Math.Min(job.Attempt, 10)));
            return new JobOutcome.Later(now + Duration.Min(wait, LongestWait), $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    async Task<CaptureResult> StoreAsync(Tx tx, Submission submission)
    {
        var id = submission.Receipt ?? chance.NewId(tx.Now);
        // The key leads the retry to the stored row.
        var (workspace, key) = (submission.WorkspaceId, submission.IdempotencyKey!);
        var digests = await ErasedAddresses.OfAsync(tx, workspace, chance);
        if ((await StoredSubmission.FindByKeyAsync(tx, workspace, key)
            ?? await StoredSubmission.FindByKeyAsync(tx, workspace, digests.OfKey(key))) is { } earlier)
        {
            var hash = earlier.State == "erased" ? digests.OfBody(submission.BodyHash) : submission.BodyHash;
            if (earlier.BodyHash != hash) return new CaptureResult.KeyReused();
            return earlier.Answer is { } answer ? new CaptureResult.Captured(CaptureAnswer.Read(answer), Repeat: true) : new CaptureResult.Stored(earlier.Id);
        }
        Requests.InsertSubmission(tx, submission, id, "received", null, null);
        var work = new IntakeWork(id, submission.MayImport, submission.HeldBecause, submission.Signals with { Message = null });
        JobQueue.Enqueue(tx, submission.WorkspaceId, chance.NewId(tx.Now), JobName, JobName, id, work, tx.Now + FirstWait);
        tx.AfterCommit(signal.Raise);
        return new CaptureResult.Stored(id);
    }

    [LoggerMessage(LogLevel.Error, "A submission ({Channel}) of workspace {Workspace} could not become a request. It is stored and tried again.")]
    partial void Failed(string channel, string workspace, Exception failure);
}
