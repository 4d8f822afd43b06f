using System.CommandLine;
using Handraiser.App.Commands;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Erasure;

public sealed class ErasureLogTests
{
    const string Bea = "bea@buyer.example", Home = "bea@home.example", Tom = "tom@buyer.example";

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_backup_from_before_is_brought_to_what_was_erased_since(string engine)
    {
        var clock = VirtualClock.OnAMondayMorning();
        string setting, backup;
        await using (var app = await TestApp.StartAsync(engine, clock: clock))
        {
            await app.OfAsync("ann");
            setting = app.DatabaseSetting;
            await app.LeadAsync(Tom);
            await app.LeadAsync(Bea);
            await app.LeadAsync(Home);
        }
        backup = await TestDatabases.CopyAsync(setting);
        await LaterAsync(setting, clock);
        var list = Path.Combine(Directory.CreateTempSubdirectory("handraiser-").FullName, "erased.jsonl");

        Assert.Equal((0, $"1 erasures are written down in {list}."), await RunAsync("--database", setting, "--export", list));
        Assert.DoesNotContain("bea", await File.ReadAllTextAsync(list, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((0, "1 erasures are listed. 1 people were here and are erased now."),
            await RunAsync("--database", backup, "--replay", list));
        Assert.Equal((0, "1 erasures are listed. 0 people were here and are erased now."),
            await RunAsync("--database", backup, "--replay", list));

        await using var restored = Database.Open(backup, clock);
        Assert.Empty(await ErasureStage.FindAsync(backup, Bea, Home));
        Assert.NotEmpty(await ErasureStage.FindAsync(backup, Tom));
        await Company.AssertLawsHoldAsync(restored);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_raised_a_hand_again_since_is_left_alone(string engine)
    {
        var clock = VirtualClock.OnAMondayMorning();
        string setting;
        var list = Path.Combine(Directory.CreateTempSubdirectory("handraiser-").FullName, "erased.jsonl");
        await using (var app = await TestApp.StartAsync(engine, clock: clock))
        {
            await app.OfAsync("ann");
            setting = app.DatabaseSetting;
            await app.EraseAsync(await app.LeadAsync(Bea));
            clock.Advance(Duration.FromMinutes(1));
            await app.LeadAsync(Bea);
        }

        await RunAsync("--database", setting, "--export", list);
        Assert.Equal((0, "1 erasures are listed. 0 people were here and are erased now."),
            await RunAsync("--database", setting, "--replay", list));

        Assert.NotEmpty(await ErasureStage.FindAsync(setting, Bea));
    }

    [Theory]
    [InlineData("{\"workspace\":\"w\"}")]
    [InlineData("nonsense")]
    public async Task A_file_that_is_no_list_changes_nothing_and_says_where(string line)
    {
        var setting = await TestDatabases.NewAsync("sqlite");
        var list = Path.Combine(Directory.CreateTempSubdirectory("handraiser-").FullName, "erased.jsonl");
        await File.WriteAllLinesAsync(list, ["", line], TestContext.Current.CancellationToken);

        var (code, said) = await RunAsync("--database", setting, "--replay", list);

        Assert.Equal((1, $"Line 2 of {list} is not a line of an erasure log."), (code, said));
    }

    [Fact]
    public async Task One_of_the_two_must_be_asked_for() =>
        Assert.Contains("one of --export FILE, --replay FILE and --scrub", (await RunAsync()).Said, StringComparison.Ordinal);

    // After the backup the two were found to be one, and then erased.
    static async Task LaterAsync(string setting, VirtualClock clock)
    {
        clock.Advance(Duration.FromMinutes(1));
        await using var app = await TestApp.StartAsync(setting[..6] == "sqlite" ? "sqlite" : "postgres", clock: clock, database: setting,
            seed: 2);
        var leads = await app.Database.ReadAsync(tx => tx.ListAsync<string>(
            "select l.id from lead l join person p on p.id = l.person_id where p.email <> @Tom order by l.id", new { Tom }));
        var workspace = (await app.AskAsync<string>("select workspace_id from lead limit 1"))!;
        var admin = (await app.AskAsync<string>("select id from rep where workspace_id = @Workspace and role = 'admin'", new { Workspace = workspace }))!;
        await app.Get<Handraiser.App.Features.Leads.Merge.MergeLeads>().RunAsync(new(workspace, admin, "admin"), leads[0], leads[1]);
        Assert.IsType<Handraiser.App.Features.Erasure.ErasureResult.Done>(
            await app.Get<Handraiser.App.Features.Erasure.ErasePerson>().RunAsync(workspace, "rep:" + admin, leads[1]));
    }

    static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var code = await EraseCommand.Build().Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = output }, TestContext.Current.CancellationToken);
        return (code, output.ToString().Trim());
    }
}
