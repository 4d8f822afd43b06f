using Handraiser.App.Platform.Mail;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class SmtpMisbehaviourTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(80);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("BANNER", SendPhase.Banner)]
    [InlineData("EHLO", SendPhase.Hello)]
    [InlineData("MAIL", SendPhase.Sender)]
    [InlineData("RCPT", SendPhase.Recipient)]
    [InlineData("DATA", SendPhase.Data)]
    [InlineData(".", SendPhase.Reply)]
    public async Task A_temporary_no_defers_the_letter_at_every_step(string step, object phase)
    {
        foreach (var code in (int[])[421, 451])
        {
            var outcome = await SendAsync(server => server.Always(step, $"{code} 4.3.0 Not now"));

            Assert.Equal(((SendPhase)phase, code), outcome is SendOutcome.Deferred { Code: { } given } deferred
                ? (deferred.Phase, given)
                : throw new InvalidOperationException($"{outcome}"));
        }
    }

    [Theory]
    [InlineData("MAIL", SendPhase.Sender)]
    [InlineData("RCPT", SendPhase.Recipient)]
    [InlineData("DATA", SendPhase.Data)]
    [InlineData(".", SendPhase.Reply)]
    public async Task A_permanent_no_to_the_letter_refuses_it(string step, object phase)
    {
        var outcome = await SendAsync(server => server.Always(step, "550-5.7.1 We do not\r\n550 5.7.1 want this"));

        Assert.Equal(new SendOutcome.Refused((SendPhase)phase, 550, "5.7.1", "We do not want this"), outcome);
    }

    [Theory]
    [InlineData("BANNER", "554 5.3.2 No service", SendPhase.Banner)]
    [InlineData("MAIL", "530 5.7.0 Sign in first", SendPhase.Sender)]
    public async Task A_permanent_no_to_ourselves_waits_for_somebody_to_mend_it(string step, string no, object phase)
    {
        var outcome = await SendAsync(server => server.Always(step, no));

        var deferred = Assert.IsType<SendOutcome.Deferred>(outcome);
        Assert.Equal(((SendPhase)phase, true), (deferred.Phase, deferred.NeedsMending));
    }

    [Fact]
    public async Task A_server_that_takes_no_greeting_at_all_waits_for_somebody_to_mend_it()
    {
        var outcome = await SendAsync(server =>
        {
            server.Always("EHLO", "550 5.7.1 Go away");
            server.Always("HELO", "550 5.7.1 Go away");
        });

        Assert.True(Assert.IsType<SendOutcome.Deferred>(outcome).NeedsMending);
    }

    [Theory]
    [InlineData("BANNER", SendPhase.Banner)]
    [InlineData("EHLO", SendPhase.Hello)]
    [InlineData("MAIL", SendPhase.Sender)]
    [InlineData("RCPT", SendPhase.Recipient)]
    [InlineData("DATA", SendPhase.Data)]
    public async Task Whatever_breaks_before_the_dot_defers_the_letter(string step, object phase)
    {
        FakeReply[] breaks =
        [
            new FakeReply.Close(), new FakeReply.Reset(), new FakeReply.Endless(), new FakeReply.LongLine(),
            "HTTP/1.1 400 Bad Request", "250-one\r\n251 two", "", "999 What?",
        ];
        foreach (var broken in breaks)
        {
            var outcome = await SendAsync(server => server.Always(step, broken));

            // A reset in place of the banner may overtake the end of the connecting.
            var first = step == "BANNER" ? SendPhase.Connect : (SendPhase)phase;
            Assert.InRange(Assert.IsType<SendOutcome.Deferred>(outcome).Phase, first, (SendPhase)phase);
        }
    }

    [Fact]
    public async Task Whatever_breaks_after_the_dot_leaves_the_letter_in_doubt()
    {
        FakeReply[] breaks =
        [
            new FakeReply.Close(), new FakeReply.Reset(), new FakeReply.Endless(), new FakeReply.LongLine(),
            "HTTP/1.1 400 Bad Request", "250-2.0.0 Tak", "354 Go on",
        ];
        foreach (var broken in breaks)
        {
            await using var server = FakeSmtpServer.Start();
            server.Always(".", broken);

            var outcome = await SendAsync(server, new SmtpTimeouts { Reply = TimeSpan.FromMilliseconds(400) });

            Assert.IsType<SendOutcome.InDoubt>(outcome);
            Assert.Single(server.Messages);
        }
    }

    [Theory]
    [InlineData("BANNER", SendPhase.Banner)]
    [InlineData("EHLO", SendPhase.Hello)]
    [InlineData("RCPT", SendPhase.Recipient)]
    [InlineData("DATA", SendPhase.Data)]
    public async Task Silence_before_the_dot_ends_in_time(string step, object phase)
    {
        await using var server = FakeSmtpServer.Start();
        server.Always(step, new FakeReply.Silence());
        var timeouts = step switch
        {
            "BANNER" => new SmtpTimeouts { Banner = Soon },
            "DATA" => new SmtpTimeouts { Data = Soon },
            _ => new SmtpTimeouts { Command = Soon },
        };

        var outcome = await SendAsync(server, timeouts);

        Assert.InRange(Assert.IsType<SendOutcome.Deferred>(outcome).Phase, SendPhase.Banner, (SendPhase)phase);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Silence_after_the_dot_leaves_the_letter_in_doubt()
    {
        await using var server = FakeSmtpServer.Start();
        server.Always(".", new FakeReply.Silence());

        var outcome = await SendAsync(server, new SmtpTimeouts { Reply = Soon });

        Assert.Contains("0.1 s", Assert.IsType<SendOutcome.InDoubt>(outcome).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BANNER")]
    [InlineData(".")]
    public async Task A_late_answer_is_waited_for(string step)
    {
        await using var server = FakeSmtpServer.Start();
        var gate = new TaskCompletionSource();
        server.Next(step, new FakeReply.After(gate.Task));
        var sending = SendAsync(server, new SmtpTimeouts());
        await (step == "." ? server.WaitForCommandAsync(".", Cancel) : server.WaitForConnectionsAsync(1, Cancel));
        Assert.False(sending.IsCompleted);

        gate.SetResult();

        Assert.IsType<SendOutcome.Accepted>(await sending);
    }

    [Fact]
    public async Task Greylisting_defers_and_the_next_attempt_is_taken()
    {
        await using var server = FakeSmtpServer.Start();
        server.Next("RCPT", "451 4.7.1 Greylisted, try later");
        await using var transport = To(server, new SmtpTimeouts());

        var first = await transport.SendAsync(Letters.Plain, Cancel);
        var second = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.Equal(new SendOutcome.Deferred(SendPhase.Recipient, 451, "451 4.7.1 Greylisted, try later"), first);
        Assert.IsType<SendOutcome.Accepted>(second);
        Assert.Single(server.Messages);
    }

    [Theory]
    [InlineData("RCPT", "250 2.1.5 OK\r\n354 Go ahead")]
    [InlineData("DATA", "354 Go ahead\r\n250 2.0.0 Taken")]
    [InlineData("MAIL", "354 Go ahead")]
    [InlineData("RCPT", "354 Go ahead")]
    [InlineData("DATA", "250 2.0.0 OK")]
    public async Task An_answer_out_of_turn_is_never_taken_for_the_awaited_one(string step, string answers)
    {
        var outcome = await SendAsync(server => server.Next(step, answers));

        Assert.IsType<SendOutcome.Deferred>(outcome);
    }

    [Fact]
    public async Task A_reply_shows_no_control_characters()
    {
        var outcome = await SendAsync(server => server.Next("RCPT", "550 5.1.1 \u001b[31mred"));

        Assert.Equal("?[31mred", Assert.IsType<SendOutcome.Refused>(outcome).Text);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_defers_the_letter()
    {
        var server = FakeSmtpServer.Start();
        var settings = SmtpSettings.Parse(server.Url);
        await server.DisposeAsync();
        await using var transport = new SmtpTransport(settings, TimeProvider.System);

        var outcome = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.Equal(SendPhase.Connect, Assert.IsType<SendOutcome.Deferred>(outcome).Phase);
    }

    [Fact]
    public async Task Who_cancels_before_the_dot_has_sent_nothing()
    {
        await using var server = FakeSmtpServer.Start();
        server.Always("RCPT", new FakeReply.Silence());
        await using var transport = To(server, new SmtpTimeouts());
        using var stop = new CancellationTokenSource();
        var sending = transport.SendAsync(Letters.Plain, stop.Token);
        await server.WaitForCommandAsync("RCPT", Cancel);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Who_cancels_after_the_dot_still_hears_an_answer_that_comes_soon()
    {
        await using var server = FakeSmtpServer.Start();
        var gate = new TaskCompletionSource();
        server.Always(".", new FakeReply.After(gate.Task));
        await using var transport = To(server, new SmtpTimeouts());
        using var stop = new CancellationTokenSource();
        var sending = transport.SendAsync(Letters.Plain, stop.Token);
        await server.WaitForCommandAsync(".", Cancel);

        await stop.CancelAsync();
        gate.SetResult();

        Assert.IsType<SendOutcome.Accepted>(await sending);
    }

    [Fact]
    public async Task Who_cancels_after_the_dot_and_hears_nothing_is_left_in_doubt()
    {
        await using var server = FakeSmtpServer.Start();
        server.Always(".", new FakeReply.Silence());
        await using var transport = To(server, new SmtpTimeouts { Grace = Soon });
        using var stop = new CancellationTokenSource();
        var sending = transport.SendAsync(Letters.Plain, stop.Token);
        await server.WaitForCommandAsync(".", Cancel);

        await stop.CancelAsync();

        Assert.IsType<SendOutcome.InDoubt>(await sending);
    }

    private static async Task<SendOutcome> SendAsync(Action<FakeSmtpServer> misbehave)
    {
        await using var server = FakeSmtpServer.Start();
        misbehave(server);
        var outcome = await SendAsync(server, new SmtpTimeouts());
        Assert.Empty(server.Messages);
        return outcome;
    }

    private static async Task<SendOutcome> SendAsync(FakeSmtpServer server, SmtpTimeouts timeouts)
    {
        await using var transport = To(server, timeouts);
        return await transport.SendAsync(Letters.Plain, Cancel);
    }

    private static SmtpTransport To(FakeSmtpServer server, SmtpTimeouts timeouts) =>
        new(SmtpSettings.Parse(server.Url) with { Timeouts = timeouts }, TimeProvider.System);
}
