using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Platform.Http.Outgoing;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class DestinationGuardTests
{
    static readonly DestinationGuard Strict = new(AllowList.None);

    [Theory]
    [InlineData("https://example.com/hook")]
    [InlineData("HTTPS://EXAMPLE.com")]
    [InlineData("https://example.com.:443/a?b=c#d")]
    [InlineData("https://example.com:80/")]
    [InlineData("https://xn--bcher-kva.example/")]
    [InlineData("https://my_host.example.com/")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]/")]
    [InlineData("https://example.com/a@b")]
    [InlineData("https://example.com/%2e%2e?x=%20")]
    public void A_public_address_is_allowed(string url) => Assert.IsType<UrlVerdict.Allowed>(Strict.Check(url));

    [Theory]
    [InlineData("127.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("192.0.0.192")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("LOCALHOST")]
    [InlineData("a.localhost")]
    [InlineData("intranet")]
    [InlineData("metadata.google.internal")]
    [InlineData("printer.local")]
    [InlineData("nas.home.arpa.")]
    public void A_private_host_is_denied_and_the_mend_is_told(string host)
    {
        var denied = Assert.IsType<UrlVerdict.Denied>(Strict.Check($"https://{host}/hook"));

        Assert.Equal(UrlFault.PrivateAddress, denied.Fault);
        Assert.Contains("private network", denied.Message, StringComparison.Ordinal);
        Assert.Contains("public address", denied.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Malformed")]
    [InlineData("", "Malformed")]
    [InlineData(" https://example.com/", "Malformed")]
    [InlineData("https://exam\tple.com/", "Malformed")]
    [InlineData("https://example.com/\r\nX: y", "Malformed")]
    [InlineData("https://example.com/\u0000", "Malformed")]
    [InlineData("https://example.com/\u007f", "Malformed")]
    [InlineData("https://example.com\\@127.0.0.1/", "Malformed")]
    [InlineData("https://bücher.example/", "Malformed")]
    [InlineData("https://１２７.0.0.1/", "Malformed")]
    [InlineData("https://127。0。0。1/", "Malformed")]
    [InlineData("https://", "Malformed")]
    [InlineData("https:///hook", "Malformed")]
    [InlineData("https://example.com:99999/", "Malformed")]
    [InlineData("example.com/hook", "Scheme")]
    [InlineData("//example.com/hook", "Scheme")]
    [InlineData("https:example.com", "Scheme")]
    [InlineData("ftp://example.com/", "Scheme")]
    [InlineData("file:///etc/passwd", "Scheme")]
    [InlineData("javascript://example.com/%0aalert(1)", "Scheme")]
    [InlineData("http://example.com/", "Scheme")]
    [InlineData("https://user:secret@example.com/", "UserInfo")]
    [InlineData("https://@example.com/", "UserInfo")]
    [InlineData("https://example.com@127.0.0.1/", "UserInfo")]
    [InlineData("https://example.com:22/", "Port")]
    [InlineData("https://example.com:0/", "Port")]
    [InlineData("https://example.com:8443/", "Port")]
    [InlineData("https://[fe80::1%1]/", "Host")]
    [InlineData("https://[fe80::1%251]/", "Host")]
    [InlineData("https://127%2e0.0.1/", "Host")]
    [InlineData("https://1.2.3.4.5/", "Host")]
    [InlineData("https://256.1.1.1/", "Host")]
    [InlineData("https://a.0xffffffffffffffffffffff/", "Host")]
    [InlineData("https://-a.example.com/", "Host")]
    public void A_bad_address_is_denied_for_its_fault(string? url, string fault)
    {
        var denied = Assert.IsType<UrlVerdict.Denied>(Strict.Check(url));

        Assert.Equal(Enum.Parse<UrlFault>(fault), denied.Fault);
    }

    [Theory]
    [InlineData(DestinationGuard.UrlCharactersMax - 1, true)]
    [InlineData(DestinationGuard.UrlCharactersMax, true)]
    [InlineData(DestinationGuard.UrlCharactersMax + 1, false)]
    public void An_address_has_a_greatest_length(int length, bool isAllowed) =>
        Assert.Equal(isAllowed, Strict.Check("https://example.com/".PadRight(length, 'a')) is UrlVerdict.Allowed);

    [Fact]
    public void A_port_is_open_when_it_is_configured()
    {
        var guard = new DestinationGuard(AllowList.None, extraPorts: [8443]);

        Assert.IsType<UrlVerdict.Allowed>(guard.Check("https://example.com:8443/"));
        var denied = Assert.IsType<UrlVerdict.Denied>(guard.Check("https://example.com:8444/"));
        Assert.Contains("80, 443, 8443", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_needs_a_setting()
    {
        var guard = new DestinationGuard(AllowList.None, allowHttp: true);

        Assert.IsType<UrlVerdict.Allowed>(guard.Check("http://example.com/"));
        Assert.IsType<UrlVerdict.Denied>(guard.Check("http://127.0.0.1/"));
    }

    [Theory]
    [InlineData("http://hooks.internal/a", true)]
    [InlineData("https://HOOKS.internal./a", true)]
    [InlineData("http://127.0.0.1/", true)]
    [InlineData("http://127.1/", true)]
    [InlineData("https://[::ffff:127.0.0.1]/", true)]
    [InlineData("http://127.0.0.2/", false)]
    [InlineData("https://other.internal/", false)]
    [InlineData("http://example.com/", false)]
    [InlineData("http://hooks.internal:8080/", false)]
    public void What_the_operator_opened_is_allowed_and_nothing_beside_it(string url, bool isAllowed)
    {
        var guard = new DestinationGuard(AllowList.Parse("127.0.0.1/32,hooks.internal"));

        Assert.Equal(isAllowed, guard.Check(url) is UrlVerdict.Allowed);
    }

    [Theory]
    [InlineData("example.com", "93.184.216.34", true)]
    [InlineData("example.com", "10.0.0.1", false)]
    [InlineData("example.com", "127.0.0.1", true)]
    [InlineData("hooks.internal", "10.0.0.1", true)]
    public void The_address_behind_a_name_is_what_counts(string host, string address, bool mayDial)
    {
        var guard = new DestinationGuard(AllowList.Parse("127.0.0.1/32,hooks.internal"));

        Assert.Equal(mayDial, guard.MayDial(host, IPAddress.Parse(address)));
    }

    [Fact]
    public void Every_spelling_of_an_IPv4_address_is_judged_alike() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), number =>
        {
            byte[] b = [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
            var isPublic = PublicAddress.IsPublic(new IPAddress(b));
            string[] spellings =
            [
                $"{b[0]}.{b[1]}.{b[2]}.{b[3]}", $"{number}", $"0x{number:x}", $"0x{b[0]:x}.{b[1]}.{b[2]}.{b[3]}",
                $"{b[0]}.{number & 0xffffff}", $"{b[0]}.{b[1]}.{number & 0xffff}",
                $"0{Convert.ToString(b[0], 8)}.{b[1]}.{b[2]}.{b[3]}", $"[::ffff:{b[0]}.{b[1]}.{b[2]}.{b[3]}]",
            ];
            return spellings.All(host => Strict.Check($"https://{host}/") is UrlVerdict.Allowed == isPublic);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_allowed_is_a_plain_public_web_address()
    {
        string[] pieces =
        [
            "https://", "http://", "//", ":", "/", "\\", "@", "?", "#", "%", "%00", "[", "]", ".", "..", "127.0.0.1",
            "1", "0x7f", "0177", "::1", "::ffff:", "fe80::1%1", "localhost", "example.com", "xn--", "-", "_", ":443",
            ":22", " ", "\t", "\u0000", "\u202e", "é", "。", "①", "user:pass", "2130706433", "internal", "\ud800",
        ];
        var urls = Gen.Elements(pieces).ListOf().Select(parts => string.Concat(parts));
        var texts = Gen.OneOf(
            urls, urls.Select(tail => "https://" + tail), urls.Select(tail => "https://example.com" + tail));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Arb.From(texts), IsSafe));
    }

    static bool IsSafe(string text) => Strict.Check(text) switch
    {
        UrlVerdict.Denied denied => denied.Message.Length > 0,
        UrlVerdict.Allowed { Url: var url } =>
            url.Scheme == "https" && url.UserInfo.Length == 0 && url.Port is 80 or 443
            && text.All(char.IsAscii)
            && (IPAddress.TryParse(DestinationGuard.Bare(url), out var address)
                ? PublicAddress.IsPublic(address)
                : url.IdnHost.Contains('.', StringComparison.Ordinal)),
        _ => false,
    };
}
