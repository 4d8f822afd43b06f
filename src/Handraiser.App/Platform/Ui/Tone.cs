namespace Handraiser.App.Platform.Ui;

/// <summary>What a colour says. Colour never says it alone: a word or an icon always says the same.</summary>
public enum Tone
{
    Neutral,
    Good,
    Warn,
    Bad,
    Info,
}

public enum ButtonKind
{
    Secondary,
    Primary,
    Quiet,
    Danger,
}

public enum Size
{
    Medium,
    Small,
    Large,
}

internal static class CssNames
{
    public static string Css(this Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>Joins class names, leaving out those that do not apply.</summary>
    public static string Classes(params ReadOnlySpan<string?> names)
    {
        var joined = new System.Text.StringBuilder();
        foreach (var name in names)
        {
            if (!string.IsNullOrEmpty(name))
            {
                joined.Append(joined.Length == 0 ? "" : " ").Append(name);
            }
        }

        return joined.ToString();
    }
}
