using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>What a check of a signed message found.</summary>
internal enum SignatureVerdict { Valid, Malformed, TooOld, TooNew, Mismatch }

/// <summary>
/// Signs and checks messages as Standard Webhooks 1.0.0 says: HMAC-SHA256 over "id.timestamp.body". The id stays the
/// same over all attempts, so that a receiver can tell a repeat; the timestamp is that of the attempt.
/// </summary>
internal static class StandardWebhook
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    public static readonly Duration Tolerance = Duration.FromMinutes(5);

    const string SecretPrefix = "whsec_";
    const string VersionPrefix = "v1,";
    const int SecretBytesMin = 24;
    const int SecretBytesMax = 64;
    const int SignaturesReadMax = 16;

    /// <summary>The written form of a secret made of these random bytes, 24 to 64 of them.</summary>
    public static string NewSecret(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(random.Length, SecretBytesMin, nameof(random));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(random.Length, SecretBytesMax, nameof(random));
        return SecretPrefix + Convert.ToBase64String(random);
    }

    public static bool IsSecret(string? secret) => Key(secret) is not null;

    /// <summary>
    /// The three headers of one attempt. While a secret is being changed both are given, newest first, and the receiver
    /// accepts either signature.
    /// </summary>
    public static IReadOnlyList<(string Name, string Value)> Sign(
        string id, Instant attemptedAt, ReadOnlySpan<byte> body, params IReadOnlyList<string> secrets)
    {
        if (!IsId(id))
        {
            throw new ArgumentException("A message id is 1 to 255 ASCII characters without a full stop.", nameof(id));
        }
        ArgumentOutOfRangeException.ThrowIfZero(secrets.Count, nameof(secrets));
        var timestamp = attemptedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signatures = new List<string>();
        foreach (var secret in secrets)
        {
            var key = Key(secret) ?? throw new ArgumentException("Not a webhook secret.", nameof(secrets));
            signatures.Add(VersionPrefix + Convert.ToBase64String(Mac(key, id, timestamp, body)));
        }
        return [(IdHeader, id), (TimestampHeader, timestamp), (SignatureHeader, string.Join(' ', signatures))];
    }

    /// <summary>
    /// Checks a message by its three headers and its raw body, before anything parses it. Any of the secrets may have
    /// signed; the comparison takes the same time whether or not it matches.
    /// </summary>
    public static SignatureVerdict Verify(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body,
        IReadOnlyList<string> secrets, Instant now)
    {
        if (id is null || signatures is null || !IsId(id) || Seconds(timestamp) is not { } seconds)
        {
            return SignatureVerdict.Malformed;
        }
        var isGenuine = false;
        foreach (var secret in secrets)
        {
            var key = Key(secret) ?? throw new ArgumentException("Not a webhook secret.", nameof(secrets));
            isGenuine |= HasSignature(signatures, Mac(key, id, timestamp!, body));
        }
        if (!isGenuine)
        {
            return SignatureVerdict.Mismatch;
        }
        var age = now - Instant.FromUnixTimeSeconds(seconds);
        return age > Tolerance ? SignatureVerdict.TooOld
            : age < -Tolerance ? SignatureVerdict.TooNew
            : SignatureVerdict.Valid;
    }

    // A full stop in the id would let one signed message be read as another.
    static bool IsId(string id) =>
        id.Length is > 0 and <= 255 && id.All(symbol => symbol is > ' ' and < '\x7f' and not '.');

    // Ten digits reach the year 2286; the text itself is signed, so only its plain spelling is taken.
    static long? Seconds(string? text) =>
        text is { Length: > 0 and <= 10 }
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    static byte[]? Key(string? secret)
    {
        if (secret is null || !secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            || !Base64.IsValid(secret.AsSpan(SecretPrefix.Length), out var length)
            || length is < SecretBytesMin or > SecretBytesMax)
        {
            return null;
        }
        return Convert.FromBase64String(secret[SecretPrefix.Length..]);
    }

    static byte[] Mac(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.ASCII.GetBytes($"{id}.{timestamp}."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    static bool HasSignature(string signatures, byte[] expected)
    {
        var wanted = Encoding.ASCII.GetBytes(VersionPrefix + Convert.ToBase64String(expected));
        var isFound = false;
        foreach (var signature in signatures.Split(' ', SignaturesReadMax + 1).Take(SignaturesReadMax))
        {
            isFound |= CryptographicOperations.FixedTimeEquals(wanted, Encoding.UTF8.GetBytes(signature));
        }
        return isFound;
    }
}
