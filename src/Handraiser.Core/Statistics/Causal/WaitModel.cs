using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// A logistic model of an outcome by wait: a smooth curve of log(1 + minutes), straight at its ends, and a level of its
/// own for rows that nobody answered. Where these all ended alike, as when nobody can be won whom nobody calls, they
/// need no model and do not shape it.
/// </summary>
sealed class WaitModel
{
    readonly CubicSpline spline;
    readonly OutcomeModel model;
    readonly int width;
    readonly bool someNever;
    readonly bool neverAlike;

    public WaitModel(Study study, int knots, LogisticOptions? options = null)
    {
        var waits = study.WaitMinutes ?? throw new ArgumentException("Waits are needed.");
        if (waits.Any(wait => !(wait >= 0))) throw new ArgumentException("A wait is at least 0 minutes.");
        Never = Array.ConvertAll(waits, double.IsPositiveInfinity);
        var logs = Array.ConvertAll(waits, wait => double.IsPositiveInfinity(wait) ? 0 : Math.Log(1 + wait));
        spline = CubicSpline.At([.. logs.Where((_, i) => !Never[i])], knots);
        var columns = spline.Columns("log wait", logs).ToList();
        someNever = Never.Contains(true);
        var ends = study.Outcome.Where((_, i) => Never[i]).Distinct().Take(2).ToList();
        neverAlike = ends.Count == 1;
        if (someNever && !neverAlike) columns.Add(NumericColumn.Of("never answered", Never));
        width = columns.Count;
        model = new OutcomeModel(study, columns, neverAlike ? Never : null, options);
    }

    public Study Study => model.Study;

    /// <summary>Of each row.</summary>
    public bool[] Never { get; }

    public IReadOnlyList<double> Knots => spline.Knots;

    /// <summary>The mean over all rows of the probability after one wait; 0 for rows not counted.</summary>
    public Influence If(double wait, bool[]? counted = null)
    {
        var setting = new double[width];
        spline.Expand(Math.Log(1 + wait), setting);
        return model.If(setting, counted);
    }

    /// <summary>If nobody had been answered; null when everybody was.</summary>
    public Influence? IfNever()
    {
        if (!someNever) return null;
        if (neverAlike) return new(Study.Outcome[Array.IndexOf(Never, true)], new double[Study.Rows]);
        var setting = new double[width];
        spline.Expand(0, setting);
        setting[^1] = 1;
        return model.If(setting);
    }

    /// <summary>By how much the mean over all rows would be higher if the counted ones had waited only so
    /// long.</summary>
    public Influence Forgone(double fast, bool[] counted)
    {
        if (!neverAlike) return If(fast, counted).Less(model.AsItWas(counted));
        var answered = new bool[counted.Length];
        var never = new bool[counted.Length];
        for (var i = 0; i < counted.Length; i++)
        {
            (answered[i], never[i]) = (counted[i] && !Never[i], counted[i] && Never[i]);
        }
        return If(fast, counted).Less(model.AsItWas(answered)).Less(OutcomeModel.Seen(Study, never));
    }

    public Coefficient Coefficient(string name) => model.Coefficient(name);

    /// <summary>The probability of each row with the wait that it had.</summary>
    public double[] AsItWas()
    {
        var rows = model.Probabilities();
        for (var i = 0; neverAlike && i < rows.Length; i++) if (Never[i]) rows[i] = Study.Outcome[i];
        return rows;
    }
}
