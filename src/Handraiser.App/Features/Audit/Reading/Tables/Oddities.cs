using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Counts what is odd about the activities of an export, and about its dates.</summary>
internal static class Oddities
{
    const int LongSeconds = 8 * 3600;
    const int MonthSeconds = 28 * 86_400;

    public static void OfTouches(ReadingState state, TouchColumns touches, LeadColumns leads, Joins joins)
    {
        Count(state, touches, "calls-of-no-length", "lasted", row => touches.Channel[row] == Channel.Call && touches.Lasted[row] == 0);
        Count(state, touches, "calls-of-negative-length", "lasted", row => touches.Lasted[row] < Unknown.Seconds);
        Count(state, touches, "lasting-more-than-8-hours", "lasted", row => touches.Lasted[row] is > LongSeconds and < MonthSeconds);
        Count(state, touches, "lasting-months", "lasted", row => touches.Lasted[row] >= MonthSeconds);
        Count(state, touches, "started-after-it-was-logged", "at", row => touches.LoggedAt[row] != Unknown.Time
            && touches.At[row] > touches.LoggedAt[row]);
        Count(state, touches, "started-before-it-was-logged", "at", row => touches.LoggedAt[row] != Unknown.Time
            && touches.At[row] < touches.LoggedAt[row]);
        Count(state, touches, "before-the-lead-existed", "at", row => touches.Lead[row] >= 0 && touches.At[row] < leads.RaisedAt[touches.Lead[row]]);
        Count(state, touches, "orphan-activities", "lead", row => touches.Lead[row] < 0);
        Count(state, touches, "no-time-of-day", "at", row => touches.DateOnly[row]);
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

    static void Count(ReadingState state, TouchColumns touches, string kind, string column, Func<int, bool> odd)
    {
        var (count, first) = (0L, -1);
        for (var row = 0; row < touches.Count; row++)
        {
            if (!odd(row)) continue;
            count++;
            if (first < 0) first = row;
        }
        if (count == 0) return;
        var at = Moment.At(touches.At[first]) is { } when
            ? when.InUtc().ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "";
        state.Note(kind, "activities", column, count, $"{touches.Id[first]} at {at}, {touches.Lasted[first]} s");
    }
}
