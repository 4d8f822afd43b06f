namespace Handraiser.Core.Proof;

/// <summary>
/// What became of the leads that waited about as long: one row of the section "bands". Time zero is the request, those
/// who were never attempted are a row, and an outcome counts when it was reached within a fixed horizon from the
/// request. This describes and proves no effect: see how the sources differ from row to row.
/// </summary>
/// <param name="Band">The wait for the first attempt by the wall clock; an end belongs to the shorter wait. "date only"
/// holds those whose wait is not known, when there are any.</param>
/// <param name="Leads">All leads of the band.</param>
/// <param name="TooYoung">Leads whose horizon had not passed when the history ended: the outcomes are without them.
/// </param>
/// <param name="Undated">Outcomes that count although nobody dated them, nor any step that comes after them.</param>
/// <param name="Sources">How the band's leads are made up; the eight largest sources stand alone.</param>
public sealed record WaitBand(string Band, long Leads, long TooYoung, int HorizonDays, PrintedShare Contacted,
    PrintedShare Qualified, PrintedShare Met, PrintedShare Won, long Undated, MixPart[] Sources, MixPart[] Kinds);

/// <summary>The section "bands" of a report.</summary>
public static class Bands
{
    /// <summary>The names of the bands, shortest wait first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["<=5m", "5-30m", "30-60m", "1-4h", "4-24h", "1-3d", ">3d", "never", "date only"];

    static readonly long[] Ends =
    [
        5 * Micros.Minute, 30 * Micros.Minute, Micros.Hour, 4 * Micros.Hour, Micros.Day, 3 * Micros.Day, long.MaxValue,
    ];

    const int Never = 7;
    const int DateOnly = 8;
    const int MostGroups = 8;

    /// <param name="horizonDays">Within how many days from the request an outcome counts.</param>
    public static WaitBand[] Of(Answers answers, int horizonDays = 90)
    {
        var leads = answers.History.Leads;
        var (sources, kinds) = (Grouping.Of(leads.Source, MostGroups), Grouping.Of(leads.Kind, MostGroups));
        var counts = new BandCounts(answers, horizonDays, Names.Count, sources, kinds);
        for (var lead = 0; lead < leads.Count; lead++) counts.Add(lead, BandOf(answers.Attempt, lead));
        return [.. Enumerable.Range(0, Names.Count).Select(band => counts.Row(band, Names[band]))
            .Where((row, band) => band < DateOnly || row.Leads > 0)];
    }

    /// <summary>The place of a lead's band in <see cref="Names"/>.</summary>
    public static int BandOf(Waits attempt, int lead)
    {
        if (attempt.State[lead] != Answer.Timed) return attempt.State[lead] == Answer.Never ? Never : DateOnly;
        var band = 0;
        while (attempt.Wall[lead] > Ends[band]) band++;
        return band;
    }
}
