namespace Handraiser.App.Tests.Abuse;

/// <summary>Looking is free: whoever fetches a page, a robot or a scanner of mail, changes nothing by it.</summary>
public sealed class LookingTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres", Caller.Nobody, Caller.Admin, Caller.ApiKey)]
    public async Task No_GET_and_no_HEAD_of_anybody_changes_a_row(string engine, params object[] some)
    {
        await using var at = await Premises.StartAsync(engine);
        var callers = some.Length == 0 ? Enum.GetValues<Caller>() : [.. some.Cast<Caller>()];
        var looks = new List<(string Endpoint, Asked Asked)>();
        foreach (var row in AccessTable.Rows.Where(row => row.Endpoint.StartsWith("GET", StringComparison.Ordinal)))
        {
            looks.Add((row.Endpoint, await Errands.OfAsync(at, row.Endpoint, Caller.Admin)));
        }
        foreach (var who in callers) await at.ClientAsync(who);
        var before = await ContentsAsync(at);
        foreach (var who in callers)
        {
            foreach (var (endpoint, asked) in looks)
            {
                using var got = await at.SendAsync(who, Errands.Message(endpoint, asked));
                using var head = await at.SendAsync(who, Errands.Message("HEAD" + endpoint[3..], asked));
                Assert.True((int)got.StatusCode < 500, $"{endpoint} as {who}: {(int)got.StatusCode}");
                Assert.True((int)head.StatusCode < 500, $"HEAD {endpoint} as {who}: {(int)head.StatusCode}");
            }
            Assert.Equal(before, await ContentsAsync(at));
        }
    }

    // Whether the database takes a write is found out by writing: one row of its own, which means nothing.
    static async Task<SortedDictionary<string, string>> ContentsAsync(Premises at)
    {
        var contents = await at.App.ContentsAsync();
        Assert.True(contents.Remove("probe"));
        Assert.True(contents.Count > 20);
        return contents;
    }
}
