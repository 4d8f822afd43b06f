using System.Globalization;
using Handraiser.Core.Leads;
using NodaTime;

namespace Handraiser.App.Features.Reports;

/// <summary>Which leads a report over the ledger is about; what is null is not asked for.</summary>
/// <param name="Days">Leads that arrived within so many days of 24 hours; null for all that there ever were.</param>
/// <param name="Pool">The pool that answers them, by its key.</param>
/// <param name="Source">The channel that their first request named.</param>
/// <param name="Kind">What was asked for, in its written form.</param>
public sealed record LiveFilter(int? Days = null, string? Pool = null, string? Source = null, string? Kind = null)
{
    const int Usual = 30;

    /// <summary>From what an address asks; what makes no sense there is not asked for.</summary>
    public static LiveFilter Of(string? days, string? pool, string? source, string? kind) => new(
        days switch { "7" => 7, "90" => 90, "all" => null, _ => Usual }, Word(pool), Word(source),
        RequestKinds.Parse(kind) is { } known ? known.Text() : null);

    public string DaysText => Days is { } days ? days.ToString(CultureInfo.InvariantCulture) : "all";

    /// <summary>The arrivals that it asks for, as of a moment.</summary>
    public Interval ArrivedBy(Instant now) => new(
        Days is { } days ? now - Duration.FromDays(days) : Instant.FromUnixTimeTicks(0), now + Duration.FromSeconds(1));

    /// <summary>The query of an address that asks for the same.</summary>
    public string Query => string.Concat($"?days={DaysText}", Part("pool", Pool), Part("source", Source), Part("kind", Kind));

    static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    static string? Word(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Replace("\0", "", StringComparison.Ordinal);
}
