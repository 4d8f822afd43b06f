using Handraiser.App.Features.Erasure;
using Handraiser.App.Features.Leads.Merge;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>
/// People who ask to be forgotten, at the worst moments: while a mail about them is on its way, a step falls due, somebody
/// claims them, or two of their leads become one.
/// </summary>
internal sealed class Erasures(World world)
{
    readonly SqliteTx look = new(world.Session) { Now = Template.Start };

    /// <summary>Somebody is erased now or a moment later, and again by whoever was not sure that it worked.</summary>
    public void Begin()
    {
        if (AnyLead() is not { } lead) return;
        if (world.Dice.Chance(0.4) && AnotherOpen(lead) is { } other) Merge(lead, other);
        for (var i = world.Dice.Chance(0.2) ? 2 : 1; i > 0; i--) world.After(world.Moment(), () => Erase(lead));
    }

    /// <summary>What they wrote is nowhere: not in one row of one table.</summary>
    public void Finish(Tx now, Buyers buyers)
    {
        var erased = Many(now, "select request_id from submission where state = 'erased' and request_id is not null")
            .ToHashSet(StringComparer.Ordinal);
        var words = buyers.Acknowledged.Where(one => erased.Contains(one.Value)).Select(one => Buyers.WordsOf(one.Key)).ToList();
        if (words.Count == 0) return;
        foreach (var text in Texts(now))
        {
            if (words.Find(word => text.Contains(word, StringComparison.Ordinal)) is { } word)
                world.Checks.Report($"\"{word}\" was erased and is still here: {text}");
        }
    }

    void Erase(string lead)
    {
        var by = "rep:" + world.Company.Admin;
        world.Trace.Say(world.Now, "admin", $"erases the person of {lead[^6..]}");
        world.Outside.Start(async () =>
        {
            var result = await world.Dice.Of(world.Nodes).CallAsync(
                node => node.Get<ErasePerson>().RunAsync(world.Company.Workspace, by, lead), Duration.FromSeconds(30));
            if (result is not ErasureResult.Done { Repeat: false, Erasure: var done }) return;
            if (done.UnderWay > 0) world.Sometimes.Saw("somebody erased while a message about them was under way");
            if (done.PeopleList.Count > 1) world.Sometimes.Saw("somebody erased whose leads had been merged");
        });
    }

    void Merge(string from, string into) => world.Outside.Start(() => world.Dice.Of(world.Nodes).CallAsync(
        node => node.Get<MergeLeads>().RunAsync(new(world.Company.Workspace, world.Company.Admin, "admin"), from, into),
        Duration.FromSeconds(10)));

    // Best somebody whom a message is about that is being sent right now.
    string? AnyLead() => Pick("""
        select distinct l.id from job j join lead l on l.id = substr(j.key, 1, 26)
        where l.workspace_id = @Workspace and j.kind = 'mail' and j.state = 'running' order by l.id
        """) ?? Pick("select id from lead where workspace_id = @Workspace order by id");

    string? AnotherOpen(string lead) =>
        Pick("select id from lead where workspace_id = @Workspace and state = 'open' and id <> @Lead order by id", lead);

    string? Pick(string sql, string lead = "")
    {
        var found = look.ListAsync<string>(sql, new { world.Company.Workspace, Lead = lead }).GetAwaiter().GetResult();
        return found.Count == 0 ? null : world.Dice.Of(found);
    }

    static IEnumerable<string> Texts(Tx now) =>
        Many(now, "select body || coalesce(answer, '') from submission")
        .Concat(Many(now, "select coalesce(message, '') || source || fields || facts from request"))
        .Concat(Many(now, "select data || coalesce(outcome, '') from job")).Concat(Many(now, "select data from event"))
        .Concat(Many(now, "select coalesce(outcome, '') || reason from lead")).Concat(Many(now, "select reason from assignment"));

    static List<string> Many(Tx now, string sql) => now.ListAsync<string>(sql).GetAwaiter().GetResult();
}
