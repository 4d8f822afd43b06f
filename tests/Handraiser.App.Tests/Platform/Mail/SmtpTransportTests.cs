using System.Text;
using Handraiser.App.Platform.Mail;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class SmtpTransportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_arrives_byte_for_byte()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);
        var letter = Letters.Plain with { HtmlBody = "<p>Hello</p>" };

        var outcome = await transport.SendAsync(letter, Cancel);

        Assert.Equal(new SendOutcome.Accepted("250 2.0.0 Taken"), outcome);
        var message = Assert.Single(server.Messages);
        var mail = LetterWriter.Write(letter);
        Assert.Equal(mail, message.Raw);
        Assert.Equal($"MAIL FROM:<rita@seller.example> SIZE={mail.Length}", message.MailCommand);
        Assert.Equal("RCPT TO:<ben@buyer.example>", message.RcptCommand);
    }

    [Fact]
    public async Task Lines_of_dots_travel_stuffed_once()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);

        await transport.SendAsync(Letters.Plain with { TextBody = ".\n..two\nx.\n." }, Cancel);

        var message = Assert.Single(server.Messages);
        Assert.EndsWith("\r\n\r\n..\r\n...two\r\nx.\r\n..\r\n", Encoding.ASCII.GetString(message.Wire),
            StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n.\r\n..two\r\nx.\r\n.\r\n", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_envelope_sender_can_differ_from_the_From()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server, s => s with { From = Mailbox.Parse("bounces@seller.example") });

        await transport.SendAsync(Letters.Plain, Cancel);

        Assert.StartsWith("MAIL FROM:<bounces@seller.example>", server.Messages[0].MailCommand,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_in_a_row_share_a_connection_and_start_afresh_on_it()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);

        for (var i = 0; i < 3; i++)
        {
            await transport.SendAsync(Letters.Plain, Cancel);
        }

        Assert.Equal((3, 1), (server.Messages.Count, server.Connections));
        Assert.Equal(["EHLO", "MAIL", "RCPT", "DATA", ".", "RSET", "MAIL", "RCPT", "DATA", ".", "RSET"],
            server.Commands.Select(line => line.Split(' ')[0]).Take(11));
    }

    [Fact]
    public async Task A_refused_recipient_leaves_the_connection_to_the_next_letter()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);
        server.Next("RCPT", "550 5.1.1 Nobody here");

        var refused = await transport.SendAsync(Letters.Plain, Cancel);
        var accepted = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.Equal(new SendOutcome.Refused(SendPhase.Recipient, 550, "5.1.1", "Nobody here"), refused);
        Assert.IsType<SendOutcome.Accepted>(accepted);
        Assert.Equal((1, 1), (server.Messages.Count, server.Connections));
    }

    [Fact]
    public async Task Many_letters_at_once_all_arrive_once()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            transport.SendAsync(Letters.Plain with { Subject = $"Letter {i}" }, Cancel)));

        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Accepted>(outcome));
        Assert.Equal(40, server.Messages.Select(m => Letters.HeaderOf(m.Text, "Subject")).Distinct().Count());
        Assert.Equal(40, server.Messages.Count);
    }

    [Fact]
    public async Task A_connection_is_not_kept_beyond_thirty_seconds()
    {
        await using var server = FakeSmtpServer.Start();
        var time = new SteppedTime();
        await using var transport = To(server, time: time);

        await transport.SendAsync(Letters.Plain, Cancel);
        time.Now += TimeSpan.FromSeconds(30);
        await transport.SendAsync(Letters.Plain, Cancel);

        Assert.Equal(2, server.Connections);
        Assert.Contains("QUIT", server.Commands);
    }

    [Theory]
    [InlineData("RSET", "close")]
    [InlineData("RSET", "421 4.3.2 Idle for too long")]
    [InlineData("RSET", "502 5.5.1 What?")]
    [InlineData("MAIL", "close")]
    [InlineData("MAIL", "421 4.7.0 Enough over this connection")]
    public async Task A_kept_connection_that_went_stale_is_replaced_once(string step, string reply)
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);
        await transport.SendAsync(Letters.Plain, Cancel);
        server.Next(step, reply == "close" ? new FakeReply.Close() : reply);

        var outcome = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.IsType<SendOutcome.Accepted>(outcome);
        Assert.Equal((2, 2), (server.Messages.Count, server.Connections));
    }

    [Theory]
    [InlineData("RCPT", 2)]
    [InlineData("DATA", 2)]
    public async Task A_kept_connection_that_breaks_later_is_not_replaced(string step, int connectionsMax)
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);
        await transport.SendAsync(Letters.Plain, Cancel);
        server.Always(step, new FakeReply.Close());

        var outcome = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.IsType<SendOutcome.Deferred>(outcome);
        Assert.InRange(server.Connections, 1, connectionsMax - 1);
    }

    [Fact]
    public async Task A_second_connection_that_breaks_is_the_end_of_it()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);
        await transport.SendAsync(Letters.Plain, Cancel);
        server.Always("MAIL", new FakeReply.Close());

        var outcome = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.Equal(SendPhase.Sender, Assert.IsType<SendOutcome.Deferred>(outcome).Phase);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_server_without_EHLO_is_greeted_the_old_way()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);
        server.Always("EHLO", "502 5.5.1 What?");

        var outcome = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.IsType<SendOutcome.Accepted>(outcome);
        Assert.Equal("MAIL FROM:<rita@seller.example>", server.Messages[0].MailCommand);
    }

    [Fact]
    public async Task An_address_outside_ASCII_goes_to_a_server_that_can_take_it()
    {
        await using var server = FakeSmtpServer.Start();
        await using var transport = To(server);

        var letter = Letters.Plain with { To = Mailbox.Parse("jörg@bücher.example") };
        var outcome = await transport.SendAsync(letter, Cancel);

        Assert.IsType<SendOutcome.Accepted>(outcome);
        Assert.EndsWith(" BODY=8BITMIME SMTPUTF8", server.Messages[0].MailCommand, StringComparison.Ordinal);
        Assert.Equal("RCPT TO:<jörg@xn--bcher-kva.example>", server.Messages[0].RcptCommand);
        Assert.Equal("jörg@xn--bcher-kva.example", Letters.HeaderOf(server.Messages[0].Text, "To"));
    }

    [Fact]
    public async Task An_address_outside_ASCII_is_refused_where_SMTPUTF8_is_absent()
    {
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions { Extensions = [] });
        await using var transport = To(server);

        var outcome = await transport.SendAsync(Letters.Plain with { To = Mailbox.Parse("jörg@x.example") }, Cancel);

        Assert.Contains("SMTPUTF8", Assert.IsType<SendOutcome.Refused>(outcome).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_outside_ASCII_needs_nothing_of_the_server()
    {
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions { Extensions = [] });
        await using var transport = To(server);

        await transport.SendAsync(Letters.Plain with { Subject = "Grüße", TextBody = "Grüße \U0001F44B" }, Cancel);

        Assert.All(server.Messages[0].Raw, octet => Assert.InRange(octet, 0, 127));
    }

    [Fact]
    public async Task A_mail_above_the_servers_size_is_not_even_tried()
    {
        await using var server = FakeSmtpServer.Start(new FakeSmtpOptions { Extensions = ["SIZE 300"] });
        await using var transport = To(server);

        var outcome = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.Contains("300", Assert.IsType<SendOutcome.Refused>(outcome).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transport_that_is_closed_keeps_no_connection()
    {
        await using var server = FakeSmtpServer.Start();
        var transport = To(server);
        await transport.SendAsync(Letters.Plain, Cancel);

        await transport.DisposeAsync();

        await server.WaitForCommandAsync("QUIT", Cancel);
    }

    [Fact]
    public async Task All_bytes_go_through_the_one_door()
    {
        var dialled = new List<(string, int)>();
        await using var transport = new SmtpTransport(SmtpSettings.Parse("smtps://mail.example"), TimeProvider.System,
            (host, port, _) =>
            {
                dialled.Add((host, port));
                throw new IOException("the network is down");
            });

        var outcome = await transport.SendAsync(Letters.Plain, Cancel);

        Assert.Equal(SendPhase.Connect, Assert.IsType<SendOutcome.Deferred>(outcome).Phase);
        Assert.Equal([("mail.example", 465)], dialled);
    }

    private static SmtpTransport To(FakeSmtpServer server, Func<SmtpSettings, SmtpSettings>? change = null,
        TimeProvider? time = null) =>
        new((change ?? (s => s))(SmtpSettings.Parse(server.Url)), time ?? TimeProvider.System);

    private sealed class SteppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
