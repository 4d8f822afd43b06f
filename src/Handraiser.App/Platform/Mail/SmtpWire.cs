using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Handraiser.App.Platform.Mail;

/// <summary>The only door to the network: opens a stream of bytes to a host and port.</summary>
internal delegate Task<Stream> Dial(string host, int port, CancellationToken cancel);

/// <summary>
/// A line to a mail server: commands out, replies in, each within its time. It knows the last phase it was in, so
/// that whoever catches an exception can tell what had happened.
/// </summary>
internal sealed class SmtpWire(SmtpSettings settings, TimeProvider time) : IAsyncDisposable
{
    private const int BlockOctets = 32 * 1024;

    private Stream stream = Stream.Null;
    private SmtpReplyReader reader = new(Stream.Null);

    public SendPhase Phase { get; private set; }

    public bool IsEncrypted { get; private set; }

    /// <summary>Whether the server is silent until asked, as it should be.</summary>
    public bool IsQuiet => !reader.HasUnread;

    public static async Task<Stream> DialTcpAsync(string host, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task ConnectAsync(Dial dial, CancellationToken cancel)
    {
        Phase = SendPhase.Connect;
        stream = await WithinAsync(settings.Timeouts.Connect,
            token => dial(settings.Host, settings.Port, token), cancel);
        reader = new SmtpReplyReader(stream);
    }

    /// <summary>From here on the line is encrypted to the host of the settings, or not used at all.</summary>
    public async Task EncryptAsync(CancellationToken cancel)
    {
        Phase = SendPhase.Tls;
        RequireQuiet();
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = tls;
        await WithinAsync(settings.Timeouts.Command, async token =>
        {
            await tls.AuthenticateAsClientAsync(TlsOptions(), token);
            return true;
        }, cancel);
        reader = new SmtpReplyReader(tls);
        IsEncrypted = true;
    }

    public Task<SmtpReply> ListenAsync(SendPhase phase, TimeSpan limit, CancellationToken cancel)
    {
        Phase = phase;
        return WithinAsync(limit, reader.ReadAsync, cancel);
    }

    public Task<SmtpReply> AskAsync(SendPhase phase, string command, CancellationToken cancel) =>
        AskAsync(phase, command, settings.Timeouts.Command, cancel);

    public Task<SmtpReply> AskAsync(SendPhase phase, string command, TimeSpan limit, CancellationToken cancel)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new ArgumentException("A command to a mail server is one line.", nameof(command));
        }
        Phase = phase;
        // A reply that came before its question would be taken for the answer to it.
        RequireQuiet();
        return WithinAsync(limit, async token =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), token);
            return await reader.ReadAsync(token);
        }, cancel);
    }

    public async Task WriteBodyAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        Phase = SendPhase.Body;
        for (var sent = 0; sent < body.Length; sent += BlockOctets)
        {
            var block = body.Slice(sent, Math.Min(BlockOctets, body.Length - sent));
            await WithinAsync(settings.Timeouts.Data, async token =>
            {
                await stream.WriteAsync(block, token);
                return true;
            }, cancel);
        }
        RequireQuiet();
    }

    /// <summary>Sends the final dot. Who cancels now waits a little longer: an answer is worth much here.</summary>
    public async Task<SmtpReply> EndBodyAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Phase = SendPhase.Reply;
        using var limit = new CancellationTokenSource(settings.Timeouts.Reply, time);
        using var leave = cancel.UnsafeRegister(_ => limit.CancelAfter(settings.Timeouts.Grace), null);
        await stream.WriteAsync(".\r\n"u8.ToArray(), limit.Token);
        return await reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private void RequireQuiet()
    {
        if (!IsQuiet)
        {
            throw new SmtpProtocolException("the mail server answers what it was not asked");
        }
    }

    private SslClientAuthenticationOptions TlsOptions()
    {
        var options = new SslClientAuthenticationOptions { TargetHost = settings.Host };
        if (settings.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        return options;
    }

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> run, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        return await run(either.Token);
    }
}
