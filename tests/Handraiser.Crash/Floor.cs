using System.Net;
using System.Text.RegularExpressions;

namespace Handraiser.Crash;

/// <summary>What a scenario plays on: a running server, its company and its mail server.</summary>
internal sealed class Floor(Stage stage, PostBox mail, int start = 0)
{
    int count;
    Browser? admin;

    public Stage Stage => stage;

    public PostBox Mail => mail;

    public Served Server { get; set; } = null!;

    /// <summary>A number that was never given before, so that every buyer is another.</summary>
    public int Next() => Interlocked.Increment(ref count) + start;

    public string Buyer()
    {
        var number = Next();
        return $"buyer{number}@buyer{number}.example";
    }

    /// <summary>A lead as it is found before the attack.</summary>
    public async Task<string> LeadAsync(string kind = "pricing", string? country = null, string? email = null)
    {
        var (body, key) = (new
        {
            kind, person = new { email = email ?? Buyer(), name = "Bea Buyer" },
            company = country is null ? null : new { name = "Buyer Ltd", country }, message = "Please call me.",
        }, $"key-{Next()}");
        var answer = await InTimeAsync(() => Server.RaiseAsync(body, key));
        return answer?.Read("leadId") ?? throw new Finding($"No lead was made: {answer?.Text}\n{Server.Said}");
    }

    /// <summary>
    /// What a server answers that may be busy: on a machine that has no time for it, it refuses and is asked again.
    /// </summary>
    public static async Task<Answer?> InTimeAsync(Func<Task<Answer?>> ask)
    {
        Answer? answer = null;
        await Waiting.IsSoWithinAsync(Waiting.Patience, async () => (answer = await ask()) is not { Status: 503 }, 500);
        return answer;
    }

    /// <summary>The admin, signed in; their session outlives the servers.</summary>
    public async Task<Browser> AdminAsync() => admin ??= await Browser.SignInAsync(Server.Address);

    public async Task<bool> HasHappenedAsync(string lead, string kind) =>
        await Server.GetAsync($"/api/v1/leads/{lead}/events") is { IsTaken: true } answer
        && answer.Text.Contains($"\"{kind}\"", StringComparison.Ordinal);
}

/// <summary>A rep's browser, as far as one is needed: cookies and the forgery token of a page.</summary>
internal sealed partial class Browser
{
    readonly CookieContainer cookies = new();

    public static async Task<Browser> SignInAsync(Uri server)
    {
        var browser = new Browser();
        var answer = await browser.PostAsync(server, "/sign-in", "/sign-in",
            new() { ["Email"] = Stage.Admin, ["Password"] = Stage.Password });
        return answer is { Status: 303 } ? browser : throw new Finding($"Signing in: {answer?.Status} {answer?.Text}");
    }

    public async Task<Answer?> PostAsync(Uri server, string page, string path, Dictionary<string, string> fields) =>
        await PostAsync(server, path, fields, await TokenAsync(server, page));

    public async Task<Answer?> PostAsync(Uri server, string path, Dictionary<string, string> fields, string token)
    {
        using var client = Client(server);
        using var form = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]);
        try
        {
            using var response = await client.PostAsync(new Uri(path, UriKind.Relative), form);
            return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), null,
                response.Headers.Location?.ToString());
        }
        catch (HttpRequestException) { return null; }
    }

    public async Task<string> TokenAsync(Uri server, string page) => (await PageAsync(server, page)).Token;

    /// <summary>What a page's form carries unseen: the forgery token, and the version that its reader saw.</summary>
    public async Task<(string Token, string Version)> PageAsync(Uri server, string page)
    {
        using var client = Client(server);
        var text = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        return (WebUtility.HtmlDecode(Token().Match(text).Groups[1].Value), Seen().Match(text).Groups[1].Value);
    }

    // The port changes with each server, and cookies do not care.
    HttpClient Client(Uri server) =>
        new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
    {
        BaseAddress = server, Timeout = TimeSpan.FromSeconds(40),
    };

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Seen\" value=\"([^\"]+)\"")]
    private static partial Regex Seen();
}
