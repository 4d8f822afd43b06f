using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Leads;

public sealed class GiveWaitingTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    const string Playbook = """
        name: Acme
        hours: { all: { zone: Europe/Oslo, open: always } }
        teams: { one: { hours: all, manager: ada@acme.example, on-call: ada@acme.example } }
        pools: { one: { team: one, members: [ann@acme.example, bob@acme.example] } }
        targets: { demo: { within: 5 min } }
        catch-all: one
        screening: { owner: ada@acme.example }
        """;

    [Theory, MemberData(nameof(Engines))]
    public async Task Leads_that_waited_go_to_whoever_comes_first_oldest_first(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.AddRepsAsync("ann@acme.example", "bob@acme.example");
        await app.PublishAsync(Playbook);
        await SetPresentAsync(app, reps[0], false);
        await SetPresentAsync(app, reps[1], false);
        var first = await app.RaiseAsync("first@buyer.example");
        var second = await app.RaiseAsync("second@buyer.example");
        Assert.Equal("pool", first.GetProperty("owner").GetProperty("kind").GetString());
        Assert.Equal(0, await app.Get<GiveWaiting>().RunDueAsync(TestContext.Current.CancellationToken));

        await SetPresentAsync(app, reps[1], true);
        Assert.Equal(2, await app.Get<GiveWaiting>().RunDueAsync(TestContext.Current.CancellationToken));

        foreach (var lead in new[] { first, second })
        {
            var detail = await app.GetAsync($"/api/v1/leads/{lead.GetProperty("leadId").GetString()}");
            Assert.Equal(reps[1], detail.GetProperty("lead").GetProperty("owner").GetProperty("id").GetString());
            Assert.Equal("back", detail.GetProperty("assignments")[1].GetProperty("cause").GetString());
            Assert.Equal("2026-03-02T09:05:00Z", detail.GetProperty("lead").GetProperty("dueAt").GetString());
        }
    }

    static Task SetPresentAsync(TestApp app, string rep, bool present) => app.Database.WriteAsync(tx =>
    {
        tx.Add("update rep set present = @Present where workspace_id = @Workspace and id = @Id",
            new { Present = present, Workspace = app.Workspace.WorkspaceId, Id = rep });
        PolicyStore.RosterChanged(tx, app.Workspace.WorkspaceId);
        return Task.CompletedTask;
    });
}
