using Handraiser.App.Platform.Ui;
using NodaTime;

namespace Handraiser.App.Features.Workspaces;

/// <summary>The time zones one can choose, by place.</summary>
internal static class Zones
{
    static readonly string[] Regions =
        ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    public static IReadOnlyList<Choice> All { get; } = [.. DateTimeZoneProviders.Tzdb.Ids
        .Where(id => id == "Etc/UTC" || Regions.Any(region => id.StartsWith(region, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal).Select(id => new Choice(id, id.Replace('_', ' ')))];

    /// <summary>The same, and first the wish to have none of one's own.</summary>
    public static IReadOnlyList<Choice> OrWorkspace(string zone) => [new("", $"The workspace's ({zone})"), .. All];
}
