using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Intake;

/// <summary>What became of a submission.</summary>
internal abstract record CaptureResult
{
    private CaptureResult() { }

    /// <summary>Durable, on a lead, owned and on the clock. A repeat of the same key gets the same answer.</summary>
    public sealed record Captured(CaptureAnswer Answer, bool Repeat) : CaptureResult;

    /// <summary>The idempotency key was used before for another body.</summary>
    public sealed record KeyReused : CaptureResult;

    /// <summary>Durable as it came. It is tried again until it is a request, which then has this id.</summary>
    public sealed record Stored(string Id) : CaptureResult;

    /// <summary>It was raised before its person was erased: only that it came is kept, under this id.</summary>
    public sealed record Forgotten(string Id) : CaptureResult;

    /// <summary>Neither the database nor the spool took it.</summary>
    public sealed record Unavailable : CaptureResult;
}

/// <summary>
/// Takes a raised hand: in one transaction the raw submission, the person, the lead, its owner, its clock, the events and
/// the work that follows. When this returns, all of it is on disk.
/// </summary>
internal sealed class CaptureRequest(Database database, PolicyStore policies, Chance chance, Signal signal)
{
    public Task<CaptureResult> RunAsync(Submission submission, CancellationToken cancel = default)
    {
        var read = ReadSubmission.Of(submission);
        return database.WriteTogetherAsync(submission.WorkspaceId, tx => CaptureAsync(tx, read), cancel);
    }

    async Task<CaptureResult> CaptureAsync(Tx tx, ReadSubmission read)
    {
        var (submission, identity, workspace) = (read.Submission, read.Identity, read.Submission.WorkspaceId);
        var situation = await Situation.LookAsync(tx, workspace, identity, submission.IdempotencyKey);
        if (situation.SubmissionId is not null)
        {
            if (!situation.IsSame(read.BodyHash)) return new CaptureResult.KeyReused();
            if (situation.SubmissionState != "received") return situation.Answer is null
                ? new CaptureResult.Forgotten(situation.RequestId ?? situation.SubmissionId)
                : new CaptureResult.Captured(CaptureAnswer.Read(situation.Answer), Repeat: true);
        }

        var policy = await policies.GetAsync(tx, workspace, situation.PlaybookVersion, situation.RosterVersion);
        var request = Arrived(tx, policy, read, situation);
        if (await situation.WasErasedAsync(tx, request))
        {
            Requests.InsertTombstone(tx, request, new(situation.ErasureKey!));
            return new CaptureResult.Forgotten(request.Id);
        }
        var known = situation.PersonOf(identity);
        var history = known is null ? null : await PersonHistory.LookAsync(tx, workspace, known);
        var person = known ?? People.Add(tx, workspace, chance, submission.Body, identity, situation);

        var change = history?.OpenLead is { } open
            ? await new JoinLead(tx, policy, chance, request).RunAsync(open)
            : await new OpenLead(tx, policy, chance, request).RunAsync(person, new(null, null, situation.AccountOwner, history?.LastOwner));
        var answer = CaptureAnswer.Of(change, request);
        Requests.InsertSubmission(tx, request, answer);
        if (history?.OpenLead is null) change.Insert(signal);
        else change.Save(signal);
        Requests.Insert(tx, change.Lead, request);
        return new CaptureResult.Captured(answer, Repeat: false);
    }

    ArrivedRequest Arrived(Tx tx, Policy policy, ReadSubmission read, Situation situation)
    {
        var submission = read.Submission;
        // A submission stored earlier was acknowledged then, by its id, and its buyer has waited since.
        var (stored, received) = (situation.SubmissionId, situation.ReceivedAt ?? submission.ReceivedBy(tx.Now));
        return new ArrivedRequest
        {
            Id = stored ?? submission.Receipt ?? chance.NewId(tx.Now),
            SubmissionId = stored ?? chance.NewId(tx.Now),
            IsStored = stored is not null,
            Read = read,
            ArrivedAt = submission.MayImport ? ImportedMoment.Read(submission.Body.OccurredAt, received) : received,
            IsHeld = submission.HeldBecause is not null || read.Spam.Score >= policy.Playbook.Screening.QuarantineAt,
        };
    }
}
