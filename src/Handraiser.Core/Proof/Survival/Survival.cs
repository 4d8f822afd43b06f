namespace Handraiser.Core.Proof;

/// <summary>The section "survival" of a report: waits with those in it who were never answered.</summary>
/// <param name="AsLogged">All touches as the records claim.</param>
/// <param name="Trusted">Without the touches that the trust section distrusts.</param>
/// <param name="Comparisons">First attempt as logged, compared between groups.</param>
/// <param name="Hbr">The share that still waited in the published audit of 2,241 companies, to draw beside the curve;
/// see <see cref="HbrComparison"/> for what it counts.</param>
public sealed record Survival(WaitCurves AsLogged, WaitCurves Trusted, WaitComparison[] Comparisons, CurvePoint[] Hbr)
{
    public static Survival Of(Answers asLogged, Answers trusted)
    {
        var (history, leads) = (asLogged.History, asLogged.History.Leads);
        var attempts = WaitRows.Of(history, asLogged.Attempt);
        var logged = new WaitCurves(WaitCurve.Of(attempts), WaitCurve.Of(WaitRows.Of(history, asLogged.Contact)));
        var kept = ReferenceEquals(asLogged, trusted) ? logged : new WaitCurves(
            WaitCurve.Of(WaitRows.Of(history, trusted.Attempt)), WaitCurve.Of(WaitRows.Of(history, trusted.Contact)));
        var teams = Grouping.Of(leads.Team, WaitComparison.MostGroups);
        WaitComparison?[] comparisons =
        [
            WaitComparison.Of("source", attempts, leads, Grouping.Of(leads.Source, WaitComparison.MostGroups), true),
            WaitComparison.Of("kind", attempts, leads, Grouping.Of(leads.Kind, WaitComparison.MostGroups), true),
            // A rep is not a cluster within himself.
            teams.Named > 1 ? WaitComparison.Of("team", attempts, leads, teams, true)
                : WaitComparison.Of("owner", attempts, leads,
                    Grouping.Of(leads.Owner, WaitComparison.MostGroups), false),
        ];
        return new(logged, kept, [.. comparisons.OfType<WaitComparison>()],
            [new(0, 1, null, null), new(1, 0.63, null, null), new(24, 0.47, null, null), new(720, 0.23, null, null)]);
    }
}

/// <summary>The waits for both milestones.</summary>
public sealed record WaitCurves(WaitCurve Attempt, WaitCurve Contact);
