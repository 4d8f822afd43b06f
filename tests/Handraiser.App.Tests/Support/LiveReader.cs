namespace Handraiser.App.Tests.Support;

/// <summary>A page's ear: reads a stream of server-sent events, and gives up after ten seconds.</summary>
internal sealed class LiveReader : IAsyncDisposable
{
    readonly CancellationTokenSource patience;
    readonly HttpResponseMessage answer;
    readonly StreamReader lines;

    LiveReader(HttpResponseMessage answer, StreamReader lines, CancellationTokenSource patience)
    {
        this.answer = answer;
        this.lines = lines;
        this.patience = patience;
    }

    public string? ContentType => answer.Content.Headers.ContentType?.MediaType;

    public static async Task<LiveReader> OpenAsync(HttpClient client, string path = "/live", string? lastEventId = null)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        using var ask = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null) ask.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await client.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        var reader = new LiveReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token)),
            patience);
        Assert.Equal("retry: 1000", await reader.LineAsync());
        Assert.Equal(": here", await reader.LineAsync());
        return reader;
    }

    /// <summary>The next event's number and topics; null when the server ended the stream.</summary>
    public async Task<(long Id, string[] Topics)?> NextAsync()
    {
        long id = 0;
        while (await LineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = long.Parse(line[4..],
                System.Globalization.CultureInfo.InvariantCulture);
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return (id, line[6..].Split(' '));
        }
        return null;
    }

    public ValueTask DisposeAsync()
    {
        answer.Dispose();
        patience.Dispose();
        lines.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<string?> LineAsync() => await lines.ReadLineAsync(patience.Token);
}
