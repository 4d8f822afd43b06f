using System.Net.Sockets;
using System.Text;

namespace Handraiser.App.Tests.Support;

/// <summary>Speaks to the server byte by byte, as no well-behaved client would.</summary>
internal static class Wire
{
    /// <summary>Sends the bytes and returns all that comes back until the server closes. One that does not fails the test.</summary>
    public static async Task<string> SendToTheEndAsync(Uri address, string bytes)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, patience.Token);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), patience.Token);
        using var heard = new MemoryStream();
        await stream.CopyToAsync(heard, patience.Token);
        return Encoding.Latin1.GetString(heard.ToArray());
    }

    /// <summary>Sends the bytes and nothing more, and returns all that comes back until the server closes or falls silent after an answer.</summary>
    public static async Task<string> SendAsync(Uri address, string bytes)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken);
        var heard = new StringBuilder();
        var buffer = new byte[8192];
        do
        {
            var count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            if (count == 0) break;
            heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        while (!heard.ToString().Contains("\r\n\r\n", StringComparison.Ordinal));
        return heard.ToString();
    }
}
