using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Handraiser.App.Features.Forms;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using NodaTime;
using NodaTime.Extensions;

namespace Handraiser.App.Features.Intake;

/// <summary>What a page is asked for: a number that gives, hashed with the challenge, so many zero bits in
/// front.</summary>
public sealed record WorkChallenge(string Challenge, int Difficulty);

/// <summary>
/// A browser's trouble, which costs a buyer's telephone a moment and whoever sends ten thousand forms an hour. A
/// challenge is one form's, holds for a while and counts once, wherever it is shown.
/// </summary>
internal sealed class ProofOfWork(Database database, Chance chance, TimeProvider time)
{
    /// <summary>Where a script shows it: beside the body, so that a repeated request stays the same request.</summary>
    public const string Header = "Handraiser-Work";

    /// <summary>65,536 tries on average; see docs/operating/floods.md for what that is on which machine.</summary>
    public const int Difficulty = 16;

    const int Longest = 80;

    /// <summary>As long as a page may take; solving long before sending does not pay.</summary>
    static readonly Duration Life = Duration.FromMinutes(20);

    /// <summary>Nodes may disagree about the time by this much.</summary>
    static readonly Duration Skew = Duration.FromMinutes(1);

    public WorkChallenge Ask(Form form) => new(FormSeal.Challenge(form, time.GetCurrentInstant(), Difficulty,
        chance.NewShortId()), Difficulty);

    /// <summary>Whether the work was done, for this form, in time, and is shown for the first time.</summary>
    /// <param name="key">The key of the submission that it is shown with: whoever repeats that shows it again.</param>
    public async Task<bool> IsShownAsync(Form form, string? work, string? key, CancellationToken cancel)
    {
        if (work is null || key is null || work.Length > Longest
            || work.LastIndexOf(':') is not (> 0 and var at)) return false;
        var challenge = work[..at];
        if (FormSeal.ReadChallenge(form, challenge) is not (var asked, var difficulty)) return false;
        var age = time.GetCurrentInstant() - asked;
        if (age > Life || age < -Skew || ZeroBits(work) < difficulty) return false;
        try
        {
            return await database.WriteAsync(tx => SpendAsync(tx, form, challenge, key, asked + Life + Skew), cancel);
        }
        catch (DatabaseUnavailableException)
        {
            // Nobody can say whether it was shown before; then a human looks, and the buyer's clock runs all the same.
            return false;
        }
    }

    /// <summary>Forgets challenges that are too old to be shown again.</summary>
    public Task<int> RunDueAsync(CancellationToken cancel = default) =>
        database.WriteAsync(tx => tx.ExecuteAsync("delete from proof_of_work where expires_at < @Now", new { tx.Now }),
            cancel);

    static async Task<bool> SpendAsync(Tx tx, Form form, string challenge, string key, Instant expires)
    {
        var mine = new { form.WorkspaceId, FormId = form.Id, Challenge = challenge, Key = key, Expires = expires };
        tx.Add(
            """
            insert into proof_of_work (workspace_id, form_id, challenge, spent_on, expires_at)
            values (@WorkspaceId, @FormId, @Challenge, @Key, @Expires) on conflict do nothing
            """, mine);
        return await tx.SingleAsync<string>(
            "select spent_on from proof_of_work where workspace_id = @WorkspaceId and form_id = @FormId and challenge = @Challenge", mine) == key;
    }

    static int ZeroBits(string work)
    {
        var bits = 0;
        foreach (var one in SHA256.HashData(Encoding.ASCII.GetBytes(work)))
        {
            if (one != 0) return bits + BitOperations.LeadingZeroCount((uint)one) - 24;
            bits += 8;
        }
        return bits;
    }
}

/// <summary>
/// While a form is flooded, what shows no proof of work is looked at by a human first: kept, owned and on the clock
/// like everything else. What shows it goes its way, and the flood is not held against it.
/// </summary>
internal sealed class FloodGate(ProofOfWork proofs)
{
    public async Task<Submission> PassAsync(Submission submission, Form form, string? work, CancellationToken cancel)
    {
        if (!submission.Signals.FormIsFlooded) return submission;
        if (await proofs.IsShownAsync(form, work, submission.IdempotencyKey, cancel))
        {
            return submission with { Signals = submission.Signals with { FormIsFlooded = false } };
        }
        return submission with
        {
            HeldBecause =
                submission.HeldBecause ?? "The form was being flooded when this came in, and no browser showed proof of work for it.",
        };
    }
}
