using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ui;
using NodaTime;

namespace Handraiser.App.Features.Leads.Merge;

/// <summary>Open leads that may be the same buyer's: of the same name, telephone or company, likeliest first.</summary>
internal static class LeadMatches
{
    const int Most = 20;

    public static async Task<List<Choice>> OfAsync(Tx tx, Policy policy, string lead, DateTimeZone zone) =>
        (await tx.ListAsync<MatchRow>(
            """
            select l.id, l.kind, l.arrived_at, l.owner_id, p.name, p.email, p.phone, p.company from lead l
            join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
            join lead own on own.workspace_id = l.workspace_id and own.id = @Lead
            join person me on me.workspace_id = own.workspace_id and me.id = own.person_id
            where l.workspace_id = @Workspace and l.state = 'open' and l.id <> @Lead and (lower(p.name) = lower(me.name)
              or p.phone = me.phone or p.account_id = me.account_id or lower(p.company) = lower(me.company))
            order by case when lower(p.name) = lower(me.name) or p.phone = me.phone then 0 else 1 end, l.latest_at desc, l.id limit @Most
            """,
            new { Workspace = policy.WorkspaceId, Lead = lead, Most }))
        .ConvertAll(row => new Choice(row.Id, Label(row, policy, zone)));

    /// <summary>A lead by its id or by the address of its page; null when it is neither.</summary>
    public static string? Read(string? text)
    {
        var id = text?.Trim().TrimEnd('/').Split('/')[^1].Split('?', '#')[0];
        return id is { Length: 26 } && id.All(char.IsAsciiLetterOrDigit) ? id : null;
    }

    static string Label(MatchRow row, Policy policy, DateTimeZone zone)
    {
        var who = LeadWords.Person(row.Name, row.Email, row.Phone);
        var company = row.Company is null ? "" : $", {row.Company}";
        var at = row.ArrivedAt.InZone(zone).ToString("d MMM HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return $"{who}{company}: {LeadWords.Kind(row.Kind).ToLowerInvariant()}, {at}, {policy.NameOf(row.OwnerId)}";
    }

    sealed record MatchRow
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public Instant ArrivedAt { get; init; }

        public string OwnerId { get; init; } = "";

        public string? Name { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public string? Company { get; init; }
    }
}
