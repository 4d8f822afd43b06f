using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Intake;

/// <summary>What a request says, whatever it came through: JSON, a form, an embedded form, an import.</summary>
internal sealed record RequestBody
{
    public string? Form { get; init; }

    public RequestKind? Kind { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Name { get; init; }

    public string? CompanyName { get; init; }

    public string? CompanyDomain { get; init; }

    public string? Country { get; init; }

    public string? Employees { get; init; }

    public string? Message { get; init; }

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public RequestSource Source { get; init; } = new(null, null, null, null);

    /// <summary>When the sender says it happened. It moves the clock only for a key that may import.</summary>
    public string? OccurredAt { get; init; }
}

/// <summary>Where a request came from, in the sender's words.</summary>
internal sealed record RequestSource(string? Channel, string? Campaign, string? Page, string? Referrer);

/// <summary>One thing that is wrong with what was sent, by the name of the field.</summary>
internal sealed record FieldProblem(string Field, string Problem);
