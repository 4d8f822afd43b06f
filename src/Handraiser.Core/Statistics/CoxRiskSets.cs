using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>
/// The partial likelihood by one walk from the last time to the first: rows come into the sums at their stop and leave
/// them at their start, so each row is touched twice however many times there are.
/// </summary>
internal sealed class CoxRiskSets(CoxTable table, Ties ties) : CoxLikelihood(table)
{
    readonly double[] hazard = new double[table.Stop.Length];
    readonly CoxSums all = new(table.Width);
    readonly CoxSums tied = new(table.Width);
    readonly double[] mean = new double[table.Width];

    /// <summary>Is told of each row and each event on the walk when it is there.</summary>
    public CoxRobust? Robust { get; set; }

    /// <summary>Is told of each event on the walk when it is there.</summary>
    public CoxProportionality? Time { get; set; }

    [MethodImpl(RowLoop.Fast)]
    public override void Evaluate(ReadOnlySpan<double> beta)
    {
        Begin();
        for (var i = 0; i < hazard.Length; i++) hazard[i] = Along(beta, i);
        foreach (var (from, to) in Table.Order.Segments) Walk(from, to);
        Mirror();
    }

    [MethodImpl(RowLoop.Fast)]
    void Walk(int from, int to)
    {
        all.Clear();
        Robust?.Begin();
        var (left, present) = (to - 1, 0);
        for (var i = to - 1; i >= from;)
        {
            var time = Table.Stop[i];
            tied.Clear();
            var (last, events) = (i, 0);
            for (; i >= from && Table.Stop[i] == time; i--)
            {
                events += Come(i);
                present++;
            }
            if (events == 0) continue;
            for (; Table.Start.Length > 0 && left >= from && Table.Start[Row(left)] >= time; left--, present--)
                Go(Row(left));
            // Nothing is left of those who are gone, not even their rounding.
            if (Table.Start.Length > 0 && present == last - i) Recount(i + 1, last);
            Count(i + 1, last, events);
        }
        if (Robust is null) return;
        for (var place = Table.Start.Length == 0 ? to - 1 : left; place >= from; place--)
            Robust.Leave(Row(place), hazard[Row(place)]);
    }

    // In the order of entry where there is one; the order of stops does as well where all entered at the beginning.
    int Row(int place) => Table.Start.Length == 0 ? place : Table.Order.Entries[place];

    [MethodImpl(RowLoop.Fast)]
    int Come(int row)
    {
        var x = Table.X.AsSpan(row * Width, Width);
        var along = hazard[row];
        var risk = hazard[row] = Math.Exp(along);
        all.Add(risk, x);
        Robust?.Come(row, risk);
        if (!Table.Happened[row]) return 0;
        tied.Add(risk, x);
        Value += along;
        for (var a = 0; a < x.Length; a++) Gradient[a] += x[a];
        return 1;
    }

    void Go(int row)
    {
        all.Add(-hazard[row], Table.X.AsSpan(row * Width, Width));
        Robust?.Leave(row, hazard[row]);
    }

    void Recount(int first, int last)
    {
        all.Clear();
        for (var i = first; i <= last; i++) all.Add(hazard[i], Table.X.AsSpan(i * Width, Width));
    }

    [MethodImpl(RowLoop.Fast)]
    void Count(int first, int last, int events)
    {
        Robust?.BeginTime();
        Time?.BeginTime(first, last);
        var steps = ties == Ties.Efron ? events : 1;
        for (var k = 0; k < steps; k++)
        {
            // In Efron's way the tied events fade out of the sums one share after the other.
            double faded = (double)k / events, weight = (double)events / steps;
            var sum = all.S0 - (faded * tied.S0);
            Value -= weight * Math.Log(sum);
            for (int a = 0, at = 0; a < Width; a++)
            {
                mean[a] = (all.S1[a] - (faded * tied.S1[a])) / sum;
                Gradient[a] -= weight * mean[a];
                for (var b = 0; b <= a; b++, at++)
                {
                    var spread = ((all.S2[at] - (faded * tied.S2[at])) / sum) - (mean[a] * mean[b]);
                    Information[a, b] += weight * spread;
                    Time?.Spread(a, b, weight * spread);
                }
            }
            Robust?.Step(weight / sum, faded, mean);
            Time?.Mean(weight, mean);
        }
        Robust?.EndTime(first, last, events, hazard);
    }
}

/// <summary>Sums over those still waiting: of the hazard, of hazard times covariate, of hazard times two covariates
/// (the lower half, row by row).</summary>
internal sealed class CoxSums(int width)
{
    public double S0 { get; private set; }

    public double[] S1 { get; } = new double[width];

    public double[] S2 { get; } = new double[width * (width + 1) / 2];

    public void Clear()
    {
        S0 = 0;
        Array.Clear(S1);
        Array.Clear(S2);
    }

    [MethodImpl(RowLoop.Fast)]
    public void Add(double hazard, ReadOnlySpan<double> x)
    {
        var (s1, s2) = (S1, S2);
        S0 += hazard;
        for (int a = 0, at = 0; a < x.Length; a++)
        {
            var part = hazard * x[a];
            s1[a] += part;
            for (var b = 0; b <= a; b++, at++) s2[at] += part * x[b];
        }
    }
}
