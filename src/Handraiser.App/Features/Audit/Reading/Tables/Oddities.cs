using System.Runtime.CompilerServices;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Counts what is odd about the activities of an export, and about its dates.</summary>
internal static class Oddities
{
    const int LongSeconds = 8 * 3600;
    const int MonthSeconds = 28 * 86_400;

    // In the order of the counts of Tally.
    static readonly (string Name, string Column)[] Kinds =
    [
        ("calls-of-no-length", "lasted"), ("calls-of-negative-length", "lasted"), ("lasting-more-than-8-hours", "lasted"),
        ("lasting-months", "lasted"), ("started-after-it-was-logged", "at"), ("started-before-it-was-logged", "at"),
        ("before-the-lead-existed", "at"), ("orphan-activities", "lead"), ("no-time-of-day", "at"),
    ];

    public static void OfTouches(ReadingState state, TouchColumns touches, LeadColumns leads, Joins joins)
    {
        var (counts, firsts) = (new long[Kinds.Length], new int[Kinds.Length]);
        Tally(touches, leads, counts, firsts);
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            if (counts[kind] > 0) state.Note(Kinds[kind].Name, "activities", Kinds[kind].Column, counts[kind], Example(touches, firsts[kind]));
        }
        var all = joins.ById + joins.ByEmail + joins.ByPhone + joins.ByName + joins.Orphans;
        if (joins.Orphans * 2 > all) state.Note("few-activities-join", "activities", "lead", all - joins.Orphans, $"of {all}");
    }

    public static void OfDates(ReadingState state, LeadColumns leads)
    {
        state.Note("no-time-of-day", "leads", "raised", leads.DateOnly.Count(one => one), "these leads have no response time");
        foreach (var use in state.Times.Uses)
        {
            if (use.DateOnly) state.Note("column-of-dates-only", use.Table, use.Column, 1, use.DateOnlyBecause);
            state.Note("unreadable-dates", use.Table, use.Column, use.Unreadable, use.File);
            state.Note("dates-in-the-other-order", use.Table, use.Column, use.InOtherOrder, use.Order);
            state.Note("times-that-clocks-skipped", use.Table, use.Column, use.InGap, "taken for the same moment an hour later");
            state.Note("times-that-came-twice", use.Table, use.Column, use.InOverlap, "taken for the first of the two");
        }
        const DateForms written = ~(DateForms.Offset | DateForms.TwelveHours | DateForms.DayFirst | DateForms.MonthFirst | DateForms.EitherFirst);
        var forms = state.Times.Uses.Select(use => (Form: use.Forms & written, use.DateOnly)).Where(one => one.Form != 0).Distinct().ToList();
        if (forms.Count > 1)
        {
            state.Note("several-date-formats", "", "", forms.Count, string.Join("; ", state.Times.Uses.Where(use => use.Forms != 0)
                .DistinctBy(use => (use.Forms & written, use.DateOnly)).Select(use =>
                    $"{use.Column}: {use.Forms}{(use.DateOnly ? ", dates only" : "")}")));
        }
    }

    // One walk for all kinds: there are millions of rows.
    [MethodImpl(RowLoop.Fast)]
    static void Tally(TouchColumns touches, LeadColumns leads, long[] counts, int[] firsts)
    {
        for (var row = 0; row < touches.Count; row++)
        {
            var (at, logged, lasted, lead) = (touches.At[row], touches.LoggedAt[row], touches.Lasted[row], touches.Lead[row]);
            if (lasted == 0 && touches.Channel[row] == Channel.Call) Meet(0, row);
            if (lasted < Unknown.Seconds) Meet(1, row);
            if (lasted > LongSeconds) Meet(lasted < MonthSeconds ? 2 : 3, row);
            if (logged != Unknown.Time && at != logged) Meet(at > logged ? 4 : 5, row);
            if (lead >= 0 && at < leads.RaisedAt[lead]) Meet(6, row);
            if (lead < 0) Meet(7, row);
            if (touches.DateOnly[row]) Meet(8, row);
        }

        void Meet(int kind, int row)
        {
            if (counts[kind]++ == 0) firsts[kind] = row;
        }
    }

    static string Example(TouchColumns touches, int row)
    {
        var at = Moment.At(touches.At[row]) is { } when
            ? when.InUtc().ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "";
        var lasted = touches.Lasted[row] == Unknown.Seconds ? "" : $", {touches.Lasted[row]} s";
        return $"{touches.Id[row]} at {at}{lasted}";
    }
}
