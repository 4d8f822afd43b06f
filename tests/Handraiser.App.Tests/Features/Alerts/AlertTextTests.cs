using Handraiser.App.Platform.Mail;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Alerts;

public sealed class AlertTextTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_alert_says_who_what_why_and_both_clocks_and_has_one_link(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var lead = await RaiseAsync(app, "We are 40 people.\nCan we see it on Thursday?");
        app.Clock.Advance(Duration.FromSeconds(70));

        var letter = Assert.Single(await app.LettersAsync());

        Assert.Equal("Demo request: Bea Buyer, Buyer Ltd — due 10:05 (4 min)", letter.Subject);
        Assert.Equal(
            $"""
            This one is yours.

            > We are 40 people.
            > Can we see it on Thursday?

            Waiting:        since 10:00 (1 min)
            With Ada Admin: since 10:00 (1 min of open hours)
            Due:            10:05 (4 min left)
            Times:          are Europe/Oslo (CET)
            Why:            {await app.AskAsync<string>("select reason from lead")}

            Take it: http://localhost:5080/leads/{lead}

            """.ReplaceLineEndings("\n"), letter.TextBody);
        Assert.Single(letter.HtmlBody!.Split("href=").Skip(1));
        Assert.Contains($"<a href=\"http://localhost:5080/leads/{lead}\">Take it</a>", letter.HtmlBody);
        Assert.Equal((AutoSubmitted.Generated, "ada@acme.example"), (letter.AutoSubmitted, letter.To.Address));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Times_are_those_of_the_readers_own_zone(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.ChangeAsync("update rep set zone = 'America/New_York'");
        await RaiseAsync(app);

        var letter = Assert.Single(await app.LettersAsync());

        Assert.Contains("due 04:05", letter.Subject);
        Assert.Contains("America/New_York (EST)", letter.TextBody);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task All_of_a_leads_mails_are_one_thread(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await RaiseAsync(app);
        var first = Assert.Single(await app.LettersAsync());
        app.Clock.Advance(Duration.FromMinutes(1));
        await RaiseAsync(app);

        var again = Assert.Single(await app.LettersAsync());

        Assert.Null(first.InReplyTo);
        Assert.StartsWith("Again: ", again.Subject);
        Assert.Equal(first.MessageId, again.InReplyTo);
        Assert.Equal([first.MessageId], again.References);
        Assert.NotEqual(first.MessageId, again.MessageId);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_late_lead_says_so_and_names_who_was_told_before(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var ola = (await app.AddRepsAsync("ola@acme.example"))[0];
        var lead = await RaiseAsync(app);
        await app.LettersAsync();
        using var given =
            await app.PostAsync($"/api/v1/leads/{lead}/assignment",
            new { rep = ola, by = TestApp.AdminEmail, why = "She knows them" });
        app.Clock.Advance(Duration.FromMinutes(8));

        var letter = Assert.Single(await app.LettersAsync());

        Assert.EndsWith("— late since 10:05 (3 min)", letter.Subject);
        Assert.Contains("since 10:05 (3 min)\n", letter.TextBody);
        Assert.Contains("Told so far: Ada Admin (owner) 10:00\n", letter.TextBody);
        Assert.Contains("Ada Admin gave it to ola: She knows them", letter.TextBody);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_stranger_types_becomes_neither_a_header_nor_markup(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await TestApp.StartAsync(engine, settings => settings with { Mail = smtp.Url });
        await app.RaiseAsync("bea@buyer.example", body: new
        {
            kind = "demo", person = new { email = "bea@buyer.example", name = "Bea" },
                message = "<script>alert(1)</script>\n\u202Etxt.exe",
        });
        await app.ChangeAsync("update person set name = @Name",
            new { Name = "Bea\r\nBcc: evil@evil.example\r\n\r\n<img src=x>" });

        await app.RunDueAsync();

        var mail = Assert.Single(smtp.Messages);
        var head = mail.Text[..mail.Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain("\r\nBcc:", head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<ada@acme.example>", mail.RcptCommand);
        Assert.DoesNotContain("<script", mail.Text[mail.Text.IndexOf("text/html", StringComparison.Ordinal)..]);
        Assert.DoesNotContain("<img", mail.Text[mail.Text.IndexOf("text/html", StringComparison.Ordinal)..]);
        Assert.Equal(1, smtp.Commands.Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_was_erased_is_not_named_in_what_was_queued_before(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await RaiseAsync(app, "My number is secret");
        await app.ChangeAsync("update person set name = null, email = null, company = null");
        await app.ChangeAsync("update request set message = null");

        var letter = Assert.Single(await app.LettersAsync());

        Assert.StartsWith("Demo request: somebody without a name —", letter.Subject);
        Assert.DoesNotContain("Bea", letter.Subject + letter.TextBody + letter.HtmlBody);
        Assert.DoesNotContain("secret", letter.TextBody);
    }

    internal static async Task<string> RaiseAsync(TestApp app, string? message = null) =>
        (await app.RaiseAsync("bea@buyer.example", body: new
    {
        kind = "demo", person = new { email = "bea@buyer.example", name = "Bea Buyer" },
            company = new { name = "Buyer Ltd" }, message,
    })).GetProperty("leadId").GetString()!;
}
