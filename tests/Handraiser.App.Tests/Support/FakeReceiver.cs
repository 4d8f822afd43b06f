using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Handraiser.App.Tests.Support;

/// <summary>What one request said.</summary>
internal sealed record ReceivedRequest(
    string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The first header of that name, or null.</summary>
    public string? Header(string name) =>
        Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value).FirstOrDefault();
}

/// <summary>Holds an answer back until the test lets it go on, once or for good.</summary>
internal sealed class Gate : IDisposable
{
    readonly SemaphoreSlim passes = new(0);
    readonly CancellationTokenSource opened = new();

    public void LetOnePass() => passes.Release();

    public void Open() => opened.Cancel();

    public async Task PassAsync(CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, opened.Token);
        try
        {
            await passes.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (opened.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return;
        }
    }

    public void Dispose()
    {
        passes.Dispose();
        opened.Dispose();
    }
}

/// <summary>One request and the raw connection on which it is, well or badly, answered.</summary>
internal sealed class Exchange(ReceivedRequest request, Socket socket, Stream stream, CancellationToken stopped)
{
    public ReceivedRequest Request => request;

    /// <summary>Cancelled when the receiver is disposed.</summary>
    public CancellationToken Stopped => stopped;

    public bool IsOver { get; private set; }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stopped);
        await stream.FlushAsync(stopped);
    }

    /// <summary>Ends the connection in the ordinary way.</summary>
    public void Close() => IsOver = true;

    /// <summary>Ends the connection with a reset instead of an ordinary close.</summary>
    public void Reset()
    {
        IsOver = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}

/// <summary>Ways to answer, good and bad, for <see cref="FakeReceiver.Answer"/>.</summary>
internal static class Answers
{
    public static Func<Exchange, Task> Ok(string body = "ok") => Status(200, body);

    /// <summary>A well-formed answer; each header is written "Name: value".</summary>
    public static Func<Exchange, Task> Status(int status, string body = "", params string[] headers) =>
        Bytes(status, Encoding.UTF8.GetBytes(body), headers);

    public static Func<Exchange, Task> Bytes(int status, byte[] body, params string[] headers) => async exchange =>
    {
        var lines = string.Concat(headers.Select(header => header + "\r\n"));
        await exchange.SendAsync($"HTTP/1.1 {status} Because\r\n{lines}Content-Length: {body.Length}\r\n\r\n");
        await exchange.SendAsync(body);
    };

    public static Func<Exchange, Task> RedirectTo(string location, int status = 302) =>
        Status(status, "moved", $"Location: {location}");

    public static Func<Exchange, Task> Throttled(string retryAfter, int status = 429) =>
        Status(status, "slow down", $"Retry-After: {retryAfter}");

    /// <summary>Says nothing until the gate lets it, then answers 200.</summary>
    public static Func<Exchange, Task> Hang(Gate gate) => async exchange =>
    {
        await gate.PassAsync(exchange.Stopped);
        await Ok()(exchange);
    };

    /// <summary>Sends these raw bytes, one for every pass of the gate.</summary>
    public static Func<Exchange, Task> Drip(string raw, Gate gate) => async exchange =>
    {
        foreach (var one in Encoding.Latin1.GetBytes(raw))
        {
            await gate.PassAsync(exchange.Stopped);
            await exchange.SendAsync(new[] { one });
        }
    };

    /// <summary>A body of the given length, sent for as long as somebody takes it.</summary>
    public static Func<Exchange, Task> Huge(long bodyBytes, int status = 200) => async exchange =>
    {
        await exchange.SendAsync($"HTTP/1.1 {status} Because\r\nContent-Length: {bodyBytes}\r\n\r\n");
        var block = new byte[64 * 1024];
        Array.Fill(block, (byte)'x');
        for (var sent = 0L; sent < bodyBytes; sent += block.Length)
        {
            await exchange.SendAsync(block);
        }
    };

    /// <summary>Headers without end.</summary>
    public static Func<Exchange, Task> EndlessHeaders() => async exchange =>
    {
        await exchange.SendAsync("HTTP/1.1 200 OK\r\n");
        for (var number = 0; ; number++)
        {
            await exchange.SendAsync($"X-Number-{number}: {new string('x', 1000)}\r\n");
        }
    };

