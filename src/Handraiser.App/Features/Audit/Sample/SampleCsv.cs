using System.Buffers;
using System.Buffers.Text;
using System.Text;
using NodaTime;

namespace Handraiser.App.Features.Audit;

/// <summary>Writes one table of the invented export: UTF-8, commas, a line feed at the end of a row.</summary>
internal sealed class SampleCsv : IDisposable
{
    const int Size = 1 << 20, LongestField = 1_024;
    const int SecondsPerDay = 86_400;
    static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    readonly byte[] buffer = new byte[Size];
    readonly FileStream file;
    readonly DateTimeZone zone;
    readonly byte[] date = new byte[10];
    readonly byte[] offset = new byte[6];
    long offsetFrom = long.MaxValue;
    long offsetTo = long.MinValue;
    int offsetSeconds;
    long dateOf = long.MinValue;
    int used;
    bool started;

    public SampleCsv(string folder, string name, DateTimeZone zone, params ReadOnlySpan<string> header)
    {
        this.zone = zone;
        file = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (var column in header) Text(column);
        End();
    }

    public int Rows { get; private set; } = -1;

    public void Text(string? text)
    {
        Begin();
        if (text is null) return;
        if (text.AsSpan().ContainsAny(NeedsQuotes)) text = '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        if (Encoding.UTF8.GetMaxByteCount(text.Length) > LongestField) throw new ArgumentException("A field is too long.", nameof(text));
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    public void Number(double? number)
    {
        Begin();
        if (number is not { } known) return;
        Utf8Formatter.TryFormat(known, buffer.AsSpan(used), out var written);
        used += written;
    }

    /// <summary>A time to the second with the zone's offset, such as 2025-03-04T10:22:31+01:00.</summary>
    public void Time(Instant? at)
    {
        Begin();
        if (at is not { } known) return;
        var seconds = known.ToUnixTimeSeconds();
        if (seconds < offsetFrom || seconds >= offsetTo) FindOffset(known);
        var local = seconds + offsetSeconds;
        var day = Math.DivRem(local, SecondsPerDay, out var ofDay);
        if (day != dateOf) FindDate(day);
        var span = buffer.AsSpan(used, 25);
        date.CopyTo(span);
        span[10] = (byte)'T';
        Two(span[11..], (int)(ofDay / 3_600));
        span[13] = (byte)':';
        Two(span[14..], (int)(ofDay / 60 % 60));
        span[16] = (byte)':';
        Two(span[17..], (int)(ofDay % 60));
        offset.CopyTo(span[19..]);
        used += span.Length;
    }

    public void Date(LocalDate day)
    {
        Begin();
        FindDate(Period.DaysBetween(new LocalDate(1970, 1, 1), day));
        date.CopyTo(buffer.AsSpan(used));
        used += date.Length;
    }

    public void End()
    {
        buffer[used++] = (byte)'\n';
        started = false;
        Rows++;
    }

    public void Dispose()
    {
        file.Write(buffer, 0, used);
        used = 0;
        file.Dispose();
    }

    void Begin()
    {
        if (Size - used < LongestField + 2)
        {
            file.Write(buffer, 0, used);
            used = 0;
        }
        if (started) buffer[used++] = (byte)',';
        started = true;
    }

    void FindOffset(Instant at)
    {
        var interval = zone.GetZoneInterval(at);
        offsetFrom = interval.HasStart ? interval.Start.ToUnixTimeSeconds() : long.MinValue;
        offsetTo = interval.HasEnd ? interval.End.ToUnixTimeSeconds() : long.MaxValue;
        offsetSeconds = interval.WallOffset.Seconds;
        var minutes = Math.Abs(offsetSeconds) / 60;
        offset[0] = (byte)(offsetSeconds < 0 ? '-' : '+');
        Two(offset.AsSpan(1), minutes / 60);
        offset[3] = (byte)':';
        Two(offset.AsSpan(4), minutes % 60);
    }

    void FindDate(long day)
    {
        dateOf = day;
        var local = new LocalDate(1970, 1, 1).PlusDays((int)day);
        Two(date, local.Year / 100);
        Two(date.AsSpan(2), local.Year % 100);
        date[4] = date[7] = (byte)'-';
        Two(date.AsSpan(5), local.Month);
        Two(date.AsSpan(8), local.Day);
    }

    static void Two(Span<byte> into, int number) =>
        (into[0], into[1]) = ((byte)('0' + (number / 10)), (byte)('0' + (number % 10)));
}
