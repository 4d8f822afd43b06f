using Handraiser.App.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace Handraiser.App.Tests.Abuse;

/// <summary>Every endpoint of the running application, asked by everybody, over HTTP.</summary>
public sealed class AccessMatrixTests
{
    [Fact]
    public async Task Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        await using var app = await TestApp.StartAsync();
        var (endpoints, rows) = (Endpoints(app), AccessTable.Rows.Select(row => row.Endpoint).ToList());
        Assert.True(endpoints.Except(rows).ToList() is [], "Without a row: " + string.Join(", ", endpoints.Except(rows)));
        Assert.True(rows.Except(endpoints).ToList() is [], "Without an endpoint: " + string.Join(", ", rows.Except(endpoints)));
        Assert.Equal(rows.Distinct(), rows);
    }

    [Fact]
    public async Task Everybody_gets_the_answer_that_the_table_says() =>
        await AskAsync("sqlite", AccessTable.Rows, Enum.GetValues<Caller>());

    [Fact]
    public async Task Everybody_gets_it_on_postgres_too_where_it_depends_on_what_is_stored() => await AskAsync("postgres",
        AccessTable.Rows.Where(row => row.Endpoint.Contains('{', StringComparison.Ordinal)),
        Caller.ApiKey, Caller.Mate, Caller.Manager, Caller.Foreigner, Caller.ForeignKey);

    static async Task AskAsync(string engine, IEnumerable<AccessRow> rows, params Caller[] callers)
    {
        await using var at = await Premises.StartAsync(engine);
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            foreach (var who in callers)
            {
                var answer = await AskAsync(at, row.Endpoint, who);
                if (answer != row.Answers[who]) wrong.Add($"{row.Endpoint} as {who}: expected {row.Answers[who]}, was {answer}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static async Task<string> AskAsync(Premises at, string endpoint, Caller who)
    {
        using var message = Errands.Message(endpoint, await Errands.OfAsync(at, endpoint, who));
        using var answer = await at.SendAsync(who, message);
        if (endpoint == "POST /sign-out") at.Forget(who);
        var place = answer.Headers.Location?.OriginalString;
        return endpoint != "POST /sign-out" && place?.StartsWith("/sign-in", StringComparison.Ordinal) == true ? "in"
            : ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static List<string> Endpoints(TestApp app) =>
    [
        .. app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}")).Order(StringComparer.Ordinal),
    ];
}
