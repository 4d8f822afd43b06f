using System.Net;
using System.Net.Sockets;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

/// <summary>Posts to fake receivers at a fixed moment, over the loopback or behind a public name.</summary>
internal static class OutgoingStage
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeProvider Clock = new FixedTime();

    public static Task<DeliveryOutcome> PostAsync(
        FakeReceiver receiver, OutgoingLimits? limits = null, params (string Name, string Value)[] headers) =>
        PostAsync(receiver.Url, Loopback(receiver.Port), limits, headers);

    public static async Task<DeliveryOutcome> PostAsync(
        Uri url, Dialer dialer, OutgoingLimits? limits = null, params (string Name, string Value)[] headers)
    {
        using var http = new OutgoingHttp(dialer, Clock, limits);
        return await http.PostAsync(
            url, """{"a":1}"""u8.ToArray(), "application/json", headers, TestContext.Current.CancellationToken);
    }

    public static Dialer Loopback(int port) => new(
        new DestinationGuard(AllowList.Parse("127.0.0.1"), extraPorts: [port]));

    public static Dialer LeadingTo(
        FakeReceiver receiver, Func<string> address, Func<Socket, Stream>? open = null) => new(
        new DestinationGuard(AllowList.None, allowHttp: true),
        (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address())]),
        async (_, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(receiver.EndPoint, cancel);
            return open?.Invoke(socket) ?? new NetworkStream(socket, ownsSocket: true);
        });

    sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
