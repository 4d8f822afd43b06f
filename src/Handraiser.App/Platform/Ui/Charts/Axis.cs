using System.Globalization;

namespace Handraiser.App.Platform.Ui.Charts;

/// <summary>From a value to a place in a picture, in equal steps or in equal ratios.</summary>
internal sealed record Axis(double From, double To, double Start, double End, bool IsLog = false)
{
    public double At(double value)
    {
        var share = IsLog ? Math.Log(Math.Max(value, From) / From) / Math.Log(To / From) : (value - From) / (To - From);
        return Start + (Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1) * (End - Start));
    }

    /// <summary>A place as an SVG attribute, the same under every culture.</summary>
    public string Text(double value) => Svg.Number(At(value));

    /// <summary>Round values, about so many, that lie on the axis.</summary>
    public IEnumerable<double> Ticks(int about = 5)
    {
        if (!(To > From)) yield break;
        var rough = (To - From) / about;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = magnitude * (rough / magnitude) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        for (var n = Math.Ceiling(From / step - 1e-9); n * step <= To + (step * 1e-9); n++) yield return n * step;
    }
}

/// <summary>How numbers are written in SVG.</summary>
internal static class Svg
{
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A place or length in hundredths of the picture's width.</summary>
    public static string Percent(double value) => Number(value) + "%";

    public static string Point(double x, double y) => $"{Number(x)},{Number(y)}";
}
