using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using NodaTime;

namespace Handraiser.App.Tests.Support;

/// <summary>A company at work: three reps in two pools, a manager, and buyers in every state.</summary>
internal static class SalesFloor
{
    public const string Ann = "ann@acme.example", Bo = "bo@acme.example", Cy = "cy@acme.example",
        Mia = "mia@acme.example";

    public const string Playbook =
        """
        name: Acme
        hours:
          office: { zone: Europe/Oslo, open: always }
        teams:
          sales: { name: Sales, hours: office, manager: mia@acme.example, on-call: ada@acme.example }
        pools:
          nordics:
            team: sales
            members:
              - { rep: ann@acme.example, weight: 200 }
              - { rep: bo@acme.example, weight: 100 }
              - { rep: cy@acme.example, weight: 100 }
            counts: [presence, hours]
          everyone:
            team: sales
            members: [ { rep: ann@acme.example, weight: 100 } ]
            counts: [presence, hours]
        targets:
          demo: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          pricing: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          call-me: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          contact: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          content: { within: 60 min, hours: team, met-by: attempt, ladder: standard }
          community: none
        ladders:
          standard:
            - { at: 50%, do: nudge }
            - { at: 80%, do: tell-manager }
            - { at: 100%, do: hand-on }
            - { at: 200%, do: hand-on }
            - { at: 300%, do: on-call }
        routes:
          - name: Nordic companies
            when: { field: company.country, is: [NO, SE, DK, FI] }
            pool: nordics
        catch-all: everyone
        screening: { quarantine-at: 50, owner: mia@acme.example }
        """;

    static readonly (string Name, string Email, string Role)[] People =
    [
        ("Ann Berg", Ann, "rep"), ("Bo Lindqvist", Bo, "rep"), ("Cy Okafor", Cy, "rep"),
            ("Mia Manager", Mia, "manager"),
    ];

    static readonly (string Kind, string Name, string Email, string? Phone, string Company, string Country,
        string Message)[] Buyers =
    [
        ("demo", "Marta Kowalczyk", "marta@nordlicht.example", "+4740555014", "Nordlicht Logistik", "NO",
            "Forty dispatchers in three countries. Can you show how hand-over works across time zones?"),
        ("pricing", "Tom Okoye", "tom@bramble.example",
            null, "Bramble & Co", "SE", "What would 12 seats cost us for a year?"),
        ("content", "Diego Fuentes", "diego@andes.example", "+56223456789", "Andes Capital", "CL",
            "Two colleagues downloaded it as well."),
        ("community", "Ben Achterberg", "ben@haven.example",
            null, "Havenmeester", "NL", "Does the fairness ledger reset at month's end?"),
        ("call-me", "Jonas Lindqvist", "jonas@fjordline.example", "+4791234567", "Fjordline Ferries", "NO",
            "Please ring before four, our contract with the current vendor ends on Friday."),
        ("demo", "Priya Raghunathan", "priya@kestrel.example", "+4670123456", "Kestrel Payments", "SE",
            "We route about 900 inbound requests a month by hand and lose track of half."),
        ("contact", "Yuki Tanaka", "yuki@aozora.example", "+81312345678", "Aozora Medical", "JP",
            "Does it work with our phones?"),
        ("demo", "Elena Petrova", "elena@sofiarobotics.example", "+358401234567", "Sofia Robotics", "FI",
            "A colleague in Helsinki uses you and will not stop talking about it."),
    ];

    /// <summary>Hires everybody and publishes their playbook.</summary>
    public static async Task StaffAsync(this TestApp app)
    {
        await app.Database.WriteAsync(tx =>
        {
            foreach (var (name, email, role) in People) Reps.Add(tx, app.Get<Chance>(), app.Workspace.WorkspaceId,
                new NewRep(name, email, role, null, null), TestApp.Password);
            return Task.CompletedTask;
        });
        await app.PublishAsync(Playbook);
    }

    public static async Task<string> IdOfAsync(this TestApp app, string email) =>
        (await app.AskAsync<string>("select id from rep where workspace_id = @Workspace and email = @Email",
            new { Workspace = app.Workspace.WorkspaceId, Email = email }))!;

    /// <summary>Nobody takes leads any more: what arrives waits in its pool.</summary>
    public static Task EverybodyLeavesAsync(this TestApp app) => app.Database.WriteAsync(tx =>
    {
        tx.Add("update rep set present = 0 where workspace_id = @Workspace",
            new { Workspace = app.Workspace.WorkspaceId });
        PolicyStore.RosterChanged(tx, app.Workspace.WorkspaceId);
        return Task.CompletedTask;
    });

    /// <summary>One buyer raises a hand; the answer's lead.</summary>
    public static async Task<string> BuyerAsync(this TestApp app, string name = "Bea Buyer",
        string email = "bea@buyer.example", string kind = "demo",
        string country = "NO", string company = "Buyer Ltd", string? phone = "+4740000001",
            string message = "Please show me.") =>
        (await app.RaiseAsync(email, body: new
        {
            kind, person = new { name, email, phone }, company = new { name = company, country }, message,
            source = new { channel = "Google Ads", campaign = "spring", page = "https://acme.example/compare" },
                fields = new { team_size = "40", uses_today = "a spreadsheet" },
        })).GetProperty("leadId").GetString()!;

    /// <summary>A busy morning: somebody answered, somebody late, an alarm, spam, and hands raised just now.</summary>
    public static async Task MorningAsync(this TestApp app)
    {
        await app.StaffAsync();
        var leads = new List<string>();
        foreach (var (kind, name, email, phone, company, country, message) in Buyers.Take(4))
        {
            leads.Add(await app.BuyerAsync(name, email, kind, country, company, phone, message));
            await app.PassAsync(Duration.FromSeconds(40));
        }
        await TouchAsync(app, leads[1], Bo, "two-way", "phone");
        await app.PassAsync(Duration.FromMinutes(18));
        await app.BuyerAsync("Cheap SEO", "x81xk@mailinator.com", "contact", "NO", "Rank Boost", null,
            "Dear sir, guaranteed first page ranking http://a.example http://b.example http://c.example "
            + "http://d.example http://e.example viagra casino crypto");
        await app.PassAsync(Duration.FromSeconds(10));
        foreach (var (kind, name, email, phone, company, country, message) in Buyers.Skip(4).Take(2))
        {
            leads.Add(await app.BuyerAsync(name, email, kind, country, company, phone, message));
            await app.PassAsync(Duration.FromMinutes(1));
        }
        await app.PassAsync(Duration.FromMinutes(4));
        foreach (var (kind, name, email, phone, company, country, message) in Buyers.Skip(6))
        {
            leads.Add(await app.BuyerAsync(name, email, kind, country, company, phone, message));
            await app.PassAsync(Duration.FromSeconds(70));
        }
        await app.RunDueAsync();
    }

    public static async Task TouchAsync(this TestApp app, string lead, string rep, string grade, string channel)
    {
        using var answer = await app.PostAsync($"/api/v1/leads/{lead}/touches",
            new { rep, grade, channel, note = "Wants a quote for 12 seats by Thursday." });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
