namespace Handraiser.App.Tests.Abuse;

/// <summary>What each page tells the browser to refuse and to forget.</summary>
public sealed class HeaderTests
{
    const string Strict =
        """
        Content-Security-Policy: default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'
        Cross-Origin-Opener-Policy: same-origin
        Cross-Origin-Resource-Policy: same-origin
        Referrer-Policy: same-origin
        X-Content-Type-Options: nosniff
        X-Frame-Options: DENY
        """;

    const string Embeddable =
        """
        Content-Security-Policy: default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'
        Cross-Origin-Opener-Policy: same-origin
        Cross-Origin-Resource-Policy: cross-origin
        Referrer-Policy: same-origin
        X-Content-Type-Options: nosniff
        """;

    const string NoDevices =
        "Permissions-Policy: accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Whatever is not named here is private, and no cache keeps it.</summary>
    static readonly Dictionary<string, (string Rules, string Cache)> Others = new()
    {
        ["/assets/{**path}"] = (Strict, "no-cache"),
        ["/embed.js"] = (Embeddable, "public, max-age=3600, stale-while-revalidate=604800"),
        ["/f/{form}/challenge"] = (Embeddable, "no-store"),
        ["/work.js"] = (Embeddable, "public, max-age=3600, stale-while-revalidate=604800"),
        ["/h/{form}"] = (Strict, "no-cache, private"),
    };

    [Theory]
    [InlineData("http://localhost:5080", null)]
    [InlineData("https://leads.acme.example", "max-age=31536000")]
    public async Task Every_page_carries_the_rules_of_its_row(string baseUrl, string? hsts)
    {
        await using var at = await Premises.StartAsync(settings: one => one with { BaseUrl = baseUrl });
        var wrong = new List<string>();
        foreach (var row in AccessTable.Rows.Where(row => row.Endpoint.StartsWith("GET", StringComparison.Ordinal)
            || row.Endpoint.StartsWith("HEAD", StringComparison.Ordinal)))
        {
            var who = row.Endpoint.Contains("/api/", StringComparison.Ordinal) ? Caller.ApiKey : Caller.Admin;
            using var message = Errands.Message(row.Endpoint, await Errands.OfAsync(at, row.Endpoint, who));
            using var answer = await at.SendAsync(who, message);
            var (rules, cache) = Others.GetValueOrDefault(row.Endpoint.Split(' ')[1], (Strict, "no-store"));
            var expected = Text(rules, cache, hsts);
            if (Text(answer) != expected) wrong.Add($"{row.Endpoint}:\n{Text(answer)}\nexpected:\n{expected}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    [Theory]
    [InlineData("GET", "/no/such/page", "", 404)]
    [InlineData("GET", "/assets/no/such.css", "", 404)]
    [InlineData("GET", "/h/00000000000000000000000000", "", 404)]
    [InlineData("POST", "/f/00000000000000000000000000", "", 404)]
    [InlineData("PUT", "/inbox", "", 405)]
    [InlineData("TRACE", "/inbox", "", 405)]
    [InlineData("POST", "/presence", "Present=true", 400)]
    [InlineData("POST", "/settings/keys/none/revoke", "a=b", 400)]
    [InlineData("POST", "/sign-in", "%", 400)]
    [InlineData("GET", "/leads/none", "", 404)]
    [InlineData("GET", "/api/v1/leads/none", "", 401)]
    public async Task A_refusal_carries_them_too(string method, string path, string form, int status)
    {
        await using var at = await Premises.StartAsync();
        var (client, _) = await at.ClientAsync(Caller.Admin);
        using var message = new HttpRequestMessage(new HttpMethod(method), path);
        if (form.Length > 0) message.Content = new StringContent(form,
            System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"));
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(Text(Strict, "no-store", null), Text(answer));
    }

    static string Text(string rules, string cache, string? hsts) =>
        string.Join('\n', rules.Split('\n').Append("Cache-Control: " + cache).Append(NoDevices)
        .Concat(hsts is null ? [] : ["Strict-Transport-Security: " + hsts]).Order(StringComparer.Ordinal));

    static string Text(HttpResponseMessage answer) => string.Join('\n', answer.Headers
        .Where(header => header.Key.Contains("Policy", StringComparison.Ordinal)
            || header.Key is "Cache-Control" or "Strict-Transport-Security"
            or "X-Content-Type-Options" or "X-Frame-Options")
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal));
}
