namespace Handraiser.App.Platform.Mail;

/// <summary>
/// Hands letters to one mail server. A connection is kept for the next letter for a short while, because greeting,
/// encrypting and signing in cost more than the letter does.
/// </summary>
internal sealed class SmtpTransport : IMailTransport, IAsyncDisposable
{
    private const int IdleMax = 4;
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly List<(SmtpSession Session, DateTimeOffset Until)> idle = [];
    private readonly SmtpSettings settings;
    private readonly TimeProvider time;
    private readonly Dial dial;
    private readonly ITimer sweep;
    private bool isClosed;

    public SmtpTransport(SmtpSettings settings, TimeProvider time, Dial? dial = null)
    {
        (this.settings, this.time, this.dial) = (settings, time, dial ?? SmtpWire.DialTcpAsync);
        sweep = time.CreateTimer(_ => _ = CloseAsync(TakeExpired()), null, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    public async Task<SendOutcome> SendAsync(Letter letter, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var mail = LetterWriter.Write(letter);
        if (await TakeIdleAsync() is { } kept)
        {
            var (outcome, endedEarly) = await SendOverAsync(kept, kept.ResetAsync, letter, mail, cancel);
            if (!endedEarly)
            {
                return outcome;
            }
        }
        var fresh = new SmtpSession(settings, dial, time);
        return (await SendOverAsync(fresh, fresh.OpenAsync, letter, mail, cancel)).Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        List<SmtpSession> left;
        lock (gate)
        {
            isClosed = true;
            left = [.. idle.Select(kept => kept.Session)];
            idle.Clear();
        }
        await sweep.DisposeAsync();
        await CloseAsync(left);
    }

    private async Task<(SendOutcome Outcome, bool EndedEarly)> SendOverAsync(SmtpSession session,
        Func<CancellationToken, Task<SendOutcome?>> prepare, Letter letter, byte[] mail, CancellationToken cancel)
    {
        var isReady = false;
        try
        {
            var outcome = await prepare(cancel);
            isReady = outcome is null;
            return (outcome ?? await session.SendAsync(letter, mail, cancel), session.EndedEarly);
        }
        finally
        {
            if (!isReady || !session.IsUsable || !Keep(session))
            {
                await session.DisposeAsync();
            }
        }
    }

    private bool Keep(SmtpSession session)
    {
        lock (gate)
        {
            if (isClosed || idle.Count >= IdleMax)
            {
                return false;
            }
            idle.Add((session, time.GetUtcNow() + IdleFor));
            sweep.Change(IdleFor + TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>The connection that was used last, so that those in excess grow old.</summary>
    private async Task<SmtpSession?> TakeIdleAsync()
    {
        await CloseAsync(TakeExpired());
        lock (gate)
        {
            if (idle.Count == 0)
            {
                return null;
            }
            var (session, _) = idle[^1];
            idle.RemoveAt(idle.Count - 1);
            return session;
        }
    }

    private List<SmtpSession> TakeExpired()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            List<SmtpSession> expired = [.. idle.Where(kept => kept.Until <= now).Select(kept => kept.Session)];
            idle.RemoveAll(kept => kept.Until <= now);
            return expired;
        }
    }

    private static async Task CloseAsync(List<SmtpSession> sessions)
    {
        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }
    }
}
