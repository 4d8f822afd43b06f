using System.Buffers;
using System.Buffers.Text;
using Handraiser.Core.Proof;
using NodaTime;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>
/// <c>leads.csv</c>: what the report computed for each lead, as logged, and what is flagged on it and on its touches.
/// Times are in UTC. An id that a spreadsheet would run as a formula starts with an apostrophe.
/// </summary>
internal sealed class LeadList(Answers answers, TrustMarks marks, Stream to)
{
    const int Full = 1 << 20, Room = 1 << 10;
    static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create(",\"\r\n"u8);
    static readonly byte[][] Flags = [.. TrustWords.All.Select(kind => System.Text.Encoding.UTF8.GetBytes(kind.Text()))];

    readonly byte[] buffer = new byte[Full];
    readonly LeadColumns leads = answers.History.Leads;
    int used;

    public static void Write(string path, Answers answers, TrustMarks marks)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Write(file, answers, marks);
    }

    public static void Write(Stream to, Answers answers, TrustMarks marks) => new LeadList(answers, marks, to).Write();

    void Write()
    {
        Plain("lead,raised_at,first_attempt_at,wait_minutes,working_minutes,first_contact_at,contact_minutes,attempts,band,flags\n"u8);
        for (var lead = 0; lead < leads.Count; lead++) Row(lead);
        Flush();
    }

    void Row(int lead)
    {
        var raised = leads.RaisedAt[lead];
        Id(leads.Id.Bytes(lead));
        if (used > Full - Room) Flush();
        Time(raised);
        Waited(answers.Attempt, lead, raised);
        Minutes(answers.Attempt.State[lead] == Answer.Timed ? answers.Attempt.Working[lead] : Unknown.Time);
        Waited(answers.Contact, lead, raised);
        buffer[used++] = (byte)',';
        Utf8Formatter.TryFormat(answers.Attempts[lead], buffer.AsSpan(used), out var written);
        used += written;
        buffer[used++] = (byte)',';
        used += System.Text.Encoding.UTF8.GetBytes(Bands.Names[Bands.BandOf(answers.Attempt, lead)], buffer.AsSpan(used));
        buffer[used++] = (byte)',';
        Flagged(lead);
        buffer[used++] = (byte)'\n';
    }

    void Waited(Waits waits, int lead, long raised)
    {
        var wait = waits.State[lead] == Answer.Timed ? waits.Wall[lead] : Unknown.Time;
        Time(wait == Unknown.Time ? Unknown.Time : raised + wait);
        Minutes(wait);
    }

    void Flagged(int lead)
    {
        var all = (int)marks.OfLead[lead];
        var first = answers.History.Touches.FirstOfLead;
        for (var touch = first[lead]; touch < first[lead + 1]; touch++) all |= (int)marks.OfTouch[touch];
        for (var left = all; left != 0; left &= left - 1)
        {
            if (left != all) buffer[used++] = (byte)' ';
            Plain(Flags[int.TrailingZeroCount(left)]);
        }
    }

    void Id(ReadOnlySpan<byte> id)
    {
        if (used + (2 * id.Length) + Room > Full) Flush();
        if (2 * id.Length > Full - Room) id = id[..((Full - Room) / 2)];
        var formula = id.Length > 0 && id[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r';
        var quoted = id.ContainsAny(NeedsQuotes);
        if (quoted) buffer[used++] = (byte)'"';
        if (formula) buffer[used++] = (byte)'\'';
        foreach (var one in id)
        {
            if (one == '"') buffer[used++] = one;
            buffer[used++] = one;
        }
        if (quoted) buffer[used++] = (byte)'"';
    }

    void Time(long at)
    {
        buffer[used++] = (byte)',';
        if (at == Unknown.Time) return;
        var time = Instant.FromUnixTimeTicks(at * 10).InUtc().LocalDateTime;
        Digits(time.Year, 4);
        buffer[used++] = (byte)'-';
        Digits(time.Month, 2);
        buffer[used++] = (byte)'-';
        Digits(time.Day, 2);
        buffer[used++] = (byte)'T';
        Digits(time.Hour, 2);
        buffer[used++] = (byte)':';
        Digits(time.Minute, 2);
        buffer[used++] = (byte)':';
        Digits(time.Second, 2);
        buffer[used++] = (byte)'Z';
    }

    void Digits(int value, int count)
    {
        for (var place = count - 1; place >= 0; place--, value /= 10) buffer[used + place] = (byte)('0' + (value % 10));
        used += count;
    }

    void Minutes(long wait)
    {
        buffer[used++] = (byte)',';
        if (wait == Unknown.Time) return;
        Utf8Formatter.TryFormat(Micros.ToMinutes(wait), buffer.AsSpan(used), out var written, new StandardFormat('F', 2));
        used += written;
    }

    void Plain(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
    }

    void Flush()
    {
        to.Write(buffer.AsSpan(0, used));
        used = 0;
    }
}
