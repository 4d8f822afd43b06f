using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ledger;

namespace Handraiser.App.Features.Verify;

/// <summary>One lead with everything that tells of it, as of one moment.</summary>
internal sealed record LeadCase(LeadRow Lead, IReadOnlyList<AssignmentRow> Spells, IReadOnlyList<ClockRow> Clocks,
    IReadOnlyList<EventRow> Events, Buyer Buyer)
{
    const int PageSize = 200;

    /// <summary>The leads after one, by id, as many as fit a page.</summary>
    public static async Task<List<LeadCase>> PageAsync(Tx tx, string workspace, string after)
    {
        var leads = await tx.ListAsync<LeadRow>(
            "select * from lead where workspace_id = @Workspace and id > @After order by id limit @Most",
            new { Workspace = workspace, After = after, Most = PageSize });
        return leads.Count == 0 ? [] : await LoadAsync(tx, workspace, leads);
    }

    /// <summary>One lead; null when there is none of that id.</summary>
    public static async Task<LeadCase?> FindAsync(Tx tx, string workspace, string id) =>
        await LeadStore.FindAsync(tx, workspace, id) is { } lead ? (await LoadAsync(tx, workspace, [lead]))[0] : null;

    static async Task<List<LeadCase>> LoadAsync(Tx tx, string workspace, List<LeadRow> leads)
    {
        var range = new { Workspace = workspace, First = leads[0].Id, Last = leads[^1].Id };
        var spells = (await tx.ListAsync<SpellRow>(
            "select * from assignment where workspace_id = @Workspace and lead_id >= @First and lead_id <= @Last order by lead_id, number", range))
            .ToLookup(spell => spell.LeadId, spell => (AssignmentRow)spell);
        var clocks = (await tx.ListAsync<ClockRow>(
            "select * from clock where workspace_id = @Workspace and lead_id >= @First and lead_id <= @Last order by lead_id, number", range))
            .ToLookup(clock => clock.LeadId);
        var events = (await tx.ListAsync<EventRow>(
            """
            select id, stream, number, kind, at, actor, data, hash from event
            where workspace_id = @Workspace and stream >= @First and stream <= @Last order by stream, number
            """, range)).ToLookup(one => one.Stream);
        var buyers = (await tx.ListAsync<Buyer>(
            """
            select l.id as lead_id, p.name, p.email, p.phone from lead l join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
            where l.workspace_id = @Workspace and l.id >= @First and l.id <= @Last
            """, range)).ToDictionary(buyer => buyer.LeadId);
        return leads.ConvertAll(lead => new LeadCase(lead, [.. spells[lead.Id]], [.. clocks[lead.Id]], [.. events[lead.Id]],
            buyers.GetValueOrDefault(lead.Id) ?? new Buyer()));
    }

    sealed record SpellRow : AssignmentRow
    {
        public string LeadId { get; init; } = "";
    }
}

/// <summary>What a history must not tell: who the buyer is.</summary>
internal sealed record Buyer
{
    public string LeadId { get; init; } = "";

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }
}
