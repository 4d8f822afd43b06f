using System.Security.Cryptography.X509Certificates;
using Handraiser.App.Platform.Mail;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class SmtpTlsTests : IDisposable
{
    private const string Password = "pä/ss:word";
    private readonly TestAuthority authority = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => authority.Dispose();

    [Theory]
    [InlineData("StartTls", "PLAIN LOGIN")]
    [InlineData("StartTls", "LOGIN")]
    [InlineData("Implicit", "PLAIN")]
    [InlineData("Implicit", "XOAUTH2 LOGIN")]
    public async Task A_letter_goes_encrypted_and_signed_in(string tls, string ways)
    {
        using var certificate = authority.Issue("127.0.0.1");
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions
        {
            Tls = Enum.Parse<FakeTls>(tls),
            Certificate = certificate,
            SignIn = ("rita", Password),
            SignInWays = ways,
        });

        var outcome = await SendAsync(server, Setting(server, Password));

        Assert.IsType<SendOutcome.Accepted>(outcome);
        var message = Assert.Single(server.Messages);
        Assert.Equal((true, "rita"), (message.IsEncrypted, message.User));
        Assert.Equal(tls == "StartTls" ? 2 : 1,
            server.Commands.Count(line => line.StartsWith("EHLO", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_wrong_password_waits_for_somebody_to_mend_it_and_is_never_repeated()
    {
        using var certificate = authority.Issue("127.0.0.1");
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions
        {
            Tls = FakeTls.StartTls,
            Certificate = certificate,
            SignIn = ("rita", Password),
        });

        var outcome = await SendAsync(server, Setting(server, "wrong-one"));

        var deferred = Assert.IsType<SendOutcome.Deferred>(outcome);
        Assert.Equal((SendPhase.SignIn, 535, true), (deferred.Phase, deferred.Code, deferred.NeedsMending));
        Assert.DoesNotContain("wrong-one", deferred.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stripped_STARTTLS_sends_nothing_at_all()
    {
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions { SignIn = ("rita", Password) });

        var outcome = await SendAsync(server, Setting(server, Password, "starttls"));

        var deferred = Assert.IsType<SendOutcome.Deferred>(outcome);
        Assert.Equal((SendPhase.Tls, true), (deferred.Phase, deferred.NeedsMending));
        Assert.Contains("does not offer STARTTLS", deferred.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, line => line.Split(' ')[0] is "AUTH" or "MAIL");
    }

    [Theory]
    [InlineData("454 4.7.0 TLS not available", "refuses STARTTLS")]
    [InlineData("220 2.0.0 Go ahead\r\n250 2.0.0 said before the lock closed", "what it was not asked")]
    [InlineData("250 2.0.0 OK", "refuses STARTTLS")]
    public async Task A_STARTTLS_that_goes_wrong_sends_nothing_at_all(string answer, string why)
    {
        using var certificate = authority.Issue("127.0.0.1");
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions
        {
            Tls = FakeTls.StartTls,
            Certificate = certificate,
        });
        server.Always("STARTTLS", answer);

        var outcome = await SendAsync(server, Setting(server, Password));

        var deferred = Assert.IsType<SendOutcome.Deferred>(outcome);
        Assert.Equal(SendPhase.Tls, deferred.Phase);
        Assert.Contains(why, deferred.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, line => line.Split(' ')[0] is "AUTH" or "MAIL");
    }

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Implicit")]
    public async Task A_certificate_that_nobody_vouches_for_sends_nothing_at_all(string tls)
    {
        using var certificate = TestAuthority.SelfSigned("127.0.0.1");

        await RefusesAsync(tls, certificate, server => Setting(server, Password));
    }

    [Fact]
    public async Task A_certificate_for_another_host_sends_nothing_at_all()
    {
        using var certificate = authority.Issue("mail.example");

        await RefusesAsync("StartTls", certificate, server => Setting(server, Password));
    }

    [Fact]
    public async Task A_private_authority_counts_only_where_it_is_named()
    {
        using var certificate = authority.Issue("127.0.0.1");

        await RefusesAsync("Implicit", certificate, server => server.Url);
    }

    [Fact]
    public async Task No_password_crosses_a_network_unprotected()
    {
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions { SignIn = ("rita", Password) });
        var settings = new SmtpSettings("mail.example", 25, SmtpSecurity.None) { User = "rita", Password = Password };
        await using var transport = new SmtpTransport(settings, TimeProvider.System,
            (_, _, cancel) => SmtpWire.DialTcpAsync("127.0.0.1", server.Port, cancel));

        var outcome = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.True(Assert.IsType<SendOutcome.Deferred>(outcome).NeedsMending);
        Assert.DoesNotContain(server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_on_this_machine_may_have_the_password_unprotected()
    {
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions { SignIn = ("rita", Password) });

        var outcome = await SendAsync(server, Setting(server, Password, "none"));

        Assert.IsType<SendOutcome.Accepted>(outcome);
    }

    [Fact]
    public async Task A_server_without_a_way_to_sign_in_is_reported()
    {
        await using var server = FakeSmtpServer.Start();

        var outcome = await SendAsync(server, Setting(server, Password, "none"));

        Assert.Equal(SendPhase.SignIn, Assert.IsType<SendOutcome.Deferred>(outcome).Phase);
    }

    private static async Task RefusesAsync(string tls, X509Certificate2 certificate,
        Func<FakeSmtpServer, string> settingFor)
    {
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions
        {
            Tls = Enum.Parse<FakeTls>(tls),
            Certificate = certificate,
            SignIn = ("rita", Password),
        });

        var outcome = await SendAsync(server, settingFor(server));

        var deferred = Assert.IsType<SendOutcome.Deferred>(outcome);
        Assert.Equal((SendPhase.Tls, true), (deferred.Phase, deferred.NeedsMending));
        Assert.Contains("ca=", deferred.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, line => line.Split(' ')[0] is "AUTH" or "MAIL");
    }

    private static async Task<SendOutcome> SendAsync(FakeSmtpServer server, string setting)
    {
        await using var transport = new SmtpTransport(SmtpSettings.Parse(setting), TimeProvider.System);
        return await transport.SendAsync(Letters.Plain, Cancel);
    }

    private string Setting(FakeSmtpServer server, string password, string? tls = null)
    {
        var url = new Uri(server.Url);
        var security = url.Scheme == "smtps" ? "" : $"tls={tls ?? "starttls"}&";
        return $"{url.Scheme}://rita:{Uri.EscapeDataString(password)}@{url.Authority}"
            + $"?{security}ca={Uri.EscapeDataString(authority.PemFile)}";
    }
}
