using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Platform.Http.Outgoing;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class StandardWebhookTests
{
    const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    static readonly Instant SignedAt = Instant.FromUnixTimeSeconds(1614265330);
    static readonly string OtherSecret = StandardWebhook.NewSecret(new byte[32]);

    [Fact]
    public void The_published_example_is_signed_as_published() => Assert.Equal(
        [("webhook-id", Id), ("webhook-timestamp", "1614265330"), ("webhook-signature", Signature)],
        StandardWebhook.Sign(Id, SignedAt, Body, Secret));

    [Fact]
    public void The_published_example_is_found_genuine() => Assert.Equal(SignatureVerdict.Valid, Verify());

    [Fact]
    public void While_a_secret_changes_both_sign()
    {
        var headers = StandardWebhook.Sign(Id, SignedAt, Body, OtherSecret, Secret);

        var signatures = headers[2].Value;
        Assert.EndsWith(" " + Signature, signatures, StringComparison.Ordinal);
        Assert.Equal(SignatureVerdict.Valid, Verify(signatures: signatures));
        Assert.Equal(SignatureVerdict.Valid, Verify(signatures: signatures, secrets: [OtherSecret]));
    }

    [Fact]
    public void Any_of_the_known_secrets_may_have_signed() =>
        Assert.Equal(SignatureVerdict.Valid, Verify(secrets: [OtherSecret, Secret]));

    [Fact]
    public void A_secret_that_was_withdrawn_no_longer_counts() =>
        Assert.Equal(SignatureVerdict.Mismatch, Verify(secrets: [OtherSecret]));

    [Theory]
    [InlineData(-301, "TooNew")]
    [InlineData(-300, "Valid")]
    [InlineData(0, "Valid")]
    [InlineData(300, "Valid")]
    [InlineData(301, "TooOld")]
    [InlineData(600, "TooOld")]
    public void A_message_is_good_for_five_minutes_either_way(int secondsLater, string verdict) => Assert.Equal(
        Enum.Parse<SignatureVerdict>(verdict),
        StandardWebhook.Verify(
            Id, "1614265330", Signature, Body, [Secret], SignedAt + Duration.FromSeconds(secondsLater)));

    [Theory]
    [InlineData("msg_other", "1614265330", Signature, "Mismatch")]
    [InlineData(Id, "1614265331", Signature, "Mismatch")]
    [InlineData(Id, "1614265330", "v1,AAAA", "Mismatch")]
    [InlineData(Id, "1614265330", "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "Mismatch")]
    [InlineData(Id, "1614265330", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "Mismatch")]
    [InlineData(Id, "1614265330", "", "Mismatch")]
    [InlineData(Id, "1614265330", "v2,x v1,é " + Signature, "Valid")]
    [InlineData(Id, "1614265330", null, "Malformed")]
    [InlineData(null, "1614265330", Signature, "Malformed")]
    [InlineData("", "1614265330", Signature, "Malformed")]
    [InlineData("a.b", "1614265330", Signature, "Malformed")]
    [InlineData(Id, null, Signature, "Malformed")]
    [InlineData(Id, "", Signature, "Malformed")]
    [InlineData(Id, "-1614265330", Signature, "Malformed")]
    [InlineData(Id, "1614265330.5", Signature, "Malformed")]
    [InlineData(Id, "99999999999999999999", Signature, "Malformed")]
    [InlineData(Id, "next week", Signature, "Malformed")]
    public void A_message_that_was_tampered_with_is_told(
        string? id, string? timestamp, string? signatures, string verdict)
    {
        var found = StandardWebhook.Verify(id, timestamp, signatures, Body, [Secret], SignedAt);

        Assert.Equal(Enum.Parse<SignatureVerdict>(verdict), found);
    }

    [Fact]
    public void A_flood_of_signatures_is_not_read_to_its_end()
    {
        var flood = string.Join(' ', Enumerable.Repeat("v1,AAAA", 16)) + " " + Signature;

        Assert.Equal(SignatureVerdict.Mismatch, Verify(signatures: flood));
    }

    [Fact]
    public void What_is_signed_is_genuine_and_one_changed_byte_is_not() =>
        Prop.ForAll<NonEmptyArray<byte>, PositiveInt>((content, place) =>
        {
            var body = content.Get;
            var signature = StandardWebhook.Sign(Id, SignedAt, body, Secret)[2].Value;
            var isGenuine = Verify(body, signature) == SignatureVerdict.Valid;
            body[place.Get % body.Length] ^= 1;
            return isGenuine && Verify(body, signature) == SignatureVerdict.Mismatch;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(24)]
    [InlineData(64)]
    public void A_secret_is_made_of_the_given_bytes(int length)
    {
        var random = Enumerable.Range(0, length).Select(number => (byte)number).ToArray();

        var secret = StandardWebhook.NewSecret(random);

        Assert.Equal("whsec_" + Convert.ToBase64String(random), secret);
        Assert.True(StandardWebhook.IsSecret(secret));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(65)]
    public void A_secret_of_another_length_is_no_secret(int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardWebhook.NewSecret(new byte[length]));
        Assert.False(StandardWebhook.IsSecret("whsec_" + Convert.ToBase64String(new byte[length])));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa*w")]
    public void Other_text_is_no_secret(string? text) => Assert.False(StandardWebhook.IsSecret(text));

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    [InlineData("é")]
    public void An_id_that_could_be_read_two_ways_is_not_signed(string id) =>
        Assert.Throws<ArgumentException>(() => StandardWebhook.Sign(id, SignedAt, Body, Secret));

    static SignatureVerdict Verify(byte[]? body = null, string signatures = Signature, string[]? secrets = null) =>
        StandardWebhook.Verify(Id, "1614265330", signatures, body ?? Body, secrets ?? [Secret], SignedAt);
}
