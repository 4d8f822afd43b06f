using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Handraiser.App.Tests.Support;
using static Handraiser.App.Tests.Platform.Http.Outgoing.OutgoingStage;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class OutgoingTlsTests
{
    [Fact]
    public async Task An_expired_certificate_is_told_and_nothing_is_sent()
    {
        using var certificate = Expired();
        await using var receiver = new FakeReceiver(certificate: certificate);

        var outcome = await PostAsync(receiver);

        Assert.Equal("tls", outcome.Word);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task The_certificate_is_asked_for_by_name_though_the_address_is_dialled()
    {
        using var certificate = Expired();
        await using var receiver = new FakeReceiver(certificate: certificate);

        await PostAsync(new Uri("https://hooks.example.com/"), LeadingTo(receiver, () => "93.184.216.34"));

        Assert.Equal(["hooks.example.com"], receiver.NamesAsked);
    }

    [Fact]
    public async Task A_certificate_that_names_a_place_for_its_issuer_makes_nobody_go_there()
    {
        await using var metadata = new FakeReceiver();
        using var certificate = WithIssuerAt(metadata.Url);
        await using var receiver = new FakeReceiver(certificate: certificate);

        Assert.Equal("tls", (await PostAsync(receiver)).Word);
        Assert.Equal(0, metadata.Connections);
    }

    static X509Certificate2 Expired()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(Now.AddYears(-20), Now.AddYears(-19));
    }

    static X509Certificate2 WithIssuerAt(Uri url)
    {
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issuerRequest = new CertificateRequest("CN=Issuer", issuerKey, HashAlgorithmName.SHA256);
        issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = issuerRequest.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(50));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [url.AbsoluteUri]));
        using var bare = request.Create(issuer, Now.AddYears(-1), Now.AddYears(40), [1, 2, 3]);
        return bare.CopyWithPrivateKey(key);
    }
}
