using System.Text.Json;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Live;

/// <summary>An event as far as a live page needs it: which lead, and to whom it came.</summary>
internal sealed record LiveEvent
{
    public long Id { get; init; }

    public string Stream { get; init; } = "";

    /// <summary>The event's data, only where it names somebody to whom the lead came.</summary>
    public string? Data { get; init; }

    /// <summary>Whose lead it became with this event.</summary>
    public string? Rep
    {
        get
        {
            if (Data is null) return null;
            using var data = JsonDocument.Parse(Data);
            return data.RootElement.TryGetProperty("owner", out var owner)
                || data.RootElement.TryGetProperty("onCall", out owner)
                ? owner.GetString() : null;
        }
    }
}

/// <summary>
/// What pages listen for: <c>inbox</c> for any lead, <c>lead-ID</c> for one, <c>rep-ID</c> for leads that come to a
/// rep,
/// <c>all</c> when too much happened to say what.
/// </summary>
internal static class LiveTopics
{
    public const string Everything = "all inbox";

    const int MostTopics = 60;

    public static string Of(IEnumerable<LiveEvent> events)
    {
        var topics = new SortedSet<string>(StringComparer.Ordinal) { "inbox" };
        foreach (var one in events)
        {
            topics.Add("lead-" + one.Stream);
            if (one.Rep is { } rep) topics.Add("rep-" + rep);
            if (topics.Count > MostTopics) return Everything;
        }
        return string.Join(' ', topics);
    }
}

/// <summary>The ledger, read by number for what is new.</summary>
internal static class LiveEvents
{
    /// <summary>More than this at once is "all".</summary>
    public const int Most = 2000;

    /// <summary>How far, in numbers, one that was given early may be committed late.</summary>
    public const long Reach = 1000;

    // The engines must walk the numbers from the end. By the workspace's own index they would read all of its history.
    const string Columns =
        """
        select id, stream, case when kind in ('lead.assigned', 'ladder.on-call') then data end as data
        from event where workspace_id || '' = @Workspace
        """;

    public static Task<List<LiveEvent>> SinceAsync(Tx tx, string workspace, long number) => tx.ListAsync<LiveEvent>(
        $"{Columns} and id > @Number order by id desc limit @Most",
            new { Workspace = workspace, Number = number, Most });

    /// <summary>
    /// What a page that knows everything up to a number may not know: later numbers, and earlier ones that were
    /// committed only just now. Numbers are given when a transaction writes and become visible when it commits.
    /// </summary>
    public static Task<List<LiveEvent>> MissedAsync(Tx tx, string workspace, long number, Duration longest) =>
        tx.ListAsync<LiveEvent>(
        $"{Columns} and id > @From and (id > @Number or at > @Recent) order by id desc limit @Most",
        new { Workspace = workspace, From = number - Reach, Number = number, Recent = tx.Now - longest, Most });

    /// <summary>
    /// The last number of the ledger. It is one sequence for all workspaces, and tells nothing about any.
    /// </summary>
    public static async Task<long> LastAsync(Tx tx) =>
        await tx.SingleAsync<long>("select coalesce(max(id), 0) from event");
}
