using System.Text;
using System.Text.RegularExpressions;
using Handraiser.App.Features.Live;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Abuse;

/// <summary>Two companies on one server: nothing of the one is seen, counted, changed or guessed by the other.</summary>
public sealed partial class TenancyTests
{
    static readonly Caller[] Ours =
        [Caller.Nobody, Caller.FormKey, Caller.ApiKey, Caller.ImportKey, Caller.Owner, Caller.Other, Caller.Manager,
            Caller.Admin];

    static readonly Caller[] Inside = [Caller.Admin, Caller.Owner, Caller.ApiKey];

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_of_theirs_is_in_any_byte_that_anybody_here_is_sent(string engine)
    {
        await using var at = await Premises.StartAsync(engine);
        foreach (var who in Ours)
        {
            foreach (var (path, bytes) in await LookAsync(at, who)) AssertNothingOfTheirs(at, bytes, $"{path} as {who}");
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_happens_there_changes_no_list_and_no_count_here(string engine)
    {
        await using var at = await Premises.StartAsync(engine);
        await Errands.LeadAsync(at);
        var before = new List<(string, string)>();
        foreach (var who in Inside) before.AddRange(await LookAsync(at, who));
        await at.Strangers.RaiseAsync(at.App, "second");
        await at.Strangers.RaiseAsync(at.App, "third");
        var after = new List<(string, string)>();
        foreach (var who in Inside) after.AddRange(await LookAsync(at, who));
        Assert.All(before.Zip(after), pair => Assert.Equal(Masked(pair.First.Item2), Masked(pair.Second.Item2)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_id_of_theirs_is_answered_as_one_that_nobody_has(string engine)
    {
        await using var at = await Premises.StartAsync(engine);
        var before = await at.App.ContentsAsync(at.Strangers.Workspace);
        // A key that may not erase is told so before anything is looked for.
        foreach (var row in AccessTable.Rows.Where(row => IdOf(at.Strangers, row.Endpoint) is not null
            && row.Answers[Caller.ApiKey] != "403"))
        {
            var who = row.Endpoint.Contains("/api/", StringComparison.Ordinal) ? Caller.ApiKey : Caller.Admin;
            var asked = await Errands.OfAsync(at, row.Endpoint, who);
            var theirs = await AskAsync(at, who, row.Endpoint, asked with { Id = IdOf(at.Strangers, row.Endpoint) });
            var nobodys = await AskAsync(at, who, row.Endpoint, asked with { Id = Unknown(IdOf(at.Strangers, row.Endpoint)!) });
            Assert.True(theirs.StartsWith("404", StringComparison.Ordinal), $"{row.Endpoint}: {theirs}");
            Assert.Equal(nobodys, theirs);
        }
        Assert.Equal(before, await at.App.ContentsAsync(at.Strangers.Workspace));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whatever_names_theirs_in_a_body_or_a_filter_is_answered_as_if_nobody_were_named(string engine)
    {
        await using var at = await Premises.StartAsync(engine);
        var before = await at.App.ContentsAsync(at.Strangers.Workspace);
        await at.App.ChangeAsync("update form set state = 'deleted' where id = @Id", new { Id = at.Strangers.FormId });
        var lead = await Errands.LeadAsync(at);
        foreach (var (who, endpoint, ask) in Namings(at, lead))
        {
            foreach (var named in NamedBy(at, endpoint))
            {
                var theirs = await AskAsync(at, who, endpoint, ask(named));
                var nobodys = await AskAsync(at, who, endpoint, ask(Unknown(named)));
                AssertNothingOfTheirs(at, theirs.Replace(named, "", StringComparison.Ordinal), endpoint);
                Assert.Equal(nobodys.Replace(Unknown(named), "?", StringComparison.Ordinal),
                    theirs.Replace(named, "?", StringComparison.Ordinal));
            }
        }
        await at.App.ChangeAsync("update form set state = 'live' where id = @Id", new { Id = at.Strangers.FormId });
        Assert.Equal(before, await at.App.ContentsAsync(at.Strangers.Workspace));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_page_hears_nothing_of_theirs_while_it_listens(string engine)
    {
        await using var at = await Premises.StartAsync(engine);
        await at.Strangers.RaiseAsync(at.App, "missed");
        var (client, _) = await at.ClientAsync(Caller.Owner);
        await using var ear = await LiveReader.OpenAsync(client, lastEventId: "0");
        await at.Strangers.RaiseAsync(at.App, "heard");
        await at.App.Get<LiveWatch>().LookAsync(TestContext.Current.CancellationToken);
        var lead = await Errands.LeadAsync(at);
        await at.App.Get<LiveWatch>().LookAsync(TestContext.Current.CancellationToken);
        var news = await ear.NextAsync();
        Assert.Equal(["inbox", "lead-" + lead, "rep-" + at.RepOf(Caller.Owner)], news!.Value.Topics);
    }

    /// <summary>Where a request may name what is another's, besides its path.</summary>
    static IEnumerable<(Caller Who, string Endpoint, Func<string, Asked> Ask)> Namings(Premises at, string lead) =>
    [
        (Caller.Admin, "POST /leads/{id}/assignment", named => new(lead, new { Rep = named })),
        (Caller.ApiKey, "POST /api/v1/leads/{id}/claim", named => new(lead, Json: new { rep = named })),
        (Caller.ApiKey, "POST /api/v1/leads/{id}/touches", named =>
            new(lead, Json: new { rep = named, grade = "attempt", channel = "phone" })),
        (Caller.ApiKey, "POST /api/v1/leads/{id}/close", named => new(lead, Json: new { rep = named, outcome = "won" })),
        (Caller.ApiKey, "POST /api/v1/leads/{id}/assignment", named => new(lead, Json: new { rep = named, by = Premises.Ann })),
        (Caller.ApiKey, "POST /api/v1/leads/{id}/assignment", named => new(lead, Json: new { rep = Premises.Cy, by = named })),
        (Caller.ApiKey, "POST /api/v1/leads/{id}/assignment",
            named => new(lead, Json: new { rep = Premises.Cy, by = Premises.Ann, from = named })),
        (Caller.ApiKey, "GET /api/v1/leads", named => new(Query: "?owner=" + named)),
        (Caller.Admin, "GET /inbox/list", named => new(Query: "?view=all&before=1.1." + named)),
        (Caller.Admin, "GET /inbox/list", named => new(Query: "?view=all&q=" + named)),
        (Caller.Admin, "GET /forms", named => new(Query: "?deleted=" + named)),
        (Caller.Admin, "GET /deliveries", named => new(Query: "?lane=webhook:" + named)),
        (Caller.Admin, "POST /deliveries/resend", named => new(Form: new { Lane = "webhook:" + named })),
        (Caller.Admin, "POST /playbook/check",
            named => new(Form: new { Text = Premises.Playbook.Replace(Premises.Mia, named, StringComparison.Ordinal) })),
        (Caller.Nobody, "GET /f/{form}/thanks", named => new(at.App.Workspace.FormId, Query: $"?r={named}-{named}")),
    ];

    static IEnumerable<string> NamedBy(Premises at, string endpoint) => endpoint switch
    {
        "POST /playbook/check" => [$"{Strangers.Secret}@rival.example"],
        "GET /inbox/list" => [at.Strangers.LeadId, Strangers.Secret],
        "GET /forms" => [at.Strangers.FormId],
        "GET /deliveries" or "POST /deliveries/resend" => [at.Strangers.EndpointId],
        _ => [at.Strangers.RepId, at.Strangers.AdminId, at.Strangers.LeadId, $"{Strangers.Secret}@rival.example"],
    };

    static string? IdOf(Strangers at, string endpoint) => endpoint.Split(' ')[1] switch
    {
        var path when path.Contains("{leave}", StringComparison.Ordinal) => $"{at.RepId} {at.LeaveId}",
        var path when !path.Contains("{id}", StringComparison.Ordinal) => null,
        var path when path.Contains("/endpoints/", StringComparison.Ordinal) => at.EndpointId,
        var path when path.Contains("/keys/", StringComparison.Ordinal) => at.KeyId,
        var path when path.Contains("/leads/", StringComparison.Ordinal) => at.LeadId,
        var path when path.Contains("/forms/", StringComparison.Ordinal) => at.FormId,
        var path when path.Contains("/people/", StringComparison.Ordinal) => at.RepId,
        var path when path.Contains("/deliveries/", StringComparison.Ordinal) => at.JobId,
        var path => throw new InvalidOperationException($"Say whose id {path} holds."),
    };

    /// <summary>As long, and of the same letters, but nobody's.</summary>
    static string Unknown(string id) => id.Contains('@', StringComparison.Ordinal) ? "nobody00@rival.example"
        : Letters().Replace(id, "7");

    static async Task<string> AskAsync(Premises at, Caller who, string endpoint, Asked asked)
    {
        using var message = Errands.Message(endpoint, asked);
        using var answer = await at.SendAsync(who, message);
        return Masked($"{(int)answer.StatusCode} {await AllAsync(answer)}");
    }

    /// <summary>Every list, search and page that somebody here can look at, with every byte of the answer.</summary>
    static async Task<List<(string Path, string Bytes)>> LookAsync(Premises at, Caller who)
    {
        string[] searches =
        [
            "/inbox?view=all&q=zq", "/inbox?view=team&q=rival", "/inbox?view=closed&q=buyer.example",
                "/inbox/list?view=all&kind=demo",
            "/inbox/list?view=late", "/inbox/find?q=zq", "/deliveries?tab=waiting", "/deliveries?tab=done",
                "/deliveries?q=zq", "/forms",
            "/api/v1/leads?limit=200", "/api/v1/leads?cursor=zzz", "/api/v1/leads?state=open",
                "/api/v1/leads?state=closed", "/playbook/versions/1", "/playbook/versions/3",
        ];
        var looked = new List<(string, string)>();
        foreach (var path in searches) looked.Add((path, await FetchAsync(at, who, new(HttpMethod.Get, path))));
        foreach (var row in AccessTable.Rows.Where(row => row.Endpoint.StartsWith("GET", StringComparison.Ordinal)
            && row.Endpoint is not "GET /live"))
        {
            var asked = row.Endpoint.Contains("/endpoints/{id}", StringComparison.Ordinal) ? new("none")
                : await Errands.OfAsync(at, row.Endpoint, who);
            looked.Add((row.Endpoint, await FetchAsync(at, who, Errands.Message(row.Endpoint, asked))));
        }
        return looked;
    }

    static async Task<string> FetchAsync(Premises at, Caller who, HttpRequestMessage message)
    {
        if (message.RequestUri!.OriginalString.StartsWith("/inbox/find",
            StringComparison.Ordinal)) message.Headers.Add("X-Fragment", "1");
        using (message)
        {
            using var answer = await at.SendAsync(who, message);
            return await AllAsync(answer);
        }
    }

    static async Task<string> AllAsync(HttpResponseMessage answer) =>
        new StringBuilder().Append(answer.Headers).Append(answer.Content.Headers)
        .Append(await answer.TextAsync()).ToString();

    static void AssertNothingOfTheirs(Premises at, string bytes, string where)
    {
        foreach (var word in at.Strangers.Ids.Append(Strangers.Secret).Append(Strangers.Public))
        {
            Assert.False(bytes.Contains(word, StringComparison.OrdinalIgnoreCase), $"{where} holds {word}:\n{bytes}");
        }
    }

    /// <summary>Without what is new in every answer: forgery tokens, the form's own marks, numbers of traces, what is left of a rate.</summary>
    static string Masked(string text) => Fresh().Replace(text, "~");

    [GeneratedRegex("""
        value="(CfDJ8[\w-]+|[0-9a-z]{32}|\d{13}-[\w-]{16})"|Date: [^\r\n]*|RateLimit-\w+:\s\d+|
        "traceId":"[^"]*"|data-stream-after="\d+"|Set-Cookie: [^\r\n]*|ETag: [^\r\n]*
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Fresh();

    [GeneratedRegex("[a-z0-9]")]
    private static partial Regex Letters();
}
