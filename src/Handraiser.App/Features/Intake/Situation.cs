using Handraiser.App.Features.Erasure;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Intake;

/// <summary>What is already known when a request arrives: an earlier answer to the same key, the person, their lead, their account.</summary>
internal sealed record Situation
{
    public long PlaybookVersion { get; init; }

    public long RosterVersion { get; init; }

    public string? SubmissionId { get; init; }

    public string? SubmissionState { get; init; }

    public Instant? ReceivedAt { get; init; }

    public string? BodyHash { get; init; }

    public string? Answer { get; init; }

    public string? RequestId { get; init; }

    /// <summary>By what the workspace knows whom it erased; null while it has erased nobody.</summary>
    public string? ErasureKey { get; init; }

    public string? EmailPerson { get; init; }

    public string? PhonePerson { get; init; }

    public string? AccountId { get; init; }

    public string? AccountOwner { get; init; }

    /// <summary>An e-mail address identifies a person; a phone number does so only where no address was given.</summary>
    public string? PersonOf(RequestIdentity identity) => identity.EmailKey is not null ? EmailPerson : PhonePerson;

    /// <summary>Looks, after taking the locks that make looking safe: same person, or same idempotency key, one at a time.</summary>
    public static async Task<Situation> LookAsync(Tx tx, string workspace, RequestIdentity identity, string? key)
    {
        string?[] names = [identity.EmailKey, identity.PhoneKey, key is null ? null : $"k:{key}"];
        await tx.LockAsync(names.OfType<string>().Select(name => $"{workspace} {name}"));
        var found = await tx.SingleAsync<Situation>(
            """
            select w.playbook_version, w.roster_version, s.id as submission_id, s.state as submission_state, s.received_at, s.body_hash, s.answer, s.request_id,
              case when exists (select 1 from erasure x where x.workspace_id = w.id) then w.erasure_key end as erasure_key,
              e.person_id as email_person, p.person_id as phone_person, a.id as account_id, a.owner_id as account_owner
            from workspace w
            left join submission s on s.workspace_id = w.id and s.idempotency_key = @Key
            left join identity e on e.workspace_id = w.id and e.key = @Email
            left join identity p on p.workspace_id = w.id and p.key = @Phone
            left join account a on a.workspace_id = w.id and a.domain = @Domain
            where w.id = @Workspace
            """,
            new { Workspace = workspace, Key = key, Email = identity.EmailKey, Phone = identity.PhoneKey, Domain = identity.AccountDomain })
            ?? throw new InvalidOperationException("The workspace does not exist.");
        return key is null || found.SubmissionId is not null || found.ErasureKey is not { } secret ? found
            : await found.WithErasedAsync(tx, workspace, new ErasedAddresses(secret).OfKey(key));
    }

    /// <summary>Whether the key was first used for this body.</summary>
    public bool IsSame(string bodyHash) => BodyHash == (SubmissionState == "erased" && ErasureKey is { } secret
        ? new ErasedAddresses(secret).OfBody(bodyHash) : bodyHash);

    /// <summary>Whether whoever sends this was erased after it came: what is older than that is not taken again.</summary>
    public async ValueTask<bool> WasErasedAsync(Tx tx, ArrivedRequest request) =>
        ErasureKey is { } secret && request.ArrivedAt < tx.Now && await new ErasedAddresses(secret).HaveSinceAsync(
            tx, request.Submission.WorkspaceId,
            request.Submission.Identity.EmailKey ?? request.Submission.Identity.PhoneKey, request.ArrivedAt);

    // Of a submission that was erased only a digest of its key is left.
    async Task<Situation> WithErasedAsync(Tx tx, string workspace, string digest) =>
        await tx.SingleAsync<Situation>(
            """
            select id as submission_id, state as submission_state, received_at, body_hash, answer, request_id from submission
            where workspace_id = @Workspace and idempotency_key = @Digest
            """,
            new { Workspace = workspace, Digest = digest }) is not { } erased ? this : this with
        {
            SubmissionId = erased.SubmissionId, SubmissionState = erased.SubmissionState, ReceivedAt = erased.ReceivedAt,
            BodyHash = erased.BodyHash, Answer = erased.Answer, RequestId = erased.RequestId,
        };
}
