using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// The columns of a model beside each other: a constant, the numbers, then one column of 0 and 1 for each level of each
/// category but its reference. Nothing is copied: a category of forty levels costs one code a row and never forty
/// numbers, so a million rows fit in memory and in a second. Inside, numbers are centred and divided by their standard
/// deviation, which changes no result and keeps the arithmetic exact where columns are nearly alike.
/// </summary>
public sealed class Design
{
    readonly int[] narrow;

    /// <summary>At least the rows of one column; all columns have as many.</summary>
    /// <exception cref="ArgumentException">Columns differ in length or share a name, a number is missing or
    /// infinite, or
    /// a code has no level.</exception>
    public Design(int rows, params IReadOnlyList<Column> columns)
    {
        Rows = rows;
        Numbers = [.. columns.OfType<NumericColumn>()];
        Categories = [.. columns.OfType<CategoryColumn>()];
        foreach (var column in columns)
        {
            if (column.Rows != rows) throw new ArgumentException($"{column.Name} has {column.Rows} rows, not {rows}.");
        }
        Dense = Numbers.Length + 1;
        (Centres, Scales) = (new double[Dense], new double[Dense]);
        Scales[0] = 1;
        for (var j = 1; j < Dense; j++) (Centres[j], Scales[j]) = Spread(Numbers[j - 1]);
        Offsets = new int[Categories.Length];
        var wide = Dense;
        for (var c = 0; c < Categories.Length; c++)
        {
            CheckCodes(Categories[c]);
            Offsets[c] = wide;
            wide += Categories[c].Levels.Length;
        }
        Wide = wide;
        narrow = new int[wide];
        Names = Place();
        if (Names.Distinct(StringComparer.Ordinal).Count() < Names.Count)
        {
            throw new ArgumentException("Two columns of a design have the same name.");
        }
    }

    public int Rows { get; }

    /// <summary>How many coefficients a model has, the constant included.</summary>
    public int Width => Names.Count;

    /// <summary>In the order of the coefficients: constant, numbers, then levels as "source: chat".</summary>
    public IReadOnlyList<string> Names { get; }

    internal NumericColumn[] Numbers { get; }

    internal CategoryColumn[] Categories { get; }

    internal double[] Centres { get; }

    internal double[] Scales { get; }

    /// <summary>The constant and the numbers.</summary>
    internal int Dense { get; }

    /// <summary>Columns when references have one too; the first <see cref="Dense"/> are the same as in the model.
    /// </summary>
    internal int Wide { get; }

    /// <summary>Where the levels of a category begin among the wide columns.</summary>
    internal int[] Offsets { get; }

    /// <summary>The model's column of a wide one; -1 for a reference.</summary>
    internal ReadOnlySpan<int> Narrow => narrow;

    /// <summary>Wide coefficients, references at 0.</summary>
    internal double[] Widen(ReadOnlySpan<double> coefficients)
    {
        var wide = new double[Wide];
        for (var i = 0; i < Wide; i++) wide[i] = narrow[i] < 0 ? 0 : coefficients[narrow[i]];
        return wide;
    }

    /// <summary>The sums over rows that belong to the model's columns.</summary>
    internal double[] Narrowed(ReadOnlySpan<double> wide)
    {
        var result = new double[Width];
        for (var i = 0; i < Wide; i++)
        {
            if (narrow[i] >= 0) result[narrow[i]] = wide[i];
        }
        return result;
    }

    /// <summary>The linear predictor of each row, for coefficients in inner (centred and scaled) units.</summary>
    internal double[] Times(ReadOnlySpan<double> coefficients)
    {
        var result = new double[Rows];
        var block = new RowBlock(this);
        var wide = Widen(coefficients);
        for (var start = 0; start < Rows; start += RowBlock.Size)
        {
            block.Load(start);
            block.Predict(wide, result.AsSpan(start, block.Count));
        }
        return result;
    }

    /// <summary>Sum over rows of value times column, in inner units.</summary>
    internal double[] TransposeTimes(ReadOnlySpan<double> values)
    {
        var sums = new double[Wide];
        var block = new RowBlock(this);
        for (var start = 0; start < Rows; start += RowBlock.Size)
        {
            block.Load(start);
            block.AddTo(sums, values.Slice(start, block.Count));
        }
        return Narrowed(sums);
    }

    /// <summary>Coefficients as the caller's columns know them.</summary>
    internal double[] Outer(ReadOnlySpan<double> inner)
    {
        var outer = inner.ToArray();
        for (var j = 1; j < Dense; j++)
        {
            outer[j] = inner[j] / Scales[j];
            outer[0] -= outer[j] * Centres[j];
        }
        return outer;
    }

    /// <summary>The covariance of <see cref="Outer"/> coefficients from that of the inner ones.</summary>
    internal double[,] OuterCovariance(double[,] inner)
    {
        var width = Width;
        var half = new double[width, width];
        for (var column = 0; column < width; column++)
        {
            var vector = new double[width];
            for (var row = 0; row < width; row++) vector[row] = inner[row, column];
            vector = Outer(vector);
            for (var row = 0; row < width; row++) half[column, row] = vector[row];
        }
        var whole = new double[width, width];
        for (var column = 0; column < width; column++)
        {
            var vector = new double[width];
            for (var row = 0; row < width; row++) vector[row] = half[row, column];
            vector = Outer(vector);
            for (var row = 0; row < width; row++) whole[row, column] = vector[row];
        }
        return whole;
    }

    List<string> Place()
    {
        var names = new List<string> { "constant" };
        names.AddRange(Numbers.Select(column => column.Name));
        for (var j = 0; j < Dense; j++) narrow[j] = j;
        for (var c = 0; c < Categories.Length; c++)
        {
            var category = Categories[c];
            for (var level = 0; level < category.Levels.Length; level++)
            {
                narrow[Offsets[c] + level] = level == category.Reference ? -1 : names.Count;
                if (level != category.Reference) names.Add($"{category.Name}: {category.Levels[level]}");
            }
        }
        return names;
    }

    [MethodImpl(RowLoop.Fast)]
    static (double Centre, double Scale) Spread(NumericColumn column)
    {
        var values = column.Values;
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) throw new ArgumentException($"{column.Name} has a row without a number.");
            sum += value;
        }
        var mean = values.Length == 0 ? 0 : sum / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        var spread = values.Length == 0 ? 0 : Math.Sqrt(squares / values.Length);
        return (mean, spread > Math.Abs(mean) * 1e-14 ? spread : 1);
    }

    [MethodImpl(RowLoop.Fast)]
    static void CheckCodes(CategoryColumn column)
    {
        foreach (var code in column.Codes)
        {
            if ((uint)code < (uint)column.Levels.Length) continue;
            throw new ArgumentException($"{column.Name} has no level {code}.");
        }
    }
}
