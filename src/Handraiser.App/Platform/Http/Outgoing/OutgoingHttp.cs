using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using NodaTime;
using NodaTime.Extensions;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>How much patience and memory a stranger's server gets.</summary>
internal sealed record OutgoingLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A name is resolved again after this, because connections outlive what the resolver said.</summary>
    public TimeSpan ConnectionLife { get; init; } = TimeSpan.FromMinutes(2);

    public int AnswerBytes { get; init; } = 64 * 1024;

    public int AnswerHeadersKiB { get; init; } = 16;
}

/// <summary>
/// Posts to destinations that customers name. No redirects, no proxy, no cookies, no decompression, and no address
/// that the guard did not judge; whatever the world does comes back as a <see cref="DeliveryOutcome"/>.
/// </summary>
/// <param name="connections">What carries a request to its destination; by default sockets that the guard watches.</param>
internal sealed class OutgoingHttp(Dialer dialer, TimeProvider time, OutgoingLimits? limits = null, HttpMessageHandler? connections = null) : IDisposable
{
    // Headers that would change the framing of the message or whom it is for.
    static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Expect", "Upgrade", "TE",
        "Trailer",
    };

    readonly OutgoingLimits limits = limits ?? new OutgoingLimits();
    readonly HttpMessageInvoker client = new(connections ?? CreateConnections(dialer, limits ?? new OutgoingLimits()));

    /// <summary>One attempt. Only the caller's own cancellation and a header that cannot be written throw.</summary>
    public async Task<DeliveryOutcome> PostAsync(
        Uri url, byte[] body, string contentType, IReadOnlyList<(string Name, string Value)> headers,
        CancellationToken cancel)
    {
        if (dialer.Check(url.OriginalString) is UrlVerdict.Denied denied)
        {
            var isPrivate = denied.Fault == UrlFault.PrivateAddress;
            return new DeliveryOutcome.Unreachable(
                isPrivate ? UnreachableReason.PrivateAddress : UnreachableReason.NotAllowed, denied.Message);
        }
        using var request = Compose(url, body, contentType, headers);
        using var limit = new CancellationTokenSource(limits.Total, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var answer = await client.SendAsync(request, patience.Token);
            var excerpt = await AnswerExcerpt.ReadAsync(answer, limits.AnswerBytes, patience.Token);
            return Judge(answer, excerpt, time.GetUtcNow().ToInstant());
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // A request that we break off ourselves says nothing about the receiver, however it then fails.
            cancel.ThrowIfCancellationRequested();
            return Explain(failure);
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Connections under the same guard for other clients of customers' servers, such as calendars.</summary>
    public static SocketsHttpHandler CreateConnections(Dialer dialer, OutgoingLimits limits) => new()
    {
        ConnectCallback = async (context, cancel) => await dialer.ConnectAsync(
            context.DnsEndPoint.Host, context.DnsEndPoint.Port, limits.Connect, cancel),
        ConnectTimeout = limits.Connect,
        PooledConnectionLifetime = limits.ConnectionLife,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = limits.AnswerHeadersKiB,
        // What we did not read is not worth waiting for: the connection is dropped.
        MaxResponseDrainSize = 0,
        // Our trace ids are nobody else's business.
        ActivityHeadersPropagator = null,
        SslOptions = new SslClientAuthenticationOptions
        {
            // A certificate may name a URL for its issuer; fetching it would go round the guard.
            CertificateChainPolicy = new X509ChainPolicy
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    static HttpRequestMessage Compose(
        Uri url, byte[] body, string contentType, IReadOnlyList<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        Add(request.Content.Headers, "Content-Type", contentType);
        foreach (var (name, value) in headers)
        {
            if (Reserved.Contains(name))
            {
                throw new ArgumentException($"The header {name} is not the caller's to write.", nameof(headers));
            }
            Add(request.Headers, name, value);
        }
        if (!request.Headers.NonValidated.Contains("User-Agent"))
        {
            Add(request.Headers, "User-Agent", "Handraiser");
        }
        return request;
    }

    static void Add(System.Net.Http.Headers.HttpHeaders headers, string name, string value)
    {
        if (value.Any(symbol => symbol is < ' ' or > '~') || !headers.TryAddWithoutValidation(name, value))
        {
            throw new ArgumentException($"The header {name} cannot be written.", nameof(value));
        }
    }

    static DeliveryOutcome Judge(HttpResponseMessage answer, string excerpt, Instant now)
    {
        var status = (int)answer.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new DeliveryOutcome.Accepted(status, excerpt),
            >= 300 and < 400 =>
                new DeliveryOutcome.Redirected(status, AnswerExcerpt.Tidy(Header(answer, "Location") ?? ""), excerpt),
            410 => new DeliveryOutcome.Gone(excerpt),
            429 or 502 or 503 or 504 =>
                new DeliveryOutcome.Throttled(status, RetryAfter.Parse(Header(answer, "Retry-After"), now), excerpt),
            _ => new DeliveryOutcome.Refused(status, excerpt),
        };
    }

    static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    static DeliveryOutcome.Unreachable Explain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is DialFailed dial)
            {
                return new(dial.Reason, dial.Message);
            }
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } tls)
            {
                return new(UnreachableReason.Tls, AnswerExcerpt.Tidy(tls.InnerException?.Message ?? tls.Message));
            }
            // The time for connecting runs out as a cancellation inside a failed request.
            if (cause is TimeoutException or OperationCanceledException)
            {
                return new(UnreachableReason.Timeout, "No answer came in time.");
            }
        }
        return failure switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                new(UnreachableReason.TooLarge, "The headers of the answer are too large."),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
                new(UnreachableReason.BadAnswer, "The answer is not HTTP."),
            _ => new(UnreachableReason.Reset, "The connection broke before an answer came."),
        };
    }
}
