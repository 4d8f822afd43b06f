using System.Text.Json;
using NodaTime;

namespace Handraiser.App.Features.Forms;

/// <summary>One question of a form.</summary>
/// <param name="Type">text, email, tel, url, number, textarea, select or checkbox.</param>
/// <param name="Options">What a select offers.</param>
public sealed record FormField(string Name, string Label, string Type, bool Required, IReadOnlyList<string>? Options = null)
{
    public static readonly IReadOnlyList<string> Types = ["text", "email", "tel", "url", "number", "textarea", "select", "checkbox"];

    /// <summary>What a new form asks.</summary>
    public static readonly IReadOnlyList<FormField> Usual =
    [
        new("name", "Your name", "text", false), new("email", "Work e-mail", "email", true), new("phone", "Phone", "tel", false),
        new("company", "Company", "text", false), new("message", "How can we help?", "textarea", false),
    ];
}

/// <summary>A form as it is kept, with the name of the company that shows it.</summary>
public sealed record Form
{
    public string WorkspaceId { get; init; } = "";

    public string Company { get; init; } = "";

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Intro { get; init; }

    public string Fields { get; init; } = "[]";

    public string Button { get; init; } = "";

    public string Thanks { get; init; } = "";

    /// <summary>Where a page of the company's own may send the buyer on to: whole addresses, as JSON.</summary>
    public string Next { get; init; } = "[]";

    public string PublicKey { get; init; } = "";

    public string? OldKey { get; init; }

    public Instant? OldKeyUntil { get; init; }

    /// <summary>Seals what the form hands out and takes back. It never leaves the server.</summary>
    public string Secret { get; init; } = "";

    public string State { get; init; } = "live";

    public Instant CreatedAt { get; init; }

    public Instant? DeletedAt { get; init; }

    public bool IsLive => State == "live";

    public IReadOnlyList<FormField> FieldList => JsonSerializer.Deserialize<List<FormField>>(Fields, JsonSerializerOptions.Web)!;

    public IReadOnlyList<string> NextList => JsonSerializer.Deserialize<List<string>>(Next)!;
}
