namespace Handraiser.Core.Statistics;

/// <summary>
/// The partial likelihood of discrete times: the events against every other choice of as many among those waiting. The
/// sum over all choices is an elementary symmetric polynomial, and takes each row by one step of a recursion.
/// </summary>
internal sealed class CoxExact : CoxLikelihood
{
    readonly int most;
    readonly double[] sums;
    readonly double[,] firsts;
    readonly double[,,] seconds;

    public CoxExact(CoxTable table) : base(table)
    {
        if (table.Start.Length > 0)
            throw new ArgumentException("The exact likelihood takes rows that are all there from the beginning.");
        most = table.Order.Segments.Max(segment => MostTied(segment.From, segment.To));
        (sums, firsts) = (new double[most + 1], new double[most + 1, Width]);
        seconds = new double[most + 1, Width, Width];
    }

    public override void Evaluate(ReadOnlySpan<double> beta)
    {
        Begin();
        foreach (var (from, to) in Table.Order.Segments) Walk(from, to, beta);
        Mirror();
    }

    void Walk(int from, int to, ReadOnlySpan<double> beta)
    {
        Array.Clear(sums);
        Array.Clear(firsts);
        Array.Clear(seconds);
        sums[0] = 1;
        // Divided by the number of rows, the polynomials stay within what a double can hold.
        double count = to - from;
        for (var i = to - 1; i >= from;)
        {
            var time = Table.Stop[i];
            var events = 0;
            for (; i >= from && Table.Stop[i] == time; i--)
            {
                var along = Along(beta, i);
                Come(i, Math.Exp(along) / count);
                if (!Table.Happened[i]) continue;
                events++;
                Value += along - Math.Log(count);
                for (var a = 0; a < Width; a++) Gradient[a] += Table.X[(i * Width) + a];
            }
            if (events > 0) Count(events);
        }
    }

    void Come(int row, double hazard)
    {
        var x = Table.X.AsSpan(row * Width, Width);
        for (var k = most; k > 0; k--)
        {
            for (var a = 0; a < Width; a++)
                for (var b = 0; b <= a; b++)
                    seconds[k, a, b] += hazard * (seconds[k - 1, a, b] + (x[a] * firsts[k - 1, b])
                        + (x[b] * firsts[k - 1, a]) + (x[a] * x[b] * sums[k - 1]));
            for (var a = 0; a < Width; a++)
                firsts[k, a] += hazard * (firsts[k - 1, a] + (x[a] * sums[k - 1]));
            sums[k] += hazard * sums[k - 1];
        }
    }

    void Count(int events)
    {
        var sum = sums[events];
        Value -= Math.Log(sum);
        for (var a = 0; a < Width; a++)
        {
            Gradient[a] -= firsts[events, a] / sum;
            for (var b = 0; b <= a; b++)
                Information[a, b] += (seconds[events, a, b] / sum)
                    - (firsts[events, a] / sum * (firsts[events, b] / sum));
        }
    }

    int MostTied(int from, int to)
    {
        var (found, tied) = (0, 0);
        for (var i = from; i < to; i++)
        {
            if (i > from && Table.Stop[i] != Table.Stop[i - 1]) tied = 0;
            if (Table.Happened[i]) found = Math.Max(found, ++tied);
        }
        return found;
    }
}
