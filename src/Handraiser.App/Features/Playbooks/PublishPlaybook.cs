using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;

namespace Handraiser.App.Features.Playbooks;

/// <summary>Puts a playbook in force: from the commit on, whoever decides uses it. What runs already keeps its promise.</summary>
internal static class PublishPlaybook
{
    /// <summary>What is wrong with the text; empty when it was published.</summary>
    public static async Task<IReadOnlyList<PlaybookError>> RunAsync(Tx tx, string workspace, string text, string by, string? note)
    {
        var (reading, reps) = await CheckAsync(tx, workspace, text);
        if (reading.Playbook is not { } playbook) return reading.Errors;
        var version = 1 + await tx.SingleAsync<long>(
            $"select playbook_version from workspace where id = @Workspace{tx.ForUpdate}", new { Workspace = workspace });
        tx.Add(
            "insert into playbook (workspace_id, version, text, note, published_at, published_by) values (@Workspace, @Version, @Text, @Note, @Now, @By)",
            new { Workspace = workspace, Version = version, Text = text, Note = note, tx.Now, By = by });
        tx.Add("update workspace set playbook_version = @Version where id = @Workspace", new { Version = version, Workspace = workspace });
        await WelcomeAsync(tx, workspace, playbook.WithReps(email => reps[email]));
        return [];
    }

    /// <summary>Reads the text as publishing would, and publishes nothing. Beside it the ids of the reps it may name.</summary>
    public static async Task<(PlaybookReading Reading, IReadOnlyDictionary<string, string> Reps)> CheckAsync(Tx tx, string workspace, string text)
    {
        var reps = (await tx.ListAsync<RepRow>("select id, email from rep where workspace_id = @Workspace", new { Workspace = workspace }))
            .ToDictionary(rep => rep.Email, rep => rep.Id, StringComparer.OrdinalIgnoreCase);
        var reading = PlaybookText.Read(text);
        var strangers = reading.Playbook?.Reps.Where(email => !reps.ContainsKey(email)).Select(email => Stranger(text, email)).ToList() ?? [];
        return (strangers.Count > 0 ? new PlaybookReading(null, strangers) : reading, reps);
    }

    /// <summary>New members start where their pool's policy says, so that a newcomer is neither flooded nor starved.</summary>
    static async Task WelcomeAsync(Tx tx, string workspace, Playbook playbook)
    {
        var rotas = await PoolStore.LockAsync(tx, workspace, playbook, playbook.Pools.Keys);
        foreach (var pool in playbook.Pools.Values)
        {
            var known = (await tx.ListAsync<string>(
                "select rep_id from pool_member where workspace_id = @Workspace and pool = @Pool", new { Workspace = workspace, Pool = pool.Key }))
                .ToHashSet(StringComparer.Ordinal);
            foreach (var member in pool.Members.Where(member => !known.Contains(member.Rep)))
            {
                PoolStore.Write(tx, workspace, Calibration.ForJoiner(pool, rotas[pool.Key], member.Rep, tx.Now), null);
            }
        }
    }

    static PlaybookError Stranger(string text, string email)
    {
        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, one => one.Contains(email, StringComparison.OrdinalIgnoreCase));
        var column = line < 0 ? 0 : lines[line].IndexOf(email, StringComparison.OrdinalIgnoreCase);
        return new(line + 1, column + 1, "", $"Nobody here has the e-mail {email}.", "Add them under People first, or name somebody who is there.");
    }

    sealed record RepRow
    {
        public string Id { get; init; } = "";

        public string Email { get; init; } = "";
    }
}
