using System.Text.Json;
using Handraiser.App.Features.Intake;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Erasure;

/// <summary>
/// Empties what arrived. A tombstone stays for each submission, so that they still add up; its key stays as a digest, so
/// that a program that repeats it later is answered as it was and nobody comes back by it.
/// </summary>
internal sealed class ErasedSubmissions(Tx tx, ErasedFamily family, ErasedAddresses digests)
{
    /// <summary>Empties all that became requests of theirs, and what is still to become one. Tells how many.</summary>
    public async Task<int> EmptyAsync()
    {
        var taken = await tx.ListAsync<SubmissionRow>(
            $"""
            select s.id, s.idempotency_key, s.body_hash, s.answer from submission s
            join request r on r.workspace_id = s.workspace_id and r.submission_id = s.id
            where r.workspace_id = @Workspace and r.lead_id in (select value from {tx.Elements("Leads")})
            """,
            new { family.Workspace, Leads = JsonSerializer.Serialize(family.LeadIds) });
        var waiting = (await StoredSubmission.WaitingAsync(tx, family.Workspace)).FindAll(IsTheirs);
        taken.AddRange(waiting.ConvertAll(one => new SubmissionRow
        {
            Id = one.Id, IdempotencyKey = one.IdempotencyKey, BodyHash = one.BodyHash, Answer = one.Answer,
        }));
        foreach (var row in taken) await EmptyAsync(row);
        foreach (var row in waiting) await CallOffAsync(row.Id);
        return taken.Count;
    }

    async Task EmptyAsync(SubmissionRow row)
    {
        if (row.IdempotencyKey is { } key) tx.Add(
            "delete from proof_of_work where workspace_id = @Workspace and spent_on = @Key",
            new { family.Workspace, Key = key });
        await tx.ExecuteAsync(
            """
            update submission set state = 'erased', body = '', content_type = null, network = null, agent = null,
              idempotency_key = @Key, body_hash = @Hash, answer = @Answer,
              form_id = (select f.id from form f where f.workspace_id = submission.workspace_id and f.id = submission.form_id)
            where workspace_id = @Workspace and id = @Id
            """,
            new
            {
                family.Workspace, row.Id, Key = row.IdempotencyKey is null ? null : digests.OfKey(row.IdempotencyKey),
                Hash = digests.OfBody(row.BodyHash),
                // Why it went to whom may be in a manager's own words.
                Answer = row.Answer is null ? null
                    : (CaptureAnswer.Read(row.Answer) with { Reason = "The person was erased." }).ToJson(),
            });
    }

    async Task CallOffAsync(string submission)
    {
        var jobs = await tx.ListAsync<string>(
            $"select id from job where workspace_id = @Workspace and kind = @Kind and key = @Key{tx.ForUpdate}",
            new { family.Workspace, Kind = ReceiveSubmission.JobName, Key = submission });
        JobQueue.CallOff(tx, family.Workspace, jobs, CalledOff.Why);
    }

    bool IsTheirs(StoredSubmission one)
    {
        try
        {
            var identity = one.Read(new IntakeWork(one.Id, MayImport: false, HeldBecause: null, new())).Identity;
            return (identity.EmailKey ?? identity.PhoneKey) is { } key && family.Addresses.Contains(key);
        }
        catch (Exception unread) when (unread is not OutOfMemoryException)
        {
            // Whatever could not be read yet is theirs when it names one of their addresses.
            var text = Uri.UnescapeDataString(one.Body.Replace('+', ' '));
            return family.Addresses.Select(key => key[2..]).Any(address =>
                text.Contains(address, StringComparison.OrdinalIgnoreCase)
                || one.Body.Contains(address, StringComparison.OrdinalIgnoreCase));
        }
    }

    sealed record SubmissionRow
    {
        public string Id { get; init; } = "";

        public string? IdempotencyKey { get; init; }

        public string BodyHash { get; init; } = "";

        public string? Answer { get; init; }
    }
}
