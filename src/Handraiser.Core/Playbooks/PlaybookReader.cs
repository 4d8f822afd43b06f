using Handraiser.Core.Leads;
using Handraiser.Core.Time;

namespace Handraiser.Core.Playbooks;

/// <summary>Reads the sections of a playbook, each whether or not the others are sound.</summary>
internal sealed class PlaybookReader
{
    const int LongestName = 100;

    readonly Block root;
    readonly IReadOnlyCollection<string> hourNames, teamNames, poolNames, ladderNames;

    PlaybookReader(Block root)
    {
        this.root = root;
        hourNames = NamesOf("hours");
        teamNames = NamesOf("teams");
        poolNames = NamesOf("pools");
        ladderNames = NamesOf("ladders");
    }

    /// <summary>Sound only when no error was noted on the way.</summary>
    public static Playbook? Read(Spot text) =>
        text.Keys("a playbook, beginning with its name", "name", "hours", "teams", "pools", "targets", "ladders",
            "routes", "catch-all", "screening") is { } root
            ? new PlaybookReader(root).Read()
            : null;

    Playbook? Read()
    {
        var name = root.Need("name", "Name the playbook: 'name: Acme'.")?.Text("a name, such as Acme");
        var hours = Section("hours", entry => HoursReader.Read(entry.Value),
            "Define hours, each with its zone, and name them in teams.");
        var teams = Section("teams", entry => Team(entry, hours), "Define at least one team.");
        var pools = Section("pools", entry => PoolReader.Read(entry, teamNames, poolNames),
            "Define at least one pool.");
        var ladders = Section("ladders", LadderReader.Read, mend: null);
        var targets = Targets();
        var routes = root.Find("routes") is { } table ? RouteReader.Read(table, poolNames) : [];
        var catchAll = root.Need("catch-all", "Name the pool that answers what no route matches.")
            ?.Reference("pool", "pools", poolNames);
        var screening = Screening();
        Overflows.RefuseCycles(root.Find("pools"), pools);
        return name is null || catchAll is null || screening is null
            ? null
            : new(name, hours, teams, pools, targets, ladders, routes, catchAll, screening);
    }

    /// <summary>A section of named entries in the order of the text; without a mend it may be left out.</summary>
    OrderedDictionary<string, T> Section<T>(string section, Func<Entry, T?> read, string? mend) where T : class
    {
        var entries = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        var found = mend is null ? root.Find(section) : root.Need(section, mend);
        if (found?.Entries("names with what they stand for") is not { } named) return entries;
        if (named.Count == 0 && mend is not null) found.Value.Refuse($"'{section}' is empty.", mend);
        if (named.Count > PlaybookText.MaxEntries)
        {
            found.Value.Refuse($"'{section}' has more than {PlaybookText.MaxEntries} entries.", "Put some together.");
            return entries;
        }
        foreach (var entry in named)
        {
            var key = entry.Key;
            if (string.IsNullOrWhiteSpace(key) || key.Length > LongestName || key.Any(char.IsControl))
            {
                entry.At.Refuse($"A name is 1 to {LongestName} characters long.", "Write a short name.");
            }
            if (read(entry) is { } sound) entries.Add(key, sound);
        }
        return entries;
    }

    Team? Team(Entry entry, OrderedDictionary<string, OpeningHours> hours)
    {
        if (entry.Value.Keys("{ name, hours, manager, on-call }", "name", "hours", "manager", "on-call")
            is not { } block) return null;
        var name = block.Find("name") is { } named ? named.Text("a name") : entry.Key;
        var open = block.Need("hours", "Name one of the 'hours'.")?.Reference("hours", "hours", hourNames);
        var manager = block.Need("manager", "Name the rep who is told when a target runs out.")?.Email();
        var onCall = block.Need("on-call", "Name the rep who is called at the end of a ladder.")?.Email();
        return name is null || manager is null || onCall is null || open is null
            || !hours.TryGetValue(open, out var opening)
            ? null
            : new(entry.Key, name, opening, manager, onCall);
    }

    OrderedDictionary<RequestKind, Target> Targets()
    {
        var targets = new OrderedDictionary<RequestKind, Target>();
        var entries = root.Need("targets", "Say how soon each kind is answered; 'chat: { within: 1 min }'.")
            ?.Entries("kinds of request with their targets") ?? [];
        foreach (var (key, at, value) in entries)
        {
            if (RequestKinds.Parse(key) is not { } kind) at.Unknown(key, "a kind of request", RequestKinds.All);
            else if (TargetReader.Read(value, ladderNames) is { } target) targets.Add(kind, target);
        }
        return targets;
    }

    Screening? Screening()
    {
        const string Mend = "Name who looks at what was held: 'screening: { quarantine-at: 50, owner: ... }'.";
        if (root.Need("screening", Mend)?.Keys("{ quarantine-at: 50, owner: ... }", "quarantine-at", "owner")
            is not { } block) return null;
        var score = block.Find("quarantine-at") is { } at ? at.Whole(0, 100) : 50;
        var owner = block.Need("owner", Mend)?.Email();
        return score is null || owner is null ? null : new(score.Value, owner);
    }

    IReadOnlyCollection<string> NamesOf(string section) => root.Find(section)?.Names() ?? [];
}
