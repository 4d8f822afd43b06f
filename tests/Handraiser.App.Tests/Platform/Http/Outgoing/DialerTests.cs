using System.Net;
using System.Net.Sockets;
using Handraiser.App.Platform.Http.Outgoing;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class DialerTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly List<IPEndPoint> dialled = [];

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_dialled()
    {
        await ConnectAsync(Leading("93.184.216.34"));

        Assert.Equal([IPEndPoint.Parse("93.184.216.34:443")], dialled);
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_each_connection()
    {
        var asked = 0;
        var dialer = new Dialer(new DestinationGuard(AllowList.None), (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.216.34")]);
        }, TakeAsync);

        await ConnectAsync(dialer);

        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("93.184.216.34", "10.0.0.1")]
    [InlineData("1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5", "169.254.169.254")]
    public async Task One_private_address_among_the_answers_stops_the_dialling(params string[] addresses)
    {
        var failure = await Assert.ThrowsAsync<DialFailed>(() => ConnectAsync(Leading(addresses)));

        Assert.Equal(UnreachableReason.PrivateAddress, failure.Reason);
        Assert.Empty(dialled);
    }

    [Fact]
    public async Task A_private_address_is_not_told_to_whoever_asked()
    {
        var failure = await Assert.ThrowsAsync<DialFailed>(() => ConnectAsync(Leading("10.11.12.13")));

        Assert.DoesNotContain("10.11", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_without_an_address_fails_closed()
    {
        var failure = await Assert.ThrowsAsync<DialFailed>(() => ConnectAsync(Leading()));

        Assert.Equal(UnreachableReason.Dns, failure.Reason);
    }

    [Fact]
    public async Task A_resolver_that_fails_fails_closed()
    {
        var dialer = new Dialer(new DestinationGuard(AllowList.None),
            (_, _) => throw new SocketException((int)SocketError.TryAgain), TakeAsync);

        var failure = await Assert.ThrowsAsync<DialFailed>(() => ConnectAsync(dialer));

        Assert.Equal(UnreachableReason.Dns, failure.Reason);
        Assert.Empty(dialled);
    }

    [Fact]
    public async Task The_next_address_is_tried_when_one_is_dead()
    {
        var dialer = Leading(["1.1.1.1", "1.1.1.2"], (endPoint, cancel) => endPoint.Address.ToString() == "1.1.1.1"
            ? throw new SocketException((int)SocketError.ConnectionRefused)
            : TakeAsync(endPoint, cancel));

        await ConnectAsync(dialer);

        Assert.Equal([IPEndPoint.Parse("1.1.1.2:443")], dialled);
    }

    [Fact]
    public async Task An_address_that_hangs_leaves_time_for_the_next()
    {
        var dialer = Leading(["1.1.1.1", "1.1.1.2"], async (endPoint, cancel) =>
        {
            if (endPoint.Address.ToString() == "1.1.1.1")
            {
                await NeverAsync(cancel);
            }
            return await TakeAsync(endPoint, cancel);
        });

        await dialer.ConnectAsync(
            "example.com", 443, TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);

        Assert.Equal([IPEndPoint.Parse("1.1.1.2:443")], dialled);
    }

    [Fact]
    public async Task Only_the_first_four_addresses_are_tried()
    {
        var tries = 0;
        var dialer = Leading(["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5"], (_, _) =>
        {
            tries++;
            throw new SocketException((int)SocketError.ConnectionRefused);
        });

        var failure = await Assert.ThrowsAsync<DialFailed>(() => ConnectAsync(dialer));

        Assert.Equal((UnreachableReason.Connect, 4), (failure.Reason, tries));
    }

    [Theory]
    [InlineData("https://example.com/", "93.184.216.34", null)]
    [InlineData("https://127.0.0.1.nip.io/", "127.0.0.1", "PrivateAddress")]
    [InlineData("https://example.invalid/", null, "Unresolved")]
    [InlineData("ftp://example.com/", "93.184.216.34", "Scheme")]
    public async Task Saving_an_address_also_looks_where_it_leads(string url, string? address, string? fault)
    {
        var dialer = Leading(address is null ? [] : [address]);

        var verdict = await dialer.CheckResolvedAsync(url, TestContext.Current.CancellationToken);

        Assert.Equal(fault, (verdict as UrlVerdict.Denied)?.Fault.ToString());
        Assert.Empty(dialled);
    }

    Dialer Leading(params string[] addresses) => Leading(addresses, TakeAsync);

    static Dialer Leading(string[] addresses, Func<IPEndPoint, CancellationToken, Task<Stream>> dial) => new(
        new DestinationGuard(AllowList.None),
        (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)), dial);

    Task<Stream> TakeAsync(IPEndPoint endPoint, CancellationToken cancel)
    {
        dialled.Add(endPoint);
        return Task.FromResult(Stream.Null);
    }

    static Task<Stream> ConnectAsync(Dialer dialer) =>
        dialer.ConnectAsync("example.com", 443, Patience, TestContext.Current.CancellationToken);

    static Task NeverAsync(CancellationToken cancel) => new TaskCompletionSource().Task.WaitAsync(cancel);
}
