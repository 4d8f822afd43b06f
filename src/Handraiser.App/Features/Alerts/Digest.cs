using System.Globalization;
using System.Text.Json;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Mail;
using NodaTime;

namespace Handraiser.App.Features.Alerts;

/// <summary>
/// All that is late of one person's, or of the teams they manage, in one message: after a gap in which nobody looked, a
/// message for each would bury them.
/// </summary>
internal static class Digest
{
    const int MostNamed = 20;
    const int LineMax = 120;

    /// <summary>The message; null when nothing is late any more, or the person is not active.</summary>
    public static async Task<AlertText?> WriteAsync(Tx tx, Policy policy, string rep, string baseUrl)
    {
        if (!policy.People.TryGetValue(rep, out var person) || !person.Active) return null;
        var managed = policy.Playbook.Pools.Values.Where(pool => policy.ManagerOf(pool.Key) == rep).Select(pool =>
            pool.Key);
        var mine = new { Workspace = policy.WorkspaceId, Rep = rep, tx.Now, Pools = JsonSerializer.Serialize(managed),
            Most = MostNamed };
        var late =
            $"""
            from lead l join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
            where l.workspace_id = @Workspace and l.state = 'open' and l.due_at < @Now
            and (l.owner_id = @Rep or l.pool in (select value from {tx.Elements("Pools")}))
            """;
        var count = (await tx.SingleAsync<LateCount>(
            $"select count(*) as late, cast(coalesce(sum(case when l.alarm_since is not null then 1 else 0 end), 0) as bigint) as alarms {late}", mine))!;
        if (count.Late == 0) return null;
        var first = await tx.ListAsync<LateLead>(
            $"select l.kind, l.due_at, p.name, p.email, p.phone, p.company {late} order by l.due_at, l.id limit @Most",
                mine);
        var zone = await tx.SingleAsync<string>(
            "select zone from rep where workspace_id = @Workspace and id = @Rep",
                new { Workspace = policy.WorkspaceId, Rep = rep });
        var times = new AlertTimes(zone is null ? policy.Zone : DateTimeZoneProviders.Tzdb[zone], tx.Now);
        return new AlertText(
            count.Late == 1 ? "One lead is late" : string.Create(CultureInfo.InvariantCulture,
                $"{count.Late:#,0} leads are late"),
            "Handraiser could not look for a while, and their targets have passed. You get this one message in place of one for each. "
            + "Those who have waited longest come first.",
            [], [.. Lines(count, first, times)], "Open the inbox", new Uri($"{baseUrl.TrimEnd('/')}/inbox?view=late"));
    }

    static IEnumerable<(string, string)> Lines(LateCount count, List<LateLead> first, AlertTimes times)
    {
        if (count.Alarms > 0) yield return ("Alarms", string.Create(CultureInfo.InvariantCulture,
            $"{count.Alarms:#,0}"));
        yield return ("Times", $"are {times.ZoneName}");
        foreach (var (index, lead) in first.Index())
        {
            var who = LeadWords.Person(lead.Name, lead.Email,
                lead.Phone) + (lead.Company is null ? "" : $", {lead.Company}");
            yield return (string.Create(CultureInfo.InvariantCulture, $"{index + 1}"),
                $"{LeadWords.Kind(lead.Kind)}: {LeadWords.Excerpt(HeaderText.OneLine(who), LineMax)}, late since {times.At(lead.DueAt)} ({times.Since(lead.DueAt)})");
        }
        if (count.Late > first.Count) yield return ("More", string.Create(CultureInfo.InvariantCulture,
            $"{count.Late - first.Count:#,0}"));
    }

    sealed record LateCount
    {
        public long Late { get; init; }

        public long Alarms { get; init; }
    }

    sealed record LateLead
    {
        public string Kind { get; init; } = "";

        public Instant DueAt { get; init; }

        public string? Name { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public string? Company { get; init; }
    }
}
