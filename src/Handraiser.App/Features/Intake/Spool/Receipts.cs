namespace Handraiser.App.Features.Intake.Spool;

/// <summary>
/// The ids of requests that this node is taking right now, and of the last that it took. A twin, sent while the first is
/// under way or while the database cannot be asked about it, shares its id: whichever of them the database or the spool
/// takes, both senders hold the same receipt.
/// </summary>
internal sealed class Receipts
{
    const int MostKept = 10_000;
    readonly Lock gate = new();
    readonly Dictionary<(string Workspace, string Key, string Body), (string Receipt, int Senders)> underWay = [];
    readonly Dictionary<(string Workspace, string Key, string Body), string> taken = [];
    readonly Queue<(string, string, string)> oldest = [];

    /// <summary>The id that this submission has or gets, until it is let go of.</summary>
    public string Hold(Submission submission, string fresh)
    {
        var name = Name(submission);
        lock (gate)
        {
            var (receipt, senders) = underWay.GetValueOrDefault(name, (taken.GetValueOrDefault(name, fresh), 0));
            underWay[name] = (receipt, senders + 1);
            return receipt;
        }
    }

    /// <summary>It was answered.</summary>
    /// <param name="told">The id that its sender was told; null when there is nothing to remember.</param>
    public void LetGo(Submission submission, string? told)
    {
        var name = Name(submission);
        lock (gate)
        {
            var (receipt, senders) = underWay[name];
            if (senders == 1) underWay.Remove(name);
            else underWay[name] = (receipt, senders - 1);
            if (told is null || !taken.TryAdd(name, told)) return;
            oldest.Enqueue(name);
            if (oldest.Count > MostKept) taken.Remove(oldest.Dequeue());
        }
    }

    static (string, string, string) Name(Submission submission) =>
        (submission.WorkspaceId, submission.IdempotencyKey!, submission.BodyHash);
}
