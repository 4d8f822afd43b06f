using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Tests.Support;
using NodaTime;
using static Handraiser.App.Tests.Platform.Http.Outgoing.OutgoingStage;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class OutgoingHttpTests
{
    static readonly OutgoingLimits Hasty = new() { Total = TimeSpan.FromMilliseconds(300) };

    [Fact]
    public async Task A_post_arrives_as_it_was_given()
    {
        await using var receiver = new FakeReceiver();

        var outcome = await PostAsync(receiver, headers: [("webhook-id", "msg_1")]);

        var request = Assert.Single(await receiver.WaitForRequestsAsync(1));
        Assert.Equal(new DeliveryOutcome.Accepted(200, "ok"), outcome);
        Assert.Equal(("POST", "/hook", """{"a":1}"""), (request.Method, request.Target, request.Text));
        Assert.Equal(
            ["Content-Length: 7", "Content-Type: application/json", $"Host: 127.0.0.1:{receiver.Port}",
                "User-Agent: Handraiser", "webhook-id: msg_1"],
            request.Headers.Select(header => $"{header.Name}: {header.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(200, "accepted")]
    [InlineData(204, "accepted")]
    [InlineData(299, "accepted")]
    [InlineData(300, "redirected")]
    [InlineData(304, "redirected")]
    [InlineData(400, "refused")]
    [InlineData(401, "refused")]
    [InlineData(408, "refused")]
    [InlineData(410, "gone")]
    [InlineData(429, "throttled")]
    [InlineData(500, "refused")]
    [InlineData(502, "throttled")]
    [InlineData(503, "throttled")]
    [InlineData(504, "throttled")]
    [InlineData(599, "refused")]
    public async Task The_status_decides(int status, string word)
    {
        await using var receiver = new FakeReceiver(Answers.Status(status));

        var outcome = await PostAsync(receiver);

        Assert.Equal(word, outcome.Word);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_nobody_follows_it()
    {
        await using var receiver = new FakeReceiver(Answers.RedirectTo("http://169.254.169.254/latest/meta-data"));

        var outcome = await PostAsync(receiver);

        Assert.Equal(
            new DeliveryOutcome.Redirected(302, "http://169.254.169.254/latest/meta-data", "moved"), outcome);
        Assert.Single(receiver.Requests);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Sun, 01 Mar 2026 12:01:30 GMT", 90)]
    [InlineData("1000000000", 86400)]
    [InlineData("-1", null)]
    [InlineData("whenever", null)]
    public async Task A_receiver_may_ask_for_time(string retryAfter, int? seconds)
    {
        await using var receiver = new FakeReceiver(Answers.Throttled(retryAfter));

        var outcome = Assert.IsType<DeliveryOutcome.Throttled>(await PostAsync(receiver));

        Assert.Equal(seconds is { } wait ? Duration.FromSeconds(wait) : null, outcome.RetryAfter);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_left_in_time()
    {
        using var gate = new Gate();
        await using var receiver = new FakeReceiver(Answers.Hang(gate));

        Assert.Equal("timeout", (await PostAsync(receiver, Hasty)).Word);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Headers_that_come_byte_by_byte_are_left_in_time()
    {
        using var gate = new Gate();
        await using var receiver = new FakeReceiver(Answers.Drip("HTTP/1.1 200 OK\r\n\r\n", gate));
        gate.LetOnePass();

        Assert.Equal("timeout", (await PostAsync(receiver, Hasty)).Word);
    }

    [Fact]
    public async Task A_slow_answer_that_ends_in_time_is_an_answer()
    {
        using var gate = new Gate();
        await using var receiver = new FakeReceiver(
            Answers.Drip("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine", gate));
        gate.Open();

        Assert.Equal(new DeliveryOutcome.Accepted(200, "fine"), await PostAsync(receiver));
    }

    [Fact]
    public async Task A_body_that_never_ends_does_not_undo_the_status()
    {
        using var gate = new Gate();
        await using var receiver = new FakeReceiver(
            Answers.Drip("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine", gate));
        foreach (var _ in "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfi")
        {
            gate.LetOnePass();
        }

        var limits = new OutgoingLimits { Total = TimeSpan.FromSeconds(1) };
        Assert.Equal(new DeliveryOutcome.Accepted(200, "fi"), await PostAsync(receiver, limits));
    }

    [Fact]
    public async Task Of_ten_gigabytes_little_is_read_and_less_is_kept()
    {
        await using var receiver = new FakeReceiver(Answers.Huge(10_000_000_000, status: 500));

        var outcome = await PostAsync(receiver);

        Assert.Equal(new DeliveryOutcome.Refused(500, new string('x', 1024)), outcome);
    }

    [Fact]
    public async Task A_gzip_bomb_stays_the_bytes_it_is()
    {
        var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[16 * 1024 * 1024]);
        }
        await using var receiver = new FakeReceiver(Answers.Bytes(200, bomb.ToArray(), "Content-Encoding: gzip"));

        Assert.Equal(
            new DeliveryOutcome.Accepted(200, "(an answer encoded as gzip)"), await PostAsync(receiver));
        Assert.Null(receiver.Requests[0].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task Headers_without_end_are_too_large()
    {
        await using var receiver = new FakeReceiver(Answers.EndlessHeaders());

        Assert.Equal("too-large", (await PostAsync(receiver)).Word);
    }

    [Fact]
    public async Task A_reset_after_the_status_does_not_undo_it()
    {
        using var gate = new Gate();
        await using var receiver = new FakeReceiver(Answers.OkThenReset(gate));
        var dialer = LeadingTo(receiver, () => "93.184.216.34", socket => new TellingStream(socket, gate));

        var outcome = await PostAsync(new Uri("http://hooks.example.com/"), dialer);

        Assert.Equal(new DeliveryOutcome.Accepted(200, "half"), outcome);
    }

    [Fact]
    public async Task A_body_cut_short_does_not_undo_the_status()
    {
        await using var receiver = new FakeReceiver(
            Answers.CutShort("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));

        Assert.Equal(new DeliveryOutcome.Accepted(200, "half"), await PostAsync(receiver));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    public async Task An_answer_that_breaks_off_before_its_body_is_none(string raw)
    {
        await using var receiver = new FakeReceiver(Answers.CutShort(raw));

        Assert.IsType<DeliveryOutcome.Unreachable>(await PostAsync(receiver));
    }

    [Fact]
    public async Task A_reset_without_an_answer_is_told()
    {
        await using var receiver = new FakeReceiver(Answers.Reset());

        Assert.Equal("reset", (await PostAsync(receiver)).Word);
    }

    [Fact]
    public async Task What_is_not_HTTP_is_told()
    {
        await using var receiver = new FakeReceiver(Answers.CutShort("220 mail.example.com ESMTP\r\n\r\n"));

        Assert.Equal("bad-answer", (await PostAsync(receiver)).Word);
    }

    [Fact]
    public async Task A_closed_port_is_told()
    {
        var receiver = new FakeReceiver();
        await receiver.DisposeAsync();

        Assert.Equal("connect", (await PostAsync(receiver.Url, Loopback(receiver.Url.Port))).Word);
    }

    [Fact]
    public async Task A_private_address_is_not_dialled_though_it_was_saved()
    {
        await using var receiver = new FakeReceiver();
        var dialer = new Dialer(new DestinationGuard(AllowList.None, extraPorts: [receiver.Port], allowHttp: true));

        Assert.Equal("private-address", (await PostAsync(receiver.Url, dialer)).Word);
        Assert.Equal(0, receiver.Connections);
    }

    [Fact]
    public async Task A_port_closed_since_the_saving_is_not_dialled()
    {
        await using var receiver = new FakeReceiver();
        var dialer = new Dialer(new DestinationGuard(AllowList.Parse("127.0.0.1")));

        Assert.Equal("not-allowed", (await PostAsync(receiver.Url, dialer)).Word);
        Assert.Equal(0, receiver.Connections);
    }

    [Fact]
    public async Task A_name_that_turns_private_between_two_posts_is_caught()
    {
        await using var receiver = new FakeReceiver(Answers.Status(200, "ok", "Connection: close"));
        var address = "93.184.216.34";
        var dialer = LeadingTo(receiver, () => address);
        using var http = new OutgoingHttp(dialer, Clock);
        var url = new Uri("http://hooks.example.com/");

        var first = await http.PostAsync(url, [], "text/plain", [], TestContext.Current.CancellationToken);
        address = "127.0.0.1";
        var second = await http.PostAsync(url, [], "text/plain", [], TestContext.Current.CancellationToken);

        Assert.Equal(("accepted", "private-address"), (first.Word, second.Word));
        Assert.Equal(1, receiver.Connections);
    }

    [Fact]
    public async Task A_good_connection_is_used_again()
    {
        await using var receiver = new FakeReceiver();
        using var http = new OutgoingHttp(Loopback(receiver.Port), Clock);

        await http.PostAsync(receiver.Url, [], "text/plain", [], TestContext.Current.CancellationToken);
        await http.PostAsync(receiver.Url, [], "text/plain", [], TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (receiver.Requests.Count, receiver.Connections));
    }

    [Theory]
    [InlineData(64 * 1024 - 1, 1)]
    [InlineData(64 * 1024, 1)]
    [InlineData(64 * 1024 + 1, 2)]
    public async Task A_connection_whose_answer_is_too_long_to_read_is_dropped(int bodyBytes, int connections)
    {
        await using var receiver = new FakeReceiver(Answers.Bytes(200, new byte[bodyBytes]));
        using var http = new OutgoingHttp(Loopback(receiver.Port), Clock);

        await http.PostAsync(receiver.Url, [], "text/plain", [], TestContext.Current.CancellationToken);
        await http.PostAsync(receiver.Url, [], "text/plain", [], TestContext.Current.CancellationToken);

        Assert.Equal(connections, receiver.Connections);
    }

    [Fact]
    public async Task Our_trace_ids_stay_with_us()
    {
        await using var receiver = new FakeReceiver();
        using var activity = new Activity("delivery").Start();

        await PostAsync(receiver);

        Assert.DoesNotContain(activity.TraceId.ToHexString(), string.Join('\n', receiver.Requests[0].Headers),
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_proxy_stands_between_the_check_and_the_dialling()
    {
        using var connections = OutgoingHttp.CreateConnections(Loopback(80), new OutgoingLimits());

        Assert.False(connections.UseProxy);
        Assert.Equal(TimeSpan.FromSeconds(5), connections.ConnectTimeout);
        Assert.Equal(TimeSpan.FromMinutes(2), connections.PooledConnectionLifetime);
    }

    [Fact]
    public async Task A_connection_that_is_not_taken_is_left_in_time()
    {
        var dialer = new Dialer(
            new DestinationGuard(AllowList.None),
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.216.34")]),
            async (_, cancel) =>
            {
                await new TaskCompletionSource().Task.WaitAsync(cancel);
                return Stream.Null;
            });
        var limits = new OutgoingLimits { Connect = TimeSpan.FromMilliseconds(100) };

        Assert.Equal("timeout", (await PostAsync(new Uri("https://example.com/"), dialer, limits)).Word);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_told()
    {
        var dialer = new Dialer(new DestinationGuard(AllowList.None), (_, _) => Task.FromResult<IPAddress[]>([]));

        Assert.Equal("dns", (await PostAsync(new Uri("https://example.invalid/"), dialer)).Word);
    }

    [Fact]
    public async Task Our_own_shutdown_is_no_outcome()
    {
        using var gate = new Gate();
        await using var receiver = new FakeReceiver(Answers.Hang(gate));
        using var http = new OutgoingHttp(Loopback(receiver.Port), Clock);
        using var stopping = new CancellationTokenSource();
        var post = http.PostAsync(receiver.Url, [], "text/plain", [], stopping.Token);
        await receiver.WaitForRequestsAsync(1);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("content-length", "1")]
    [InlineData("X-Custom", "a\r\nX-Other: b")]
    [InlineData("X-Custom", "é")]
    [InlineData("X Custom", "a")]
    public async Task A_header_that_would_change_the_message_is_a_bug(string name, string value)
    {
        await using var receiver = new FakeReceiver();

        await Assert.ThrowsAsync<ArgumentException>(() => PostAsync(receiver, headers: [(name, value)]));
    }

    /// <summary>Opens the gate as soon as something was read.</summary>
    sealed class TellingStream(Socket socket, Gate gate) : NetworkStream(socket, ownsSocket: true)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read > 0)
            {
                gate.Open();
            }
            return read;
        }
    }
}
