using Handraiser.Core.Proof;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>Reads what <c>--compare</c> asks for.</summary>
internal static class CompareAsk
{
    static readonly YearMonthPattern Month = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");

    /// <summary>Two periods, such as 2026-01..2026-03,2026-04..2026-06 or 2026-01,2026-02, or two teams of the history.
    /// </summary>
    public static (ComparedParts? Parts, string? Problem) Read(string text, History history)
    {
        if (text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is not [var first, var second])
            return (null, "--compare takes two periods or two teams with a comma between them, such as 2026-01..2026-03,2026-04..2026-06.");
        if (Period(first) is { } one && Period(second) is { } two) return one.From <= two.To && two.From <= one.To
            ? (null, "--compare: the two periods overlap.") : (ComparedParts.Periods(first, one, second, two), null);
        var teams = history.Leads.Team.Words;
        if (new[] { first, second }.FirstOrDefault(name => !teams.Contains(name)) is not { } stranger)
            return first == second ? (null, "--compare: name two different teams.") : (ComparedParts.Teams(first, second), null);
        return (null, $"--compare: {stranger} is neither a period (2026-01..2026-03) nor a team of the leads. "
            + (teams.Count == 0 ? "The leads name no teams." : "The teams are " + string.Join(", ", teams.Take(20)) + "."));
    }

    static (LocalDate From, LocalDate To)? Period(string text)
    {
        var ends = text.Split("..");
        return ends.Length <= 2 && Day(ends[0], last: false) is { } from && Day(ends[^1], last: true) is { } to && from <= to ? (from, to) : null;
    }

    static LocalDate? Day(string text, bool last)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value;
        if (Month.Parse(text) is not { Success: true, Value: var month }) return null;
        return last ? month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1) : month.OnDayOfMonth(1);
    }
}
