using System.Net;
using Handraiser.App.Features.Forms;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Forms;

public sealed class FormPagesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_manager_makes_a_form_and_it_takes_requests_at_once(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var manager = await app.SignedInAsync();
        using var made = await PostAsync(manager, "/forms", "/forms/new", Draft([("F0.Label", "Your e-mail"), ("F0.Type", "email"), ("F0.Name", "email"),
            ("F0.Required", "true"), ("F1.Label", "Team size"), ("F1.Type", "select"), ("F1.Options", "1-10, 11-50"), ("F1.Place", "0")]));
        var id = made.Headers.Location!.ToString()["/forms/".Length..];
        using var buyer = app.NewClient();
        var page = await buyer.PageAsync($"/h/{id}");
        Assert.True(page.IndexOf("Team size", StringComparison.Ordinal) < page.IndexOf("Your e-mail", StringComparison.Ordinal));
        Assert.Contains("name=\"team_size\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"11-50\"", page, StringComparison.Ordinal);
        using var sent = await app.SendFormAsync($"/f/{id}", ("email", "bea@buyer.example"), ("team_size", "11-50"));
        Assert.Equal("pricing", await app.AskAsync<string>("select kind from lead"));
    }

    [Theory]
    [InlineData("Name", "", "Name")]
    [InlineData("Kind", "whatever", "Kind")]
    [InlineData("Next", "javascript:alert(1)", "Next")]
    [InlineData("Next", "/relative", "Next")]
    [InlineData("F0.Name", "note", "Questions")]
    [InlineData("F0.Name", "_key", "Questions")]
    [InlineData("F0.Type", "file", "Questions")]
    [InlineData("F1.Label", "Your e-mail", "Questions")]
    public async Task What_is_wrong_with_a_form_is_told_at_its_field(string field, string value, string told)
    {
        await using var app = await TestApp.StartAsync();
        using var manager = await app.SignedInAsync();
        var fields = Draft([("F0.Label", "Your e-mail"), ("F0.Type", "email"), ("F0.Name", "email"), ("F1.Type", "text"), ("F1.Name", "email")]);
        fields.RemoveAll(one => one.Key == field);
        fields.Add(new(field, value));
        using var answer = await PostAsync(manager, "/forms", "/forms/new", fields);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{told}\"", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await app.CountAsync("form"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_list_counts_requests_and_the_share_that_was_held(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        for (var i = 0; i < 4; i++)
        {
            using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", $"b{i}@buyer.example"), ("_website", i == 0 ? "filled" : ""));
        }
        await app.ChangeAsync("insert into form_refusal (workspace_id, form_id, hour, posts) values (@Workspace, @Form, @Now, 7)",
            new { Workspace = app.Workspace.WorkspaceId, Form = app.Workspace.FormId, app.Clock.Now });
        var count = Assert.Single(await app.Database.ReadAsync(tx => FormStore.CountsAsync(tx, app.Workspace.WorkspaceId, tx.Now - Duration.FromDays(30), 50),
            TestContext.Current.CancellationToken));
        Assert.Equal((4, 1, 7), (count.Requests, count.Held, count.TurnedAway));
        using var manager = await app.SignedInAsync();
        Assert.Contains("25%", await manager.PageAsync("/forms"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_deleted_form_can_be_brought_back(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var manager = await app.SignedInAsync();
        using var deleted = await PostAsync(manager, $"/forms/{app.Workspace.FormId}/delete", $"/forms/{app.Workspace.FormId}", []);
        var list = await manager.PageAsync(deleted.Headers.Location!.ToString());
        Assert.Contains("is deleted", list, StringComparison.Ordinal);
        Assert.Contains("No form yet", list, StringComparison.Ordinal);
        using var restored = await PostAsync(manager, $"/forms/{app.Workspace.FormId}/restore", deleted.Headers.Location!.ToString(), []);
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));
        Assert.Null(await app.AskAsync<string>("select held from lead"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task After_a_new_key_the_old_one_is_heard_and_held_for_90_days(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var manager = await app.SignedInAsync();
        using var changed = await PostAsync(manager, $"/forms/{app.Workspace.FormId}/key", $"/forms/{app.Workspace.FormId}", []);
        using var old = await app.SendFormAsync($"/f/{app.Workspace.FormKey}", ("email", "bea@buyer.example"));
        Assert.Equal("quarantine", await app.AskAsync<string>("select held from lead"));
        using var now = await app.SendFormAsync($"/f/{await app.AskAsync<string>("select public_key from form")}", ("email", "bo@buyer.example"));
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from lead where held is null"));
        app.Clock.Advance(Duration.FromDays(91));
        using var late = await app.SendFormAsync($"/f/{app.Workspace.FormKey}", ("email", "bea@buyer.example"));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Only_managers_of_the_same_workspace_reach_a_form()
    {
        await using var app = await TestApp.StartAsync();
        await app.AddRepsAsync("bo@acme.example");
        var other = await app.Get<SetUp>().RunAsync("Other", "Olga", "olga@other.example", TestApp.Password, "UTC", TestContext.Current.CancellationToken);
        using var rep = await app.SignedInAsync("bo@acme.example");
        using var stranger = await app.SignedInAsync("olga@other.example");
        using var forRep = await rep.GetAsync(new Uri("/forms", UriKind.Relative), TestContext.Current.CancellationToken);
        using var forStranger = await stranger.GetAsync(new Uri($"/forms/{app.Workspace.FormId}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var unknown = await stranger.GetAsync(new Uri("/forms/01hzzzzzzzzzzzzzzzzzzzzzzz", UriKind.Relative), TestContext.Current.CancellationToken);
        using var act = await PostAsync(stranger, $"/forms/{app.Workspace.FormId}/delete", $"/forms/{other.FormId}", []);
        Assert.Equal(HttpStatusCode.Forbidden, forRep.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, forStranger.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, act.StatusCode);
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from form where state = 'live'"));
    }

    [Fact]
    public void A_snippet_is_whole_html_and_encodes_what_people_wrote()
    {
        var form = new Form
        {
            Id = "01h", PublicKey = "hrf_k", Button = "Ask <now>",
            Fields = """[{"name":"email","label":"E-mail & more","type":"email","required":true},{"name":"size","label":"Size","type":"select","required":false,"options":["<5"]}]""",
        };
        Assert.Equal(
            """
            <form action="https://go.example/f/hrf_k" method="post" accept-charset="utf-8">
              <label>E-mail &amp; more <input type="email" name="email" autocomplete="email" required></label>
              <label>Size <select name="size"><option>&lt;5</option></select></label>
              <button>Ask &lt;now&gt;</button>
            </form>
            <script src="https://go.example/embed.js" defer></script>
            """, Snippets.WithScript(form, "https://go.example/"));
        Assert.Contains("/f/01h\"", Snippets.Plain(form, "https://go.example"), StringComparison.Ordinal);
    }

    static List<KeyValuePair<string, string>> Draft(IEnumerable<(string, string)> more) =>
    [
        new("Name", "Prices"), new("Kind", "pricing"), new("Title", "Ask for a price"), new("Button", "Ask"), new("Thanks", "We got it."),
        .. more.Select(one => KeyValuePair.Create(one.Item1, one.Item2)),
    ];

    static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string page, List<KeyValuePair<string, string>> fields)
    {
        fields.Add(new("__RequestVerificationToken", await client.TokenAsync(page)));
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        message.Headers.Accept.ParseAdd("application/json");
        return await client.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
