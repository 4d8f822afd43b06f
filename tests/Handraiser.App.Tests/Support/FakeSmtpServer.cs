using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Handraiser.App.Tests.Support;

/// <summary>
/// A mail server on a real loopback socket that keeps what it is sent and misbehaves on request. A step is a verb
/// in capitals, "BANNER", or "." for the end of a mail.
/// </summary>
internal sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<FakeReply>> next = [];
    private readonly Dictionary<string, FakeReply> always = [];
    private readonly List<FakeMessage> messages = [];
    private readonly List<string> commands = [];
    private readonly List<Task> sessions = [];
    private readonly FakeSmtpOptions options;
    private readonly Task accepting;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int connections;

    private FakeSmtpServer(FakeSmtpOptions options)
    {
        this.options = options;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"{(options.Tls == FakeTls.Implicit ? "smtps" : "smtp")}://127.0.0.1:{Port}";

    /// <summary>What the server took, in order; also if its reply was lost; a refused mail is not here.</summary>
    public IReadOnlyList<FakeMessage> Messages => Locked(() => messages.ToArray());

    /// <summary>Every line that came outside of mails, over all connections.</summary>
    public IReadOnlyList<string> Commands => Locked(() => commands.ToArray());

    public int Connections => Locked(() => connections);

    public static FakeSmtpServer Start(FakeSmtpOptions? options = null) => new(options ?? new FakeSmtpOptions());

    /// <summary>The next time that the step is reached, this instead; several wait in line.</summary>
    public void Next(string step, FakeReply reply) => Locked(() =>
    {
        next.TryAdd(step, []);
        next[step].Enqueue(reply);
        return true;
    });

    /// <summary>From now on this instead, unless something else is in line.</summary>
    public void Always(string step, FakeReply reply) => Locked(() => always[step] = reply);

    public async Task<IReadOnlyList<FakeMessage>> WaitForMessagesAsync(int count, CancellationToken cancel)
    {
        await WaitUntilAsync(() => messages.Count >= count, cancel);
        return Messages;
    }

    /// <summary>Waits until a line that begins so has come; the end of a mail is the line ".".</summary>
    public Task WaitForCommandAsync(string start, CancellationToken cancel) =>
        WaitUntilAsync(() => commands.Exists(line => line.StartsWith(start, StringComparison.Ordinal)), cancel);

    public Task WaitForConnectionsAsync(int count, CancellationToken cancel) =>
        WaitUntilAsync(() => connections >= count, cancel);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(Locked(() => sessions.ToArray()));
        closing.Dispose();
    }

    private async Task WaitUntilAsync(Func<bool> isSo, CancellationToken cancel)
    {
        while (Locked(() => isSo() ? null : changed.Task) is { } later)
        {
            await later.WaitAsync(cancel);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            changed.SetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(closing.Token);
                Change(() =>
                {
                    connections++;
                    sessions.Add(ServeAsync(socket));
                });
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        // Leaves the lock of the one who accepted before the first answer.
        await Task.Yield();
        await using var session = new Session(this, socket);
        await session.RunAsync();
    }

    private FakeReply? Planned(string step) => Locked(() =>
        next.TryGetValue(step, out var line) && line.TryDequeue(out var reply)
            ? reply
            : always.GetValueOrDefault(step));

    private sealed class Session(FakeSmtpServer server, Socket socket) : IAsyncDisposable
    {
        private readonly CancellationToken closing = server.closing.Token;
        private Stream stream = new NetworkStream(socket, ownsSocket: true);
        private bool isEncrypted;
        private string? user;
        private string mail = "", rcpt = "";
        private readonly byte[] buffer = new byte[16 * 1024];
        private int at, filled;

        public async Task RunAsync()
        {
            try
            {
                await TalkAsync();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException
                or AuthenticationException or ObjectDisposedException)
            {
            }
        }

        public ValueTask DisposeAsync() => stream.DisposeAsync();

        private async Task TalkAsync()
        {
            if (server.options.Tls == FakeTls.Implicit)
            {
                await EncryptAsync();
            }
            var goesOn = await AnswerAsync("BANNER", "220 fake.example ESMTP");
            while (goesOn && await ReadLineAsync() is { } octets)
            {
                var line = Encoding.UTF8.GetString(octets).TrimEnd('\r', '\n');
                server.Change(() => server.commands.Add(line));
                var verb = line.Split(' ')[0];
                goesOn = await TakeAsync(verb, line);
            }
        }

        private async Task<bool> TakeAsync(string verb, string line)
        {
            switch (verb)
            {
                case "EHLO":
                    return await AnswerAsync(verb, Hello());
                case "STARTTLS" when server.options.Tls == FakeTls.StartTls && !isEncrypted:
                    return await AnswerAsync(verb, "220 2.0.0 Go ahead", EncryptAsync);
                case "AUTH":
                    return await SignInAsync(line);
                case "MAIL" when server.options.SignIn is not null && user is null:
                    return await AnswerAsync(verb, "530 5.7.0 Sign in first");
                case "MAIL":
                    mail = line;
                    return await AnswerAsync(verb, "250 2.1.0 OK");
                case "RCPT":
                    rcpt = line;
                    return await AnswerAsync(verb, "250 2.1.5 OK");
                case "DATA":
                    return await AnswerAsync(verb, "354 Go ahead", TakeMailAsync);
                case "HELO" or "RSET" or "NOOP":
                    return await AnswerAsync(verb, "250 2.0.0 OK");
                case "QUIT":
                    await AnswerAsync(verb, "221 2.0.0 Bye");
                    return false;
                default:
                    return await AnswerAsync(verb, "502 5.5.1 Not here");
            }
        }

        private string Hello()
        {
            List<string> lines = ["fake.example greets you", .. server.options.Extensions];
            if (server.options.Tls == FakeTls.StartTls && !isEncrypted)
            {
                lines.Add("STARTTLS");
            }
            if (server.options.SignIn is not null)
            {
                lines.Add($"AUTH {server.options.SignInWays}");
            }
            return string.Join("\r\n", lines.Select((l, i) => $"250{(i == lines.Count - 1 ? ' ' : '-')}{l}"));
        }

        private async Task<bool> SignInAsync(string line)
        {
            var words = line.Split(' ');
            string[] given;
            if (words[1] == "PLAIN")
            {
                given = Decode(words[2]).Split('\0')[1..];
            }
            else
            {
                await WriteAsync("334 VXNlcm5hbWU6\r\n");
                var name = Decode(Encoding.ASCII.GetString(await ReadLineAsync() ?? []));
                await WriteAsync("334 UGFzc3dvcmQ6\r\n");
                given = [name, Decode(Encoding.ASCII.GetString(await ReadLineAsync() ?? []))];
            }
            if (server.options.SignIn is { } known && given is [var who, var password]
                && (who, password) == known)
            {
                user = who;
                return await AnswerAsync("AUTH", "235 2.7.0 Welcome");
            }
            return await AnswerAsync("AUTH", $"535 5.7.8 Not with {string.Join('/', given)}");
        }

        private async Task<bool> TakeMailAsync()
        {
            var (wire, raw) = (new List<byte>(), new List<byte>());
            while (await ReadLineAsync() is { } line)
            {
                if (line.AsSpan().SequenceEqual(".\r\n"u8))
                {
                    var message = new FakeMessage(mail, rcpt, [.. wire], [.. raw], isEncrypted, user);
                    var planned = server.Planned(".");
                    server.Change(() =>
                    {
                        server.commands.Add(".");
                        if (planned is not FakeReply.Text { Lines: ['4' or '5', ..] })
                        {
                            server.messages.Add(message);
                        }
                    });
                    return await PerformAsync(planned, "250 2.0.0 Taken", null);
                }
                wire.AddRange(line);
                raw.AddRange(line[0] == (byte)'.' ? line[1..] : line);
            }
            return false;
        }

        private Task<bool> AnswerAsync(string step, string usual, Func<Task<bool>>? then = null) =>
            PerformAsync(server.Planned(step), usual, then);

        /// <summary>Whether the conversation goes on.</summary>
        private async Task<bool> PerformAsync(FakeReply? planned, string usual, Func<Task<bool>>? then)
        {
            switch (planned)
            {
                case null:
                    await WriteAsync(usual + "\r\n");
                    return then is null || await then();
                case FakeReply.Text text:
                    await WriteAsync(text.Lines + "\r\n");
                    return !text.Lines.StartsWith("421", StringComparison.Ordinal);
                case FakeReply.After after:
                    await after.Gate.WaitAsync(closing);
                    return await PerformAsync(after.Then, usual, then);
                case FakeReply.Silence:
                    await new TaskCompletionSource().Task.WaitAsync(closing);
                    return false;
                case FakeReply.Reset:
                    socket.LingerState = new LingerOption(true, 0);
                    socket.Close();
                    return false;
                case FakeReply.Endless:
                    while (true)
                    {
                        await WriteAsync("250-and more\r\n");
                    }
                case FakeReply.LongLine line:
                    await WriteAsync($"250 {new string('x', line.Octets)}\r\n");
                    return true;
                default:
                    return false;
            }
        }

        private async Task<bool> EncryptAsync()
        {
            var tls = new SslStream(stream);
            stream = tls;
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = server.options.Certificate }, closing);
            return isEncrypted = true;
        }

        private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64.Trim()));

        private async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), closing);

        /// <summary>One line with its CRLF; a lone CR or LF does not end it. Null when the client has gone.</summary>
        private async Task<byte[]?> ReadLineAsync()
        {
            var line = new List<byte>();
            while (line is not [.., (byte)'\r', (byte)'\n'])
            {
                if (await NextOctetAsync() is not { } octet)
                {
                    return null;
                }
                line.Add(octet);
            }
            return [.. line];
        }

        private async Task<byte?> NextOctetAsync()
        {
            if (at == filled)
            {
                (at, filled) = (0, await stream.ReadAsync(buffer, closing));
            }
            return filled == 0 ? null : buffer[at++];
        }
    }
}
