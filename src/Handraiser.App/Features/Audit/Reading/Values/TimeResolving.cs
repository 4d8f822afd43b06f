using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;
using NodaTime;
using NodaTime.TimeZones;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>A question that only whoever made the export can answer.</summary>
public sealed record Question(string Table, string File, string Column, string Example)
{
    public override string ToString() => $"{File}: column '{Column}' has dates such as {Example}, of which nothing tells whether the day or the "
        + $"month comes first. Say it with --map: {Table}: {{ dates: dmy }} or {{ dates: mdy }}.";
}

/// <summary>How the dates of one column were understood.</summary>
public sealed record TimeUse(string Table, string File, string Column, DateForms Forms, string Order, bool DateOnly, string DateOnlyBecause,
    long Unreadable, long InOtherOrder, long InGap, long InOverlap);

/// <summary>The times of one column of one file, as instants.</summary>
internal sealed record ResolvedTimes(long[] At, bool[] DateOnly);

/// <summary>Makes instants of the dates of a file once the order of day and month and the zone are known.</summary>
internal sealed class TimeResolving(DateTimeZone zone, ExportMap map)
{
    public List<Question> Questions { get; } = [];

    public List<TimeUse> Uses { get; } = [];

    public Dictionary<string, ResolvedTimes> Resolve(ColumnMapping mapping, ParsedFile file)
    {
        var told = mapping.Table switch
        {
            TableKind.Leads => map.Leads, TableKind.Activities => map.Activities, TableKind.Deals => map.Deals, _ => map.Costs,
        };
        var columns = file.Plan.Where(one => file.Parts<TimePart>(one.Field).Any()).Select(one => (one.Field, one.Column,
            Evidence: Sum(file.Parts<TimePart>(one.Field)))).ToList();
        var resolved = new Dictionary<string, ResolvedTimes>();
        foreach (var (field, column, evidence) in columns)
        {
            var (dayFirst, because) = Order(evidence, told.DayFirst ?? map.DayFirst, columns.Select(one => one.Evidence));
            if (dayFirst is null)
            {
                Questions.Add(new Question(mapping.Table.ToString().ToLowerInvariant(), file.Path, mapping.Header[column],
                    evidence.EitherExample ?? ""));
            }
            var order = evidence.Either + evidence.DayMustBeFirst + evidence.MonthMustBeFirst == 0 || dayFirst is null ? ""
                : $"{(dayFirst.Value ? "day" : "month")} first: {because}";
            var times = Instants([.. file.Parts<TimePart>(field)], file.Rows, dayFirst ?? true, evidence, out var gap, out var overlap);
            var use = new TimeUse(mapping.Table.ToString().ToLowerInvariant(), file.Path, mapping.Header[column], evidence.Forms, order,
                evidence.IsDateOnly, evidence.IsDateOnly ? evidence.DateOnlyBecause : "", evidence.Unreadable, evidence.InOtherOrder, gap, overlap);
            if (!Uses.Any(one => one.File == use.File && one.Column == use.Column && one.Table == use.Table)) Uses.Add(use);
            resolved[field] = times;
        }
        return resolved;
    }

    static (bool? DayFirst, string Because) Order(TimeEvidence own, bool? told, IEnumerable<TimeEvidence> all)
    {
        if (told is not null) return (told, "the map says so");
        if (own.DayFirst(out var because) is { } known) return (known, because);
        var others = all.Where(one => one != own && one.DayMustBeFirst + one.MonthMustBeFirst > 0).Select(one =>
            one.DayFirst(out _)).Distinct().ToList();
        return others is [{ } agreed] ? (agreed, "other columns of the file are") : (null, "");
    }

    static TimeEvidence Sum(IEnumerable<TimePart> parts)
    {
        var sum = new TimeEvidence();
        foreach (var part in parts) sum.Merge(part.Evidence);
        return sum;
    }

    ResolvedTimes Instants(TimePart[] parts, int rows, bool dayFirst, TimeEvidence evidence, out long gap, out long overlap)
    {
        var (at, dateOnly) = (new long[rows], new bool[rows]);
        var firsts = new int[parts.Length];
        for (var i = 1; i < parts.Length; i++) firsts[i] = firsts[i - 1] + parts[i - 1].Times.Count;
        var wholeDays = evidence.IsDateOnly;
        long gaps = 0, overlaps = 0;
        Parallel.For(0, parts.Length, i =>
        {
            var clock = new ZoneClock(zone);
            var row = firsts[i];
            foreach (var packed in CollectionsMarshal.AsSpan(parts[i].Times))
            {
                var time = new ReadTime(packed);
                var micros = time.Micros(dayFirst);
                at[row] = micros is not { } known ? Unknown.Time : time.Kind == ReadTime.Kinds.Instant ? known : clock.Instant(known);
                dateOnly[row++] = wholeDays || !time.HasTime;
            }
            parts[i].Times.Clear();
            parts[i].Times.TrimExcess();
            Interlocked.Add(ref gaps, clock.InGap);
            Interlocked.Add(ref overlaps, clock.InOverlap);
        });
        (gap, overlap) = (gaps, overlaps);
        return new ResolvedTimes(at, dateOnly);
    }

    /// <summary>
    /// The zone, remembering where it was. A time that the clocks skipped stands for the same moment later; one that came
    /// twice for the first.
    /// </summary>
    sealed class ZoneClock(DateTimeZone zone)
    {
        const long Day = 86_400_000_000;
        static readonly ZoneLocalMappingResolver Lenient = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);
        long from, to, offset;

        public long InGap { get; private set; }
        public long InOverlap { get; private set; }

        [MethodImpl(RowLoop.Fast)]
        public long Instant(long local)
        {
            if (local >= from && local < to) return local - offset;
            var mapping = zone.MapLocal(NodaTime.Instant.FromUnixTimeTicks(local * 10).InUtc().LocalDateTime);
            if (mapping.Count == 0) InGap++;
            if (mapping.Count == 2) InOverlap++;
            var known = mapping.EarlyInterval;
            (from, to) = (known.HasStart ? Moment.Of(known.Start) + 2 * Day : long.MinValue / 2, known.HasEnd
                ? Moment.Of(known.End) - 2 * Day : long.MaxValue / 2);
            offset = known.WallOffset.Ticks / 10;
            return Moment.Of(Lenient(mapping).ToInstant());
        }
    }
}
