using System.Net;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Http;

public sealed class HealthTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task It_is_ready_while_the_database_takes_writes_and_alive_either_way(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/readyz"));
        await app.ChangeAsync("drop table probe");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/readyz"));
        app.Clock.Advance(Duration.FromSeconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(app, "/readyz"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/healthz"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Forms_sealed_before_a_restart_or_by_another_node_are_still_good(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var client = await app.SignedInAsync();
        Assert.True(await app.AskAsync<long>("select count(*) from protection_key") > 0);
        var keys = new Handraiser.App.Platform.Http.ProtectionKeys(app.Database);
        Assert.NotEmpty(keys.GetAllElements());
        var before = keys.GetAllElements().Count;
        keys.StoreElement(new System.Xml.Linq.XElement("key", "another"), "key-another");
        keys.StoreElement(new System.Xml.Linq.XElement("key", "again"), "key-another");
        Assert.Equal(before + 1, keys.GetAllElements().Count);
    }

    static async Task<HttpStatusCode> StatusAsync(TestApp app, string path)
    {
        using var answer = await app.NewClient().GetAsync(new Uri(path, UriKind.Relative),
            TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
