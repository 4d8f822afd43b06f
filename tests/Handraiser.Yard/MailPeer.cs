using System.Text;
using System.Text.RegularExpressions;
using Handraiser.App.Platform.Mail;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>
/// The mail server outside. It takes letters over lines in memory, speaks real SMTP, and misbehaves at every phase: refuses,
/// defers, falls silent, breaks off, or takes a letter and never says so. It keeps what it took.
/// </summary>
internal sealed partial class MailPeer(World world)
{
    readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> asked = new(StringComparer.Ordinal);
    readonly List<MailLine> lines = [];

    public int Count => taken.Values.Sum();

    public async Task<Stream> DialAsync(Node node, CancellationToken cancel)
    {
        await node.TurnAsync();
        cancel.ThrowIfCancellationRequested();
        if (world.Faults.Fires(Fault.MailResets)) throw new IOException("Connection refused.");
        var line = new MailLine(world, node);
        lines.Add(line);
        return line;
    }

    /// <summary>A human said that a mail is to be sent once more, so it may come twice.</summary>
    public void Again(string key)
    {
        var id = MessageIds.For(key, "acme.example");
        asked[id] = asked.GetValueOrDefault(id) + 1;
    }

    public bool Has(string messageId) => taken.ContainsKey(messageId);

    public void Take(string letter)
    {
        var id = MessageId().Match(letter).Groups[1].Value;
        if (id.Length == 0)
        {
            world.Checks.Report("A mail came without a Message-ID.");
            return;
        }
        taken[id] = taken.GetValueOrDefault(id) + 1;
        world.Trace.Say(world.Now, "mail", $"takes {id[..9]}");
        if (world.Checks.IsLate(id)) world.Checks.Report($"The mail {id} was begun after its lead was closed.");
        if (taken[id] > 1 + asked.GetValueOrDefault(id)) world.Checks.Report($"The mail {id} was sent twice.");
    }

    /// <summary>A node is gone, and its lines with it.</summary>
    public void Drop(Node node) => lines.RemoveAll(line => line.Drop(node));

    [GeneratedRegex(@"^Message-ID:\s*(<[^>]+>)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex MessageId();
}

/// <summary>One line to the mail server, with the server's side of the talk.</summary>
internal sealed class MailLine : Stream
{
    readonly World world;
    readonly Node node;
    readonly Queue<byte> toClient = [];
    readonly StringBuilder fromClient = new();
    readonly StringBuilder letter = new();
    TaskCompletionSource? waiting;
    Instant heardBy = Template.Start;
    Instant saidBy = Template.Start;
    bool isLetter;
    bool isBroken;
    bool isSilent;
    bool isDropped;

    public MailLine(World world, Node node)
    {
        (this.world, this.node) = (world, node);
        Say("220 mail.example");
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public bool Drop(Node gone) => isDropped |= gone == node;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (toClient.Count == 0)
        {
            if (isBroken) throw new IOException("The connection was reset.");
            waiting = new TaskCompletionSource();
            await using var leave = cancellationToken.UnsafeRegister(_ => waiting.TrySetCanceled(cancellationToken), null);
            await waiting.Task;
        }
        var count = 0;
        while (count < buffer.Length && toClient.TryDequeue(out var one)) buffer.Span[count++] = one;
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await node.TurnAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (isBroken) throw new IOException("The connection was reset.");
        var text = Encoding.UTF8.GetString(buffer.Span);
        // It travels; whoever sent it may be gone when it arrives.
        world.At(heardBy = Next(heardBy), () => Hear(text));
    }

    void Hear(string text)
    {
        if (isBroken || isSilent) return;
        fromClient.Append(text);
        for (var all = fromClient.ToString(); all.IndexOf("\r\n", StringComparison.Ordinal) is >= 0 and var end; all = all[(end + 2)..])
        {
            if (isLetter) HearLetter(all[..end]);
            else Answer(all[..end]);
            fromClient.Remove(0, end + 2);
        }
    }

    void HearLetter(string line)
    {
        if (line != ".")
        {
            letter.Append(line).Append('\n');
            return;
        }
        isLetter = false;
        if (Misbehaves("554 not this one", "451 later")) return;
        world.Mail.Take(letter.ToString());
        if (world.Faults.Fires(Fault.MailReplyLost)) Break();
        else Say("250 taken");
    }

    void Answer(string command)
    {
        var verb = command.Split(' ', ':')[0].ToUpperInvariant();
        if (verb is not ("QUIT" or "RSET" or "EHLO" or "HELO") && Misbehaves("550 no", "450 later")) return;
        switch (verb)
        {
            case "EHLO":
                Say("250-mail.example");
                Say("250-8BITMIME");
                Say("250 SMTPUTF8");
                break;
            case "DATA":
                isLetter = true;
                letter.Clear();
                Say("354 go on");
                break;
            default:
                Say("250 ok");
                break;
        }
    }

    bool Misbehaves(string refusal, string deferral)
    {
        if (world.Faults.Fires(Fault.MailHangs)) isSilent = true;
        else if (world.Faults.Fires(Fault.MailResets)) Break();
        else if (world.Faults.Fires(Fault.MailRefused)) Say(refusal);
        else if (world.Faults.Fires(Fault.MailDeferred)) Say(deferral);
        else return false;
        return true;
    }

    // A line keeps the order of what goes over it.
    Instant Next(Instant last) => Instant.Max(last, world.Now + world.Moment());

    void Say(string line) => world.At(saidBy = Next(saidBy), () =>
    {
        foreach (var one in Encoding.ASCII.GetBytes(line + "\r\n")) toClient.Enqueue(one);
        waiting?.TrySetResult();
    });

    void Break()
    {
        isBroken = true;
        world.After(world.Moment(), () => waiting?.TrySetResult());
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
