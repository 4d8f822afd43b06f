using System.Net;
using Handraiser.App.Platform.Http.Outgoing;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class AllowListTests
{
    [Theory]
    [InlineData("10.1.0.0/16", "10.1.255.255", true)]
    [InlineData("10.1.0.0/16", "10.2.0.0", false)]
    [InlineData("10.1.2.3/16", "10.1.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.2", false)]
    [InlineData("127.0.0.1/32", "::ffff:127.0.0.1", true)]
    [InlineData("0.0.0.0/0", "10.0.0.1", true)]
    [InlineData("0.0.0.0/0", "fd00::1", false)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("fd00::1", "fd00::2", false)]
    [InlineData("hooks.internal", "10.0.0.1", false)]
    [InlineData("", "10.0.0.1", false)]
    public void A_network_opens_its_own_addresses_only(string setting, string address, bool isOpen) =>
        Assert.Equal(isOpen, AllowList.Parse(setting).HasAddress(IPAddress.Parse(address)));

    [Theory]
    [InlineData("hooks.internal", true)]
    [InlineData("HOOKS.Internal.", true)]
    [InlineData("a.hooks.internal", false)]
    [InlineData("internal", false)]
    public void A_host_opens_its_exact_name_only(string host, bool isOpen) =>
        Assert.Equal(isOpen, AllowList.Parse(" 10.0.0.0/8 , hooks.internal,").HasHost(host));

    [Theory]
    [InlineData("10.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("fd00::/129")]
    [InlineData("fe80::1%1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("*.internal")]
    [InlineData("http://hooks.internal")]
    [InlineData("hooks.internal:8080")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("a b")]
    public void A_wrong_entry_is_named(string entry)
    {
        var failure = Assert.Throws<FormatException>(() => AllowList.Parse($"127.0.0.1,{entry}"));

        Assert.Contains($"\"{entry}\"", failure.Message, StringComparison.Ordinal);
    }
}
