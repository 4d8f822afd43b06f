using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using static Handraiser.App.Platform.Mail.SendOutcome;

namespace Handraiser.App.Platform.Mail;

/// <summary>
/// One connection to a mail server, from its banner through any number of letters. Each step answers null to go on,
/// or the outcome at which the sending ends.
/// </summary>
internal sealed class SmtpSession(SmtpSettings settings, Dial dial, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);

    private readonly SmtpWire wire = new(settings, time);
    private SmtpOffers offers = SmtpOffers.None;
    private bool isBroken;

    /// <summary>Whether the next letter may go over this connection.</summary>
    public bool IsUsable => !isBroken && wire.IsQuiet;

    /// <summary>Whether the connection ended before anything of the letter was given away.</summary>
    public bool EndedEarly => isBroken && wire.Phase <= SendPhase.Sender;

    public Task<SendOutcome?> OpenAsync(CancellationToken cancel) => GuardAsync(async () =>
    {
        await wire.ConnectAsync(dial, cancel);
        if (settings.Security == SmtpSecurity.Tls)
        {
            await wire.EncryptAsync(cancel);
        }
        var banner = await wire.ListenAsync(SendPhase.Banner, settings.Timeouts.Banner, cancel);
        return (banner.IsGood ? null : NotOurDay(banner, "does not take mail now"))
            ?? await HelloAsync(cancel)
            ?? await StartTlsAsync(cancel)
            ?? await SignInAsync(cancel);
    }, cancel);

    /// <summary>Clears what the letter before left behind; the answer shows that the line still stands.</summary>
    public Task<SendOutcome?> ResetAsync(CancellationToken cancel) => GuardAsync(async () =>
    {
        var reply = await wire.AskAsync(SendPhase.Hello, "RSET", SignOfLife, cancel);
        return reply.IsGood ? null : NotOurDay(reply, "does not go on");
    }, cancel);

    public async Task<SendOutcome> SendAsync(Letter letter, byte[] mail, CancellationToken cancel) =>
        (await GuardAsync(async () => CannotCarry(letter, mail)
            ?? await EnvelopeAsync(letter, mail, cancel)
            ?? await BodyAsync(mail, cancel), cancel))!;

    /// <summary>Takes leave if the server still listens.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
            await GuardAsync(async () =>
            {
                await wire.AskAsync(SendPhase.Hello, "QUIT", soon.Token);
                return null;
            }, CancellationToken.None);
        }
        await wire.DisposeAsync();
    }

    private async Task<SendOutcome?> HelloAsync(CancellationToken cancel)
    {
        var reply = await wire.AskAsync(SendPhase.Hello, $"EHLO {settings.Hello}", cancel);
        if (reply.IsGood)
        {
            offers = SmtpOffers.Read(reply);
            return null;
        }
        offers = SmtpOffers.None;
        reply = reply.IsPermanent ? await wire.AskAsync(SendPhase.Hello, $"HELO {settings.Hello}", cancel) : reply;
        return reply.IsGood ? null : NotOurDay(reply, "refuses our greeting; see helo= in the mail setting");
    }

    private async Task<SendOutcome?> StartTlsAsync(CancellationToken cancel)
    {
        if (settings.Security != SmtpSecurity.StartTls)
        {
            return null;
        }
        if (!offers.StartTls)
        {
            return new Deferred(SendPhase.Tls, null, $"{settings.Host} does not offer STARTTLS, and nothing is sent "
                + "unprotected. Use smtps:// if it is encrypted from the start; otherwise somebody may be between.",
                NeedsMending: true);
        }
        var reply = await wire.AskAsync(SendPhase.Tls, "STARTTLS", cancel);
        if (reply.Code != 220)
        {
            return NotOurDay(reply, "refuses STARTTLS");
        }
        await wire.EncryptAsync(cancel);
        // What was said in the clear counts no more (RFC 3207, 4.2).
        return await HelloAsync(cancel);
    }

    private async Task<SendOutcome?> SignInAsync(CancellationToken cancel)
    {
        if (settings is not { User: { } user, Password: { } password })
        {
            return null;
        }
        if (!wire.IsEncrypted && !settings.IsLoopback)
        {
            return new Deferred(SendPhase.SignIn, null,
                "The password is never sent unprotected; use tls=starttls or smtps://.", NeedsMending: true);
        }
        if (!offers.SignInPlain && !offers.SignInLogin)
        {
            return new Deferred(SendPhase.SignIn, null, $"{settings.Host} offers neither AUTH PLAIN nor AUTH LOGIN; "
                + "use the port for submission (587 or 465), or a setting without user and password.",
                NeedsMending: true);
        }
        var reply = offers.SignInPlain
            ? await wire.AskAsync(SendPhase.SignIn, $"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancel)
            : await LoginAsync(user, password, cancel);
        // The server's own words are left out: some repeat what they were given.
        return reply.IsGood ? null : new Deferred(SendPhase.SignIn, reply.Code,
            $"{settings.Host} does not accept the user and password ({reply.Code} {reply.Enhanced}".TrimEnd() + ")",
            reply.IsPermanent);
    }

    private async Task<SmtpReply> LoginAsync(string user, string password, CancellationToken cancel)
    {
        var reply = await wire.AskAsync(SendPhase.SignIn, "AUTH LOGIN", cancel);
        foreach (var answer in (string[])[user, password])
        {
            reply = reply.Code == 334 ? await wire.AskAsync(SendPhase.SignIn, Base64(answer), cancel) : reply;
        }
        return reply;
    }

    private Refused? CannotCarry(Letter letter, byte[] mail) =>
        letter.NeedsSmtpUtf8 && !offers.Utf8
            ? new Refused(SendPhase.Sender, null, null,
                $"{settings.Host} does not offer SMTPUTF8, which an address outside ASCII needs.")
        : offers.SizeMax > 0 && mail.Length > offers.SizeMax
            ? new Refused(SendPhase.Sender, null, null,
                $"The mail has {mail.Length} octets; {settings.Host} takes {offers.SizeMax}.")
        : null;

    private async Task<SendOutcome?> EnvelopeAsync(Letter letter, byte[] mail, CancellationToken cancel)
    {
        var from = new StringBuilder($"MAIL FROM:<{(settings.From ?? letter.From).Address}>");
        from.Append(offers.SizeMax > 0 ? $" SIZE={mail.Length}" : "");
        from.Append(letter.NeedsSmtpUtf8 ? offers.EightBit ? " BODY=8BITMIME SMTPUTF8" : " SMTPUTF8" : "");
        var reply = await wire.AskAsync(SendPhase.Sender, from.ToString(), cancel);
        if (reply.IsGood)
        {
            reply = await wire.AskAsync(SendPhase.Recipient, $"RCPT TO:<{letter.To.Address}>", cancel);
        }
        if (reply.IsGood)
        {
            reply = await wire.AskAsync(SendPhase.Data, "DATA", settings.Timeouts.Data, cancel);
        }
        return wire.Phase == SendPhase.Data && reply.Code == 354 ? null
            : reply.Code is 530 or 538 ? NotOurDay(reply, "wants us to sign in or to encrypt first")
            : No(reply);
    }

    private async Task<SendOutcome?> BodyAsync(byte[] mail, CancellationToken cancel)
    {
        await wire.WriteBodyAsync(DotStuffing.Stuff(mail), cancel);
        var reply = await wire.EndBodyAsync(cancel);
        if (reply.IsGood)
        {
            return new Accepted(reply.ToString());
        }
        return reply.Code >= 400
            ? No(reply)
            : throw new SmtpProtocolException($"{reply.Code} is no answer to the end of a mail");
    }

    private SendOutcome No(SmtpReply reply)
    {
        // After 354 without a body, or anything else out of order, the two sides no longer agree where they are.
        isBroken |= reply.IsFarewell || reply.Code < 400;
        return reply.IsPermanent
            ? new Refused(wire.Phase, reply.Code, reply.Enhanced, reply.Text)
            : new Deferred(wire.Phase, reply.Code, reply.ToString());
    }

    private Deferred NotOurDay(SmtpReply reply, string what)
    {
        isBroken = true;
        return new Deferred(wire.Phase, reply.Code, $"{settings.Host} {what}: {reply}", reply.IsPermanent);
    }

    private async Task<SendOutcome?> GuardAsync(Func<Task<SendOutcome?>> run, CancellationToken cancel)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (wire.Phase == SendPhase.Reply)
        {
            isBroken = true;
            return new InDoubt($"The mail was sent whole, and then {Why(e, settings.Timeouts.Reply)}.");
        }
        catch (Exception e) when (IsWorld(e) && !(e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            isBroken = true;
            return new Deferred(wire.Phase, null, $"{settings.Host}, {wire.Phase}: {Why(e, null)}",
                e is AuthenticationException);
        }
        catch
        {
            isBroken = true;
            throw;
        }
    }

    private static bool IsWorld(Exception e) =>
        e is IOException or SocketException or AuthenticationException or OperationCanceledException;

    private static string Why(Exception e, TimeSpan? limit) => e switch
    {
        OperationCanceledException when limit is { } time => $"no reply came (we wait {time.TotalSeconds:0.#} s)",
        OperationCanceledException => "no answer came in time",
        AuthenticationException => "its certificate is not trusted or not for this host; mend it, or name the "
            + $"authority that signed it with ca=FILE ({e.Message})",
        _ => e.Message,
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
