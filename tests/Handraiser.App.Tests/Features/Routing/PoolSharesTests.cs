using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Routing;

public sealed class PoolSharesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Weights_of_100_200_and_300_get_exactly_that_of_600_while_eight_write_at_once(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var ids = await app.HireAsync("ann", "bob", "carl");
        await app.PublishAsync(new Rules { Members = [(Company.Email("ann"), 100), (Company.Email("bob"), 200), (Company.Email("carl"), 300)] }.Yaml());

        await Parallel.ForAsync(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (i, _) => await app.LeadAsync($"buyer{i}@company{i}.example"));

        var counts = await OwnedAsync(app);
        Assert.Equal([100L, 200L, 300L], ids.Select(id => counts.GetValueOrDefault(id)));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_newcomer_and_one_who_is_back_on_the_list_get_their_share_and_no_more(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var ids = await app.HireAsync("ann", "bob", "carl");
        async Task ListAsync(params string[] names) =>
            await app.PublishAsync(new Rules { Members = [.. names.Select(name => (Company.Email(name), 100))] }.Yaml());
        async Task<long[]> NextAsync(string batch, int count)
        {
            var before = await OwnedAsync(app);
            for (var i = 0; i < count; i++) await app.LeadAsync($"{batch}{i}@{batch}{i}.example");
            var after = await OwnedAsync(app);
            return [.. ids.Select(id => after.GetValueOrDefault(id) - before.GetValueOrDefault(id))];
        }

        await ListAsync("ann", "bob");
        Assert.Equal((long[])[6L, 6L, 0L], (IEnumerable<long>)await NextAsync("a", 12));
        await ListAsync("ann", "bob", "carl");
        Assert.Equal((long[])[4L, 4L, 4L], (IEnumerable<long>)await NextAsync("b", 12));
        await ListAsync("ann", "carl");
        Assert.Equal((long[])[6L, 0L, 6L], (IEnumerable<long>)await NextAsync("c", 12));
        await ListAsync("ann", "bob", "carl");
        Assert.Equal((long[])[4L, 4L, 4L], (IEnumerable<long>)await NextAsync("d", 12));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task New_weights_judge_new_turns_only(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var ids = await app.HireAsync("ann", "bob");
        await app.PublishAsync(new Rules { Members = [(Company.Email("ann"), 100), (Company.Email("bob"), 100)] }.Yaml());
        for (var i = 0; i < 20; i++) await app.LeadAsync($"old{i}@old{i}.example");
        await app.PublishAsync(new Rules { Members = [(Company.Email("ann"), 100), (Company.Email("bob"), 300)] }.Yaml());

        var before = await OwnedAsync(app);
        for (var i = 0; i < 20; i++) await app.LeadAsync($"new{i}@new{i}.example");

        var after = await OwnedAsync(app);
        Assert.Equal([5L, 15L], ids.Select(id => after[id] - before[id]));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Leads_that_a_manager_gives_by_hand_move_nobodys_turn(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        for (var i = 0; i < 10; i++)
        {
            await app.ActAsync(await app.LeadAsync($"a{i}@a{i}.example"), "assignment", new { rep = reps["ann"], by = TestApp.AdminEmail });
        }
        var before = await OwnedAsync(app);

        for (var i = 0; i < 10; i++) await app.LeadAsync($"b{i}@b{i}.example");

        var after = await OwnedAsync(app);
        Assert.Equal(5, after[reps["ann"]] - before[reps["ann"]]);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_full_pool_overflows_and_a_returning_buyers_absent_owner_is_covered_for(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var other = (await app.HireAsync("dora"))[0];
        var reps = await app.OfAsync(rules => rules with
        {
            Caps = "{ day: 1 }",
            Away = "{ overflow: others }",
            MorePools = $"  others: {{ team: sales, members: [{Company.Email("dora")}] }}",
        }, "ann");
        var (first, second) = (await app.LeadAsync("bea@one.example"), await app.LeadAsync("carl@two.example"));
        Assert.Equal((reps["ann"], other), (await app.OwnerAsync(first), await app.OwnerAsync(second)));

        await app.ActAsync(first, "close", new { rep = reps["ann"], outcome = "not now" });
        await app.PresentAsync(false, [reps["ann"]]);
        var again = await app.LeadAsync("bea@one.example");

        Assert.Equal(other, await app.OwnerAsync(again));
        Assert.Equal(reps["ann"], await CoveredAsync(app, again));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Handing_a_covered_lead_on_keeps_the_credit_where_it_was(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob", "carl");
        var first = await app.LeadAsync();
        var owner = (await app.OwnerAsync(first))!;
        await app.ActAsync(first, "close", new { rep = owner, outcome = "not now" });
        await app.PresentAsync(false, [owner]);
        var again = await app.LeadAsync();
        Assert.Equal(owner, await CoveredAsync(app, again));

        await app.PassAsync(Duration.FromMinutes(11));
        Assert.Equal(owner, await CoveredAsync(app, again));
        await app.PassAsync(Duration.FromMinutes(10));
        Assert.Equal(owner, await CoveredAsync(app, again));
        Assert.Equal(app.Workspace.AdminId, await app.OwnerAsync(again));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_stands_behind_a_pool_it_overflowed_into_and_has_left_is_passed_over(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var hired = await app.HireAsync("gone", "dora");
        var reps = await app.OfAsync(rules => rules with
        {
            Away = "{ overflow: others }",
            MoreTeams = $"  abroad: {{ hours: office, manager: {Company.Email("gone")}, on-call: {TestApp.AdminEmail} }}",
            MorePools = $"  others: {{ team: abroad, members: [{Company.Email("dora")}], everyone-away: manager }}",
        }, "ann");
        await app.ActiveAsync(false, [hired[0]]);
        await app.PresentAsync(false, [hired[1], .. reps.Values]);

        Assert.Equal(app.Workspace.AdminId, await app.OwnerAsync(await app.LeadAsync()));
        await app.AssertLawsHoldAsync();
    }

    static async Task<string?> CoveredAsync(TestApp app, string lead) => await app.Database.ReadAsync(tx => tx.SingleAsync<string>(
        "select cover_for from lead where id = @Lead", new { Lead = lead }), TestContext.Current.CancellationToken);

    static async Task<Dictionary<string, long>> OwnedAsync(TestApp app) => (await app.Database.ReadAsync(tx => tx.ListAsync<Owned>(
        "select owner_id as rep, count(*) as leads from assignment where workspace_id = @Workspace and number = 1 group by owner_id",
        new { Workspace = app.Workspace.WorkspaceId }), TestContext.Current.CancellationToken)).ToDictionary(one => one.Rep, one => one.Leads);

    sealed record Owned
    {
        public string Rep { get; init; } = "";

        public long Leads { get; init; }
    }
}
