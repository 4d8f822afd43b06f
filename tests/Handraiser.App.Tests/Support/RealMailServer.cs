using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Handraiser.App.Tests.Support;

/// <summary>Somebody else's SMTP server (aiosmtpd) with a Maildir. Where it is missing, its tests are skipped; in CI they fail.</summary>
internal sealed class RealMailServer : IAsyncDisposable
{
    readonly Process process;
    readonly string folder;

    RealMailServer(Process process, string folder, int port)
    {
        this.process = process;
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    /// <summary>As HANDRAISER_MAIL names it.</summary>
    public string Url => $"smtp://127.0.0.1:{Port}?tls=none";

    public static async Task<RealMailServer> StartAsync(CancellationToken cancel)
    {
        if (!File.Exists("/usr/bin/python3") && Environment.GetEnvironmentVariable("CI") is null) Assert.Skip("No python3 with aiosmtpd: run bin/setup.");
        var folder = Path.Combine(Directory.CreateTempSubdirectory("handraiser-mail-").FullName, "maildir");
        var port = FreePort();
        // Debian's own interpreter: the package is installed there.
        var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", folder])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancel);
                return new(process, folder, port);
            }
            catch (SocketException) when (!process.HasExited) { await Task.Yield(); }
        }
    }

    /// <summary>What lies in the mailbox, oldest first, as text.</summary>
    public IReadOnlyList<string> Letters => Directory.Exists(Path.Combine(folder, "new"))
        ? [.. new DirectoryInfo(Path.Combine(folder, "new")).GetFiles().OrderBy(file => file.CreationTimeUtc).Select(file => File.ReadAllText(file.FullName))] : [];

    /// <summary>The first letter that says all of this, as soon as it is there.</summary>
    public async Task<string> WaitForAsync(CancellationToken cancel, params string[] words)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (Letters.FirstOrDefault(letter => words.All(word => letter.Contains(word, StringComparison.Ordinal))) is { } found) return found;
            await Task.Yield();
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
