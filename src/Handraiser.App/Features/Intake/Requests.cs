using Handraiser.App.Features.Erasure;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Intake;

/// <summary>The tables of what arrived: the raw submission and the request it became.</summary>
internal static class Requests
{
    /// <summary>The raw submission with the answer that its sender gets, now and whenever they ask again.</summary>
    public static void InsertSubmission(Tx tx, ArrivedRequest request, CaptureAnswer answer)
    {
        var submission = request.Submission;
        if (request.IsStored)
        {
            tx.Add("update submission set state = 'request', request_id = @Request, answer = @Answer where workspace_id = @WorkspaceId and id = @Id",
                new { Request = request.Id, Answer = answer.ToJson(), submission.WorkspaceId, Id = request.SubmissionId });
        }
        else
        {
            InsertSubmission(tx, submission, request.SubmissionId, "request", request.Id, answer.ToJson());
        }
    }

    /// <summary>That it came, and nothing of what it says.</summary>
    public static void InsertTombstone(Tx tx, ArrivedRequest request, ErasedAddresses digests)
    {
        var submission = request.Submission;
        var row = new
        {
            submission.WorkspaceId, Id = request.SubmissionId, ReceivedAt = submission.ReceivedBy(tx.Now), submission.Channel,
            FormId = submission.FormOfOurs, submission.KeyId, Request = request.Id,
            Key = submission.IdempotencyKey is null ? null : digests.OfKey(submission.IdempotencyKey),
            Hash = digests.OfBody(submission.BodyHash),
        };
        tx.Add(request.IsStored
            ? """
              update submission set state = 'erased', body = '', content_type = null, network = null, agent = null,
                form_id = @FormId, idempotency_key = @Key, body_hash = @Hash, request_id = @Request
              where workspace_id = @WorkspaceId and id = @Id
              """
            : """
              insert into submission (workspace_id, id, received_at, channel, form_id, key_id, idempotency_key, body_hash,
                body, state, request_id)
              values (@WorkspaceId, @Id, @ReceivedAt, @Channel, @FormId, @KeyId, @Key, @Hash, '', 'erased', @Request)
              """, row);
    }

    public static void Insert(Tx tx, LeadRow lead, ArrivedRequest request)
    {
        var submission = request.Submission;
        tx.Add(
            """
            insert into request (workspace_id, id, lead_id, submission_id, kind, form_id, arrived_at, claimed_at, message, source, fields, facts,
              spam_score, spam_reasons)
            values (@WorkspaceId, @Id, @Lead, @Submission, @Kind, @Form, @ArrivedAt, @ClaimedAt, @Message, @Source, @Fields, @Facts, @Score, @Reasons)
            """,
            new
            {
                lead.WorkspaceId, request.Id, Lead = lead.Id, Submission = request.SubmissionId, Kind = request.Kind.Text(),
                Form = submission.FormId, request.ArrivedAt, ClaimedAt = submission.Body.OccurredAt, submission.Body.Message,
                Source = request.Read.SourceText, Fields = request.Read.FieldsText, Facts = request.Read.FactsText, request.Spam.Score,
                Reasons = request.Read.ReasonsText,
            });
    }

    public static void InsertSubmission(Tx tx, Submission submission, string id, string state, string? request, string? answer) => tx.Add(
        """
        insert into submission (workspace_id, id, received_at, channel, form_id, key_id, idempotency_key, body_hash, content_type, body,
          network, agent, state, request_id, answer)
        values (@WorkspaceId, @Id, @ReceivedAt, @Channel, @FormId, @KeyId, @IdempotencyKey, @BodyHash, @ContentType, @Raw, @Network, @Agent,
          @State, @Request, @Answer)
        """,
        new
        {
            submission.WorkspaceId, Id = id, ReceivedAt = submission.ReceivedBy(tx.Now), submission.Channel, submission.FormId,
            submission.KeyId, submission.IdempotencyKey, submission.BodyHash, submission.ContentType, Raw = submission.Raw.Replace('\0', '\uFFFD'), submission.Network,
            submission.Agent, State = state, Request = request, Answer = answer,
        });
}
