using System.CommandLine;
using System.Text.Json;
using Handraiser.App.Commands;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Verify;

public sealed class VerifyCommandTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task It_exits_with_0_while_every_law_holds_and_with_1_and_the_place_when_one_is_broken(string engine)
    {
        await using var database = await BrokenDatabase.StartAsync(engine);

        var (code, text) = await RunAsync("--database", database.Setting);
        Assert.Equal(0, code);
        Assert.Contains("laws hold.", text, StringComparison.Ordinal);

        await database.BreakAsync("update pool_member set assigned = assigned + 1;");
        (code, text) = await RunAsync("--database", database.Setting);
        Assert.Equal(1, code);
        Assert.Contains("BROKEN  What a pool's members stand at", text, StringComparison.Ordinal);
        Assert.Contains("'sellers'", text, StringComparison.Ordinal);

        (code, text) = await RunAsync("--database", database.Setting, "--json");
        Assert.Equal(1, code);
        Assert.Contains(JsonDocument.Parse(text).RootElement.EnumerateArray(), law => law.GetProperty("broken").GetInt64() > 0);
    }

    [Theory]
    [InlineData("sqlite:/nowhere/at/all.db")]
    [InlineData("postgres://nobody@127.0.0.1:1/nothing")]
    [InlineData("mysql://host/name")]
    public async Task It_exits_with_2_when_there_is_nothing_to_read(string setting)
    {
        Assert.Equal(2, (await RunAsync("--database", setting)).Code);
        Assert.False(Directory.Exists("/nowhere"));
    }

    static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var code = await VerifyCommand.Build().Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = output }, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
