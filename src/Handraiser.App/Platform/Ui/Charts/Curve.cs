namespace Handraiser.App.Platform.Ui.Charts;

/// <summary>A line in a picture: from each point on the share is as told.</summary>
/// <param name="Band">Limits, where they are known.</param>
public sealed record Curve(string Name, IReadOnlyList<(double At, double Share)> Points,
    IReadOnlyList<(double At, double Low, double High)>? Band = null);

/// <summary>A row of a picture of estimates.</summary>
/// <param name="Value">Null when it could not be told; <paramref name="Text"/> then says why.</param>
public sealed record IntervalRow(string Name, double? Value, double? Low, double? High, string Text, bool IsStrong = false);

/// <summary>A row of a picture of shares.</summary>
public sealed record ShareRow(string Name, double? Share, string Text, string Tone = "");
