using System.Globalization;
using System.Text;
using Handraiser.Core.Identity;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// What a posted form says. Any field may be missing, misspelt or of the wrong kind: text is text, and what has no meaning
/// that we know is kept under its own name. Of two values with one meaning the first counts and the other is kept as well.
/// Only a person who cannot be answered, and a value that is too long, send the page back.
/// </summary>
internal sealed class FormPostBody
{
    readonly Dictionary<string, string> meant = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    readonly List<FieldProblem> problems = [];
    readonly List<string> doubts = [];
    readonly FormPost post;

    FormPostBody(FormPost post) => this.post = post;

    public static (RequestBody Body, IReadOnlyList<FieldProblem> Problems) Read(FormPost post, RequestKind kind)
    {
        var reader = new FormPostBody(post);
        var body = reader.Body(kind);
        return (body, reader.problems);
    }

    /// <summary>What the post itself tells of robots. How long it took is the page's word or our seal's, never required.</summary>
    public static double? SecondsToFill(FormPost post) =>
        double.TryParse(post[FormNames.Elapsed], NumberStyles.None, CultureInfo.InvariantCulture, out var elapsed) && elapsed <= 86_400_000
            ? elapsed / 1000 : null;

    RequestBody Body(RequestKind kind)
    {
        if (post.Doubt is { } doubt) doubts.Add(doubt);
        foreach (var pair in post.Pairs) Take(pair);
        KeepNamesThatDidNotCount();
        if (Value("email") is null && Value("phone") is null)
        {
            var asked = post.Pairs.FirstOrDefault(pair => FormNames.MeaningOf(pair.Name) is "email")?.Name ?? "email";
            problems.Add(new(asked, "Give an e-mail address or a phone number, so that somebody can answer you."));
        }
        var domain = Value("domain");
        if (domain is not null && DomainName.Read(domain) is null) Keep("website", domain);
        if (doubts.Count > 0) fields[FormNames.Doubt] = string.Join(' ', doubts);
        return new RequestBody
        {
            Kind = kind, Email = Value("email"), Phone = Value("phone"), Name = Value("name") ?? JoinedName(), CompanyName = Value("company"),
            CompanyDomain = domain, Country = Value("country"), Employees = Value("employees"), Message = Value("message"), Fields = fields,
            Source = new(Value("channel"), Value("campaign"), PageAddress.Redact(Value("page") ?? post[FormNames.Referer]),
                PageAddress.Redact(Value("referrer"))),
        };
    }

    void Take(FormPair pair)
    {
        if (FormNames.IsOurs(pair.Name)) return;
        if (Encoding.UTF8.GetByteCount(pair.Value) > JsonBody.LongestValue)
        {
            // Nobody can shorten what the page writes by itself.
            if (FormNames.IsHidden(pair.Name))
            {
                Leave("A field that the page filled in by itself was left out: it was too long.");
                return;
            }
            problems.Add(new(pair.Name, $"This is too long to be taken: at most {JsonBody.LongestValue} bytes."));
            return;
        }
        // Databases cannot hold a NUL; the stored post keeps it.
        var value = pair.Value.Replace('\0', '\uFFFD');
        if (string.IsNullOrWhiteSpace(value)) return;
        if (FormNames.MeaningOf(pair.Name) is not { } meaning || !meant.TryAdd(meaning, value)) Keep(pair.Name, value);
    }

    void Keep(string name, string value)
    {
        name = name.Replace('\0', '\uFFFD');
        if (fields.TryGetValue(name, out var before)) fields[name] = $"{before}, {value}";
        else if (Encoding.UTF8.GetByteCount(name) > JsonBody.LongestName || fields.Count >= JsonBody.MostFields)
        {
            Leave("Some fields were left out: there were too many, or their names were too long.");
        }
        else fields[name] = value;
    }

    void Leave(string doubt)
    {
        if (!doubts.Contains(doubt)) doubts.Add(doubt);
    }

    void KeepNamesThatDidNotCount()
    {
        if (Value("name") is null) return;
        foreach (var pair in post.Pairs)
        {
            if (FormNames.MeaningOf(pair.Name) is "first" or "last" && meant.ContainsValue(pair.Value)) Keep(pair.Name, pair.Value);
        }
    }

    string? JoinedName() => (Value("first"), Value("last")) switch
    {
        (null, null) => null,
        ({ } first, { } last) => $"{first} {last}",
        var (first, last) => first ?? last,
    };

    string? Value(string meaning) => meant.GetValueOrDefault(meaning);
}

/// <summary>Addresses of pages, without what may be a secret in them: of the query only what campaigns use stays.</summary>
internal static class PageAddress
{
    public static RequestBody Redact(RequestBody body) => body with
    {
        Source = body.Source with { Page = Redact(body.Source.Page), Referrer = Redact(body.Source.Referrer) },
    };

    public static string? Redact(string? address)
    {
        if (address is null) return null;
        var bare = address.Split('?', '#')[0];
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return bare;
        var kept = uri.Query.TrimStart('?').Split('&').Where(part => part.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)).ToList();
        var clean = uri.GetLeftPart(UriPartial.Path);
        if (uri.UserInfo.Length > 0) clean = clean.Replace(uri.UserInfo + "@", "", StringComparison.Ordinal);
        return kept.Count == 0 ? clean : $"{clean}?{string.Join('&', kept)}";
    }
}