    /// <summary>The beginning of an answer, and then an ordinary close.</summary>
    public static Func<Exchange, Task> CutShort(string raw) => async exchange =>
    {
        await exchange.SendAsync(raw);
        exchange.Close();
    };

    /// <summary>Status and headers, and then a reset as soon as the gate lets it.</summary>
    public static Func<Exchange, Task> OkThenReset(Gate gate) => async exchange =>
    {
        await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        await gate.PassAsync(exchange.Stopped);
        exchange.Reset();
    };

    public static Func<Exchange, Task> Reset() => exchange =>
    {
        exchange.Reset();
        return Task.CompletedTask;
    };
}

/// <summary>
/// An HTTP server on the loopback made of a bare socket, so that it can break every rule. It keeps what it was sent and
/// answers as <see cref="Answer"/> says at that moment. With a certificate it speaks TLS.
/// </summary>
internal sealed class FakeReceiver : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Lock door = new();
    readonly List<ReceivedRequest> requests = [];
    readonly List<Task> conversations = [];
    readonly X509Certificate2? certificate;
    readonly Task accepting;
    TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeReceiver(Func<Exchange, Task>? answer = null, X509Certificate2? certificate = null)
    {
        Answer = answer ?? Answers.Ok();
        this.certificate = certificate;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Func<Exchange, Task> Answer { get; set; }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    public int Port => EndPoint.Port;

    public Uri Url => new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{Port}/hook");

    public int Connections { get; private set; }

    /// <summary>The host names that TLS clients asked for.</summary>
    public List<string> NamesAsked { get; } = [];

    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (door)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>Everything received so far, as soon as that is at least <paramref name="count"/> requests.</summary>
    public async Task<IReadOnlyList<ReceivedRequest>> WaitForRequestsAsync(int count)
    {
        while (true)
        {
            Task next;
            lock (door)
            {
                if (requests.Count >= count)
                {
                    return [.. requests];
                }
                next = arrival.Task;
            }
            await next.WaitAsync(Patience, stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        await Task.WhenAll(conversations);
        listener.Dispose();
        stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                Connections++;
                conversations.Add(ConverseAsync(socket));
            }
        }
        catch (Exception failure) when (IsAnEnd(failure))
        {
            return;
        }
    }

    async Task ConverseAsync(Socket socket)
    {
        using var owned = socket;
        try
        {
            await using var stream = await OpenAsync(socket);
            while (await ReadRequestAsync(stream) is { } request)
            {
                Keep(request);
                var exchange = new Exchange(request, socket, stream, stop.Token);
                await Answer(exchange);
                if (exchange.IsOver)
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (IsAnEnd(failure))
        {
            return;
        }
    }

    async Task<Stream> OpenAsync(Socket socket)
    {
        var plain = new NetworkStream(socket);
        if (certificate is null)
        {
            return plain;
        }
        var secure = new SslStream(plain);
        // Offline, or the server itself would go and look for the issuer of its certificate.
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
        };
        await secure.AuthenticateAsServerAsync(
            (_, hello, _, _) =>
            {
                NamesAsked.Add(hello.ServerName);
                return ValueTask.FromResult(options);
            },
            null, stop.Token);
        return secure;
    }

    void Keep(ReceivedRequest request)
    {
        lock (door)
        {
            requests.Add(request);
            arrival.SetResult();
            arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    async Task<ReceivedRequest?> ReadRequestAsync(Stream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0)
            {
                return null;
            }
            head.Add(one[0]);
        }
        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var request = new ReceivedRequest(first[0], first[1], [.. lines.Skip(1).Select(Header)], []);
        if (request.Header("Transfer-Encoding") is not null)
        {
            throw new NotSupportedException("This receiver reads bodies of a stated length only.");
        }
        var length = int.Parse(
            request.Header("Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, stop.Token);
        return request with { Body = body };
    }

    static (string Name, string Value) Header(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return (line[..colon], line[(colon + 1)..].Trim());
    }

    static bool EndsHead(List<byte> head) =>
        head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';

    // The other side may hang up at any moment, and so may we.
    static bool IsAnEnd(Exception failure) =>
        failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException;
}
