using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Statistics.Regression;
using NodaTime.Text;

namespace Handraiser.Core.Proof;

/// <summary>Learns from the earlier leads who becomes a customer, and tests it on the later ones.</summary>
public static class Customers
{
    /// <summary>The fewest wins, and the fewest others, that are learnt from.</summary>
    public const int LeastLearnt = 30;

    /// <summary>The fewest wins among the later leads.</summary>
    public const int LeastTested = 10;

    const int RareWins = 10;
    const int MostLearnt = 200_000;
    static readonly LocalDatePattern Iso = LocalDatePattern.Iso;

    /// <summary>The order of the rows changes nothing.</summary>
    public static CustomersReport Of(History history)
    {
        var cases = CustomerCases.Of(history);
        var rejected = new List<RejectedFeature>();
        if (TooFew(cases) is { } reason) return Nothing(cases, reason, rejected);
        var columns = CustomerColumns.Of(history, cases, rejected);
        if (columns.Count == 0) return Nothing(cases, "No column about the buyers may be read.", rejected);
        var learnt = cases.Sample(MostLearnt);
        var won = Array.ConvertAll(learnt, place => cases.Won[place]);
        var train = columns.Select(column => Part(column, learnt)).ToArray();
        var fit = Fit(train, won);
        var tested = Enumerable.Range(cases.Split, cases.Rows.Length - cases.Split).ToArray();
        var truth = Array.ConvertAll(tested, place => cases.Won[place]);
        var test = columns.Select(column => Part(column, tested)).ToArray();
        var model = Foretold.Of(Foresight.Of(fit.Predict(tested.Length, test), truth));
        var source = columns.FindIndex(column => column.Name == "source");
        var alone = source < 0 ? null
            : Foretold.Of(Foresight.Of(ShareOf(train[source], won, test[source]), truth));
        return new(true, null, cases.HorizonDays, cases.Rows.Length, cases.Won.LongCount(one => one), Learnt(cases),
            Day(history, history.Leads.RaisedAt[cases.Rows[cases.Split]]), Text(fit.Method),
            [.. columns.Select(column => Feature(column, cases, fit))], rejected,
            DecisionTree.Grow(won, train), model, alone, Beats(model, alone));
    }

    static string? TooFew(CustomerCases cases)
    {
        var wins = cases.Won.AsSpan(0, cases.Split).Count(true);
        var tested = cases.Won.AsSpan(cases.Split).Count(true);
        if (wins < LeastLearnt) return $"Too few wins: {wins} among the earlier leads, and {LeastLearnt} are needed.";
        if (cases.Split - wins < LeastLearnt) return "Too few leads that were not won.";
        return tested >= LeastTested ? null
            : $"Too few wins among the later leads: {tested}, and {LeastTested} are needed.";
    }

    static LogisticFit Fit(CategoryColumn[] columns, bool[] won)
    {
        var design = new Design(won.Length, columns);
        var outcome = NumericColumn.Of("won", won).Values;
        var wins = won.Count(one => one);
        // Firth's own prior is all the shrinking that rare wins need; else a normal one on standardised columns.
        return Logistic.Fit(design, outcome, wins < RareWins * design.Width
            ? new() { Firth = FirthUse.Always }
            : new() { Ridge = 1.0 / won.Length });
    }

    static CategoryColumn Part(CategoryColumn column, int[] places) =>
        column with { Codes = Array.ConvertAll(places, place => column.Codes[place]) };

    /// <summary>The share won of each level, half a win added to each side of all of them.</summary>
    static double[] ShareOf(CategoryColumn learnt, bool[] won, CategoryColumn tested)
    {
        var (all, wins) = (new double[learnt.Levels.Length], new double[learnt.Levels.Length]);
        for (var row = 0; row < won.Length; row++)
        {
            all[learnt.Codes[row]]++;
            if (won[row]) wins[learnt.Codes[row]]++;
        }
        return Array.ConvertAll(tested.Codes, level => (wins[level] + 0.5) / (all[level] + 1));
    }

    [MethodImpl(RowLoop.Fast)]
    static CustomerFeature Feature(CategoryColumn column, CustomerCases cases, LogisticFit fit)
    {
        var (all, won) = (new long[column.Levels.Length], new long[column.Levels.Length]);
        for (var place = 0; place < cases.Split; place++)
        {
            all[column.Codes[place]]++;
            if (cases.Won[place]) won[column.Codes[place]]++;
        }
        return new(column.Name, [.. column.Levels.Select((level, i) =>
        {
            var share = PrintedShare.From(won[i], all[i]);
            if (i == column.Reference) return new CustomerLevel(level, share, 1, 1, 1, true);
            var odds = fit[$"{column.Name}: {level}"];
            return new(level, share, Math.Exp(odds.Value), Math.Exp(odds.Low), Math.Exp(odds.High), false);
        })]);
    }

    static bool Beats(Foretold model, Foretold? source) => model.Brier < Math.Min(model.BaseBrier, source?.Brier ?? 1)
        && model.AreaLow > Math.Max(0.5, source?.Area ?? 0.5);

    static CustomersReport Nothing(CustomerCases cases, string reason, List<RejectedFeature> rejected) =>
        new(false, reason, cases.HorizonDays, cases.Rows.Length, cases.Won.LongCount(one => one), Learnt(cases), null,
            null, [], rejected, null, null, null, false);

    static PrintedShare Learnt(CustomerCases cases) =>
        PrintedShare.From(cases.Won.AsSpan(0, cases.Split).Count(true), cases.Split);

    static string Day(History history, long at) =>
        Iso.Format(Moment.At(at)!.Value.InZone(history.Zone).Date);

    static string Text(LogisticMethod method) => method == LogisticMethod.Firth ? "firth" : "ridge";
}
