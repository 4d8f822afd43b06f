using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What a column's dates say about themselves; that of several pieces adds up.</summary>
internal sealed class TimeEvidence
{
    const int TimesKept = 64;
    readonly HashSet<long> timesOfDay = [];
    readonly HashSet<int> dates = [];
    long lastDay, lastMonth;
    int lastDate = int.MinValue;

    public long Known { get; private set; }
    public long Unreadable { get; set; }
    public long WithTime { get; private set; }
    public long InFirstHour { get; private set; }
    public long DayMustBeFirst { get; private set; }
    public long MonthMustBeFirst { get; private set; }

    /// <summary>Dates that can only be read in the order that fewer of the column have.</summary>
    public long InOtherOrder => Math.Min(DayMustBeFirst, MonthMustBeFirst);

    public long Either { get; private set; }
    public string? EitherExample { get; private set; }
    public DateForms Forms { get; private set; }
    long fallsIfDayFirst, fallsIfMonthFirst, steps;

    [MethodImpl(RowLoop.Fast)]
    public void Add(ReadTime time, DateForms forms, ReadOnlySpan<byte> text)
    {
        Known++;
        Forms |= forms;
        if ((forms & DateForms.DayFirst) != 0) DayMustBeFirst++;
        if ((forms & DateForms.MonthFirst) != 0) MonthMustBeFirst++;
        if (time.Kind == ReadTime.Kinds.EitherFirst)
        {
            Either++;
            EitherExample ??= System.Text.Encoding.UTF8.GetString(text);
        }
        if (time.HasTime) WithTime++;
        var byDay = time.Micros(true) ?? 0;
        if (byDay == 0) return;
        Clock(time, byDay);
        if ((forms & (DateForms.EitherFirst | DateForms.DayFirst | DateForms.MonthFirst)) != 0) Step(byDay, time.Micros(false) ?? byDay);
    }

    public void Merge(TimeEvidence other)
    {
        Known += other.Known;
        Unreadable += other.Unreadable;
        WithTime += other.WithTime;
        InFirstHour += other.InFirstHour;
        DayMustBeFirst += other.DayMustBeFirst;
        MonthMustBeFirst += other.MonthMustBeFirst;
        Either += other.Either;
        EitherExample ??= other.EitherExample;
        Forms |= other.Forms;
        fallsIfDayFirst += other.fallsIfDayFirst;
        fallsIfMonthFirst += other.fallsIfMonthFirst;
        steps += other.steps;
        timesOfDay.UnionWith(other.timesOfDay);
        dates.UnionWith(other.dates);
    }

    /// <summary>
    /// The column holds dates only, whatever it shows: no times, one and the same time of day on many dates, or never a
    /// time outside the hour after midnight.
    /// </summary>
    public bool IsDateOnly => Known > 0 && (WithTime == 0
        || (dates.Count >= 5 && timesOfDay.Count == 1)
        || (Known >= 20 && dates.Count >= 5 && InFirstHour == WithTime && timesOfDay.Count < TimesKept));

    public string DateOnlyBecause => WithTime == 0 ? "no time of day is written"
        : timesOfDay.Count == 1 ? "every row has the same time of day" : "every time lies in the hour after midnight";

    /// <summary>True when the day comes first, false when the month does, null when nothing tells.</summary>
    public bool? DayFirst(out string because)
    {
        because = "";
        if (DayMustBeFirst + MonthMustBeFirst > 0)
        {
            var day = DayMustBeFirst >= MonthMustBeFirst;
            var (more, fewer) = day ? (DayMustBeFirst, MonthMustBeFirst) : (MonthMustBeFirst, DayMustBeFirst);
            because = $"{more} have a day above 12 {(day ? "first" : "second")}";
            return fewer * 50 > more ? null : day;
        }
        if (Either == 0) return true;
        if (steps < 20) return null;
        var (ordered, other) = (Math.Min(fallsIfDayFirst, steps - fallsIfDayFirst), Math.Min(fallsIfMonthFirst, steps - fallsIfMonthFirst));
        because = "the rows are then in order";
        if (ordered * 200 <= steps && other >= 2 + 10 * ordered) return true;
        return other * 200 <= steps && ordered >= 2 + 10 * other ? false : null;
    }

    [MethodImpl(RowLoop.Fast)]
    void Clock(ReadTime time, long micros)
    {
        const long day = 86_400_000_000;
        var ofDay = (micros % day + day) % day;
        if (time.HasTime && ofDay < day / 24) InFirstHour++;
        if (timesOfDay.Count < TimesKept) timesOfDay.Add(ofDay);
        var date = (int)(micros / day);
        if (date == lastDate || dates.Count >= TimesKept) return;
        lastDate = date;
        dates.Add(date);
    }

    void Step(long byDay, long byMonth)
    {
        if (lastDay != 0)
        {
            // Equal neighbours say nothing.
            if (byDay != lastDay) steps++;
            if (byDay < lastDay) fallsIfDayFirst++;
            if (byMonth < lastMonth) fallsIfMonthFirst++;
        }
        (lastDay, lastMonth) = (byDay, byMonth);
    }
}
