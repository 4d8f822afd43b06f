using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Handraiser.App.Tests.Support;

/// <summary>The built application as a process of its own, which can be killed as a power cut would.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Process process;
    readonly HttpClient client;

    ServerProcess(Process process, HttpClient client)
    {
        this.process = process;
        this.client = client;
    }

    /// <summary>Starts it on a database and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string database, string key, CancellationToken cancel, string? spool = null)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [typeof(Server).Assembly.Location, "serve"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["HANDRAISER_DATABASE"] = database;
        start.Environment["HANDRAISER_SPOOL"] = spool ?? TestDatabases.NewFolder();
        start.Environment["HANDRAISER_URLS"] = url;
        start.Environment["HANDRAISER_BASE_URL"] = url;
        start.Environment["Kestrel__Endpoints__Crash__Url"] = url;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 16 }) { BaseAddress = new Uri(url), Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var server = new ServerProcess(process, client);
        await server.AnswersAsync(cancel);
        return server;
    }

    /// <summary>Raises a hand; the answer when it was acknowledged, null when the server was gone before that.</summary>
    public async Task<JsonElement?> RaiseAsync(object body, string idempotencyKey, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/requests") { Content = JsonContent.Create(body) };
        message.Headers.Add("Idempotency-Key", idempotencyKey);
        try
        {
            using var response = await client.SendAsync(message, cancel);
            if (!response.IsSuccessStatusCode) return null;
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel)).RootElement.Clone();
        }
        catch (HttpRequestException) { return null; }
        catch (IOException) { return null; }
    }

    /// <summary>No goodbye: nothing is flushed, nothing is finished.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        client.Dispose();
    }

    async Task AnswersAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await glance.WaitForNextTickAsync(patience.Token))
        {
            Assert.False(process.HasExited, "The server did not start.");
            try
            {
                using var response = await client.GetAsync(new Uri("/healthz", UriKind.Relative), patience.Token);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) { }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
