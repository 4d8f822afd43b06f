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
        var before = await tx.SingleAsync<string>(
            "select text from playbook where workspace_id = @Workspace and version = @Version", new { Workspace = workspace, Version = version - 1 });
        // Whoever an older version named and who is not here by now was no member of anything that matters.
        var old = before is null ? null : KnownPlaybooks.Read(before).Playbook?.WithReps(email => reps.GetValueOrDefault(email) ?? "");
        await WelcomeAsync(tx, workspace, playbook.WithReps(email => reps[email]), old);
        return [];
    }

    /// <summary>Reads the text as publishing would, and publishes nothing. Beside it the ids of the reps it may name.</summary>
    public static async Task<(PlaybookReading Reading, IReadOnlyDictionary<string, string> Reps)> CheckAsync(Tx tx, string workspace, string text)
    {
        var reps = (await tx.ListAsync<RepRow>("select id, email from rep where workspace_id = @Workspace", new { Workspace = workspace }))
            .ToDictionary(rep => rep.Email, rep => rep.Id, StringComparer.OrdinalIgnoreCase);
        var reading = KnownPlaybooks.Read(text);
        var strangers = reading.Playbook?.Reps.Where(email => !reps.ContainsKey(email)).Select(email => Stranger(text, email)).ToList() ?? [];
        return (strangers.Count > 0 ? new PlaybookReading(null, strangers) : reading, reps);
    }

    /// <summary>
    /// New members, and those who are back on the list, start where their pool's policy says, so that nobody is flooded or
    /// starved. Other weights begin a new cycle: past turns must not be judged by them.
    /// </summary>
    static async Task WelcomeAsync(Tx tx, string workspace, Playbook playbook, Playbook? before)
    {
        var rotas = await PoolStore.LockAsync(tx, workspace, playbook, playbook.Pools.Keys);
        foreach (var pool in playbook.Pools.Values)
        {
            var old = (before?.Pools.GetValueOrDefault(pool.Key)?.Members ?? []).DistinctBy(member => member.Rep)
                .ToDictionary(member => member.Rep, member => member.Weight, StringComparer.Ordinal);
            var rota = rotas[pool.Key];
            if (pool.Members.Any(member => old.TryGetValue(member.Rep, out var weight) && weight != member.Weight))
            {
                var reset = Calibration.ForReset(pool, tx.Now, "A new cycle, for the weights were changed.");
                PoolStore.Write(tx, workspace, [reset], null);
                rota = rota.Apply(reset);
            }
            // One after the other: a newcomer is not measured against others who have not been set right yet.
            var here = pool with { Members = [.. pool.Members.Where(member => old.ContainsKey(member.Rep))] };
            foreach (var member in pool.Members.Where(member => !old.ContainsKey(member.Rep)))
            {
                here = here with { Members = [.. here.Members, member] };
                var turns = Calibration.ForJoiner(here, rota, member.Rep, tx.Now);
                PoolStore.Write(tx, workspace, turns, null);
                rota = rota.Apply(turns);
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
