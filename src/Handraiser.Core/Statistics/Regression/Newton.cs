namespace Handraiser.Core.Statistics.Regression;

/// <summary>The maximum of a likelihood, with or without a ridge.</summary>
static class Newton
{
    const double Small = 1e-9;

    /// <summary>A separated likelihood rises for ever by steps of about one; any other is done long before.</summary>
    const int Most = 25;

    /// <summary>By now all but separated columns have come to rest.</summary>
    const int Settled = 10;

    /// <summary>A gain in log likelihood that no figure shows.</summary>
    const double Nothing = 1e-6;

    public static LogisticAnswer Search(LogisticTask task, double[]? start)
    {
        var ridge = Penalty(task);
        var here = start ?? Null(task);
        var state = At(task, here, ridge);
        var factor = Cholesky.Of(state.Information);
        var dropped = factor.Dropped;
        var gives = task.Options.Firth == FirthUse.Never;
        for (var iteration = 1; ; iteration++)
        {
            var step = factor.Solve(state.Gradient);
            var longest = step.Max(Math.Abs);
            if (longest <= Small * Math.Max(1, here.Max(Math.Abs)))
            {
                for (var j = 0; j < here.Length; j++) here[j] += step[j];
                return new(here, factor, state.LogLikelihood, iteration, true, []);
            }
            if (iteration > Most || (gives && iteration > Settled && Gain(step, state.Gradient) < Nothing))
            {
                return new(here, factor, state.LogLikelihood, iteration, false, Moving(task.Design, step, longest));
            }
            var (next, reached) = Advance(task, here, step, state, ridge);
            var following = Cholesky.Of(reached.Information, dropped);
            if (following is null)
            {
                return new(here, factor, state.LogLikelihood, iteration, false, Moving(task.Design, step, longest));
            }
            (here, state, factor) = (next, reached, following);
        }
    }

    readonly record struct State(double[,] Information, double[] Gradient, double LogLikelihood, double Goal);

    static (double[] Place, State State) Advance(
        LogisticTask task, double[] here, double[] step, State state, double[] ridge)
    {
        var scale = 1.0;
        while (true)
        {
            var next = new double[here.Length];
            for (var j = 0; j < next.Length; j++) next[j] = here[j] + (scale * step[j]);
            var reached = At(task, next, ridge);
            if (reached.Goal >= state.Goal - (1e-9 * Math.Abs(state.Goal)) || scale < 1e-3) return (next, reached);
            scale /= 2;
        }
    }

    static State At(LogisticTask task, double[] inner, double[] ridge)
    {
        var (information, gradient, likelihood) = task.At(inner);
        var goal = likelihood;
        for (var j = 0; j < ridge.Length; j++)
        {
            information[j, j] += ridge[j];
            gradient[j] -= ridge[j] * inner[j];
            goal -= ridge[j] * inner[j] * inner[j] / 2;
        }
        return new(information, gradient, likelihood, goal);
    }

    /// <summary>What each inner coefficient's square is multiplied by.</summary>
    static double[] Penalty(LogisticTask task)
    {
        var penalty = new double[task.Design.Width];
        if (task.Options.Ridge == 0) return penalty;
        var spread = Lasso.Spreads(task);
        for (var j = 1; j < penalty.Length; j++)
        {
            penalty[j] = task.Options.Ridge * task.Total * spread[j] * spread[j];
        }
        return penalty;
    }

    internal static double[] Null(LogisticTask task)
    {
        var start = new double[task.Design.Width];
        var share = Math.Clamp(task.Events / task.Total, 1e-6, 1 - 1e-6);
        if (task.Options.Offset is null) start[0] = Math.Log(share / (1 - share));
        return start;
    }

    static double Gain(double[] step, double[] gradient)
    {
        var sum = 0.0;
        for (var j = 0; j < step.Length; j++) sum += step[j] * gradient[j];
        return sum / 2;
    }

    static List<string> Moving(Design design, double[] step, double longest) =>
        [.. design.Names.Where((_, j) => j > 0 && Math.Abs(step[j]) >= longest / 10)];
}
