using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Reports;

/// <summary>A small sales floor whose figures one can work out by hand.</summary>
internal static class ReportStage
{
    public static async Task<string> HandAsync(this TestApp app, string name, string kind = "demo", string channel = "web") =>
        (await app.RaiseAsync("", body: new { kind, person = new { email = $"{name}@{name}.example", name }, source = new { channel } }))
            .GetProperty("leadId").GetString()!;

    public static async Task TouchAsync(this TestApp app, string lead, string grade, string channel = "phone") =>
        await app.DoAsync(lead, "touches", new { rep = app.Workspace.AdminId, grade, channel });

    public static async Task DoAsync(this TestApp app, string lead, string act, object body)
    {
        using var answer = await app.PostAsync($"/api/v1/leads/{lead}/{act}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>
    /// Answered after 4 minutes, 30 minutes and 2 hours; one has a machine's mail only; two are spam.
    /// </summary>
    public static async Task PlayAsync(this TestApp app)
    {
        var (soon, later, late) = (await app.HandAsync("soon"), await app.HandAsync("later", "pricing", "ads"), await app.HandAsync("late"));
        var (never, spam, held) = (await app.HandAsync("never", "demo", "ads"), await app.HandAsync("junk"), await app.HandAsync("held"));
        await app.ChangeAsync("update lead set held = 'quarantine' where id = @Held", new { Held = held });
        await app.DoAsync(spam, "close", new { rep = app.Workspace.AdminId, outcome = "spam: sells links" });
        app.Clock.Advance(Duration.FromMinutes(1));
        await app.TouchAsync(never, "automated", "mail");
        app.Clock.Advance(Duration.FromMinutes(3));
        await app.TouchAsync(soon, "attempt");
        app.Clock.Advance(Duration.FromMinutes(26));
        await app.TouchAsync(later, "two-way");
        app.Clock.Advance(Duration.FromMinutes(90));
        await app.TouchAsync(late, "personal", "mail");
        await app.DoAsync(later, "close", new { rep = app.Workspace.AdminId, outcome = "won" });
        await app.DoAsync(late, "close", new { rep = app.Workspace.AdminId, outcome = "not a fit" });
    }
}
