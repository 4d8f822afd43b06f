using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Handraiser.App;

namespace Handraiser.Crash;

/// <summary>What a server answered.</summary>
internal sealed record Answer(int Status, string Text, string? RetryAfter, string? Location = null)
{
    /// <summary>It said that it has it.</summary>
    public bool IsTaken => Status is >= 200 and < 400;

    public string? Read(string name) =>
        JsonDocument.Parse(Text).RootElement.TryGetProperty(name, out var found) ? found.GetString() : null;
}

/// <summary>How a server is started, beyond its database.</summary>
internal sealed record Manner
{
    public string Mail { get; init; } = "";

    /// <summary>Where it keeps requests while its database is away; nowhere when empty.</summary>
    public string Spool { get; init; } = "";

    /// <summary>What to run in place of <c>serve</c> of the product.</summary>
    public string[]? Command { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What its callers go through in place of its own port.</summary>
    public Func<Uri, Uri>? Through { get; init; }
}

/// <summary>The built application as a process of its own on a real file system, and what callers do to it.</summary>
internal sealed class Served : IAsyncDisposable
{
    public const int Terminate = 15, Interrupt = 2;

    static readonly ConcurrentDictionary<int, bool> Running = new();

    readonly Process process;
    readonly HttpClient client;
    readonly ConcurrentQueue<string> said;

    static Served() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        // Whoever stops an attack in the middle leaves no servers behind.
        foreach (var pid in Running.Keys) Signal(pid, 9);
    };

    Served(Process process, HttpClient client, ConcurrentQueue<string> said) =>
        (this.process, this.client, this.said) = (process, client, said);

    /// <summary>The executable under attack: the one beside this program, or one that was published
    /// elsewhere.</summary>
    public static string Executable { get; } =
        Environment.GetEnvironmentVariable("HANDRAISER_CRASH_EXECUTABLE") ?? typeof(Server).Assembly.Location;

    public int Pid => process.Id;

    public bool IsAlive => !process.HasExited;

    /// <summary>It did not end by itself.</summary>
    public bool WasKilled => process.HasExited && process.ExitCode == 128 + 9;

    /// <summary>The last that it wrote to its log.</summary>
    public string Said => string.Join('\n', said);

    public Uri Address => client.BaseAddress!;

    public static async Task<Served> StartAsync(Stage stage, Manner? manner = null)
    {
        manner ??= new();
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = Launch(manner.Command ?? [Executable, "serve"]);
        start.Environment["HANDRAISER_DATABASE"] = stage.Setting;
        start.Environment["HANDRAISER_SPOOL"] = manner.Spool;
        start.Environment["HANDRAISER_URLS"] = start.Environment["HANDRAISER_BASE_URL"] = url;
        start.Environment["HANDRAISER_MAIL"] = manner.Mail;
        start.Environment["HANDRAISER_API_RATE"] = "100000";
        foreach (var (name, value) in manner.Environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        Running[process.Id] = true;
        var said = new ConcurrentQueue<string>();
        void Hear(string? line)
        {
            if (line is null) return;
            said.Enqueue(line);
            if (said.Count > 60) said.TryDequeue(out _);
        }
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64, AllowAutoRedirect = false })
        {
            BaseAddress = manner.Through?.Invoke(new Uri(url)) ?? new Uri(url), Timeout = TimeSpan.FromSeconds(40),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.Workspace.ApiKey);
        var server = new Served(process, client, said);
        await server.AnswersAsync();
        return server;
    }

    /// <summary>A command of ours or of the product, run by the same runtime.</summary>
    public static ProcessStartInfo Launch(params string[] command) => new("dotnet", command)
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        // A server that starts is a server that compiles: less of that makes a point cheaper and changes no write.
        Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcServer"] = "0", ["DOTNET_NOLOGO"] = "1" },
    };

    public Task<Answer?> RaiseAsync(object body, string key, CancellationToken cancel = default) => SendAsync(
        new(HttpMethod.Post, "/api/v1/requests") { Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", key } } }, cancel);

    public Task<Answer?> ActAsync(string lead, string act, object body, CancellationToken cancel = default) =>
        SendAsync(
        new(HttpMethod.Post, $"/api/v1/leads/{lead}/{act}") { Content = JsonContent.Create(body) }, cancel);

    public Task<Answer?> PostAsync(string path, object body) =>
        SendAsync(new(HttpMethod.Post, path) { Content = JsonContent.Create(body) });

    public Task<Answer?> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    /// <summary>The answer; null when the server was gone before it came.</summary>
    public async Task<Answer?> SendAsync(HttpRequestMessage message, CancellationToken cancel = default)
    {
        using var sent = message;
        try
        {
            using var response = await client.SendAsync(message, cancel);
            return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel),
                response.Headers.RetryAfter?.ToString(),
                response.Headers.Location?.ToString());
        }
        catch (Exception gone) when (
            gone is HttpRequestException or IOException or TaskCanceledException or ObjectDisposedException) { return null; }
    }

    /// <summary>No goodbye: nothing is flushed, nothing is finished.</summary>
    public void Kill()
    {
        try { process.Kill(); }
        catch (InvalidOperationException) { }
    }

    public void Signal(int signal) => _ = Send(process.Id, signal);

    public static void Signal(int pid, int signal) => _ = Send(pid, signal);

    public async Task<bool> IsGoneWithinAsync(TimeSpan most)
    {
        using var patience = new CancellationTokenSource(most);
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { return false; }
        return true;
    }

    /// <summary>Says one line to its input.</summary>
    public async Task TellAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync();
        // The process is asked whether it lives by whoever still sends to it: it stays until nobody does.
        Running.TryRemove(process.Id, out _);
        client.Dispose();
    }

    Task AnswersAsync() => Waiting.UntilAsync("the server answers", async () =>
    {
        if (process.HasExited) throw new Finding($"The server did not start:\n{Said}");
        return await GetAsync("/healthz") is { IsTaken: true };
    });

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Send(int pid, int signal);
}
