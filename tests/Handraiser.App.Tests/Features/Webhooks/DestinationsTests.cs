using System.Net;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Platform.Http.Outgoing;

namespace Handraiser.App.Tests.Features.Webhooks;

public sealed class DestinationsTests
{
    [Fact]
    public void Hosts_networks_and_ports_are_opened_by_one_setting()
    {
        var guard = Destinations.Guard("10.1.0.0/16, hooks.internal, fd00::/8, :8080");

        Assert.IsType<UrlVerdict.Allowed>(guard.Check("http://10.1.2.3:8080/hook"));
        Assert.IsType<UrlVerdict.Allowed>(guard.Check("http://hooks.internal/hook"));
        Assert.IsType<UrlVerdict.Denied>(guard.Check("https://10.2.0.1/hook"));
        Assert.IsType<UrlVerdict.Denied>(guard.Check("https://example.com:9090/hook"));
        Assert.True(guard.MayDial("x", IPAddress.Parse("fd00::1")));
    }

    [Fact]
    public void Nothing_private_is_open_by_default() =>
        Assert.False(Destinations.Guard("").MayDial("localhost", IPAddress.Loopback));

    [Theory]
    [InlineData(":0")]
    [InlineData(":70000")]
    [InlineData(":http")]
    [InlineData("10.1.0.0/99")]
    public void A_wrong_entry_is_named(string entry) =>
        Assert.Contains(entry, Assert.Throws<FormatException>(() => Destinations.Guard(entry)).Message);
}
