using System.Net;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake;

public sealed class CaptureRequestTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_raised_hand_is_owned_and_on_the_clock(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);

        var answer = await app.RaiseAsync("bea@buyer.example");

        Assert.False(answer.GetProperty("joined").GetBoolean());
        Assert.Equal("Ada Admin", answer.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("2026-03-02T09:05:00Z", answer.GetProperty("dueAt").GetString());
        Assert.NotEmpty(answer.GetProperty("reason").GetString()!);
        Assert.NotEmpty(answer.GetProperty("promise").GetString()!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Left_alone_it_climbs_the_ladder_until_a_touch_stops_it(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var lead = (await app.RaiseAsync("bea@buyer.example")).GetProperty("leadId").GetString();

        await app.PassAsync(Duration.FromMinutes(6));
        var events = await app.GetAsync($"/api/v1/leads/{lead}/events");
        Assert.Equal(["request.received", "lead.assigned", "clock.started", "ladder.nudged", "ladder.manager-told", "clock.breached", "ladder.nobody-else"],
            events.EnumerateArray().Select(one => one.GetProperty("kind").GetString()));

        using var touched = await app.PostAsync($"/api/v1/leads/{lead}/touches", new { rep = TestApp.AdminEmail, grade = "attempt", channel = "phone" });
        Assert.Equal(HttpStatusCode.OK, touched.StatusCode);
        await app.PassAsync(Duration.FromMinutes(60));
        var after = await app.GetAsync($"/api/v1/leads/{lead}");
        Assert.Equal("met", after.GetProperty("clocks")[0].GetProperty("state").GetString());
        Assert.Equal("2026-03-02T09:05:00Z", after.GetProperty("lead").GetProperty("breachedAt").GetString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_submission_posted_ten_times_in_parallel_is_one_lead(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.RaiseAsync("bea@buyer.example")));

        Assert.Single(answers.Select(answer => answer.GetProperty("leadId").GetString()).Distinct());
        Assert.Equal(10, answers.Select(answer => answer.GetProperty("requestId").GetString()).Distinct().Count());
    }
}
