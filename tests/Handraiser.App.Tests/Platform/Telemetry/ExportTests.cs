using System.Collections.Concurrent;
using Handraiser.App.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Handraiser.App.Tests.Platform.Telemetry;

public sealed class ExportTests
{
    [Fact]
    public async Task A_collector_is_sent_metrics_and_traces_at_the_latest_when_the_server_stops()
    {
        var seen = new ConcurrentDictionary<string, long>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{signal}", async (HttpContext http, string signal) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            seen.AddOrUpdate(signal, body.Length, (_, before) => before + body.Length);
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        var address = collector.Urls.Single();
        await using (var app = await TestApp.StartAsync(settings: one => one with { Telemetry = address }))
        {
            await app.RaiseAsync("bea@buyer.example");
        }
        Assert.Equal(["metrics", "traces"], seen.Keys.Order());
        Assert.All(seen.Values, bytes => Assert.True(bytes > 100));
    }
}
