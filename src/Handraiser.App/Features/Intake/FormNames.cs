using System.Collections.Frozen;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// Names that fields go by. Those with an underscore are ours: no question of a form is called like that, and none of them
/// becomes a field of the request.
/// </summary>
internal static class FormNames
{
    /// <summary>Tells a repeated post from a new one; pages of ours write one in.</summary>
    public const string Key = "_key";

    /// <summary>When the page was shown, sealed.</summary>
    public const string Shown = "_t";

    /// <summary>Milliseconds that the embedded script saw the form on the page.</summary>
    public const string Elapsed = "_elapsed";

    /// <summary>A field that people cannot see.</summary>
    public const string Trap = "_website";

    /// <summary>What a browser worked out while the form was being flooded.</summary>
    public const string Work = "_work";

    /// <summary>Where the page wants the buyer sent on to.</summary>
    public const string Next = "_next";

    /// <summary>The page was one of ours.</summary>
    public const string Hosted = "_hosted";

    /// <summary>The page it was sent from, by the word of the browser's header.</summary>
    public const string Referer = "_referer";

    /// <summary>Under fields: what could not be read for certain.</summary>
    public const string Doubt = "_doubt";

    static readonly FrozenSet<string> Ours =
        new[] { Key, Shown, Elapsed, Trap, Work, Next, Hosted, Referer, Doubt,
            "_charset_" }.ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string> Meanings = new Dictionary<string, string>
    {
        ["email"] = "email", ["mail"] = "email", ["emailaddress"] = "email", ["youremail"] = "email", ["workemail"] = "email",
        ["businessemail"] = "email", ["phone"] = "phone", ["tel"] = "phone", ["telephone"] = "phone", ["phonenumber"] = "phone",
        ["mobile"] = "phone", ["yourphone"] = "phone", ["name"] = "name", ["fullname"] = "name", ["yourname"] = "name",
        ["firstname"] = "first", ["fname"] = "first", ["givenname"] = "first", ["lastname"] = "last", ["lname"] = "last",
        ["surname"] = "last", ["familyname"] = "last", ["company"] = "company", ["companyname"] = "company", ["organisation"] = "company",
        ["organization"] = "company", ["website"] = "domain", ["domain"] = "domain", ["companydomain"] = "domain",
        ["companywebsite"] = "domain", ["country"] = "country", ["employees"] = "employees", ["companysize"] = "employees",
        ["message"] = "message", ["comments"] = "message", ["comment"] = "message", ["yourmessage"] = "message", ["inquiry"] = "message",
        ["enquiry"] = "message", ["utmsource"] = "channel", ["utmcampaign"] = "campaign", ["page"] = "page", ["pageurl"] = "page",
        ["referrer"] = "referrer", ["referer"] = "referrer",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsOurs(string name) => Ours.Contains(name);

    /// <summary>What a page means by a field's name, however it spells it (<c>E-Mail</c>, <c>first_name</c>); null for a question of its own.</summary>
    public static string? MeaningOf(string name)
    {
        if (name.Length > 40) return null;
        var plain = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Meanings.GetValueOrDefault(plain);
    }

    /// <summary>Whether it travels with a post without being asked of anybody.</summary>
    public static bool IsHidden(string name) => IsOurs(name) || name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
        || MeaningOf(name) is "page" or "referrer" or "channel" or "campaign";

    /// <summary>What a browser may fill in by itself, for fields whose meaning is known.</summary>
    public static string? AutoCompleteOf(string name) => MeaningOf(name) switch
    {
        "email" => "email",
        "phone" => "tel",
        "name" => "name",
        "first" => "given-name",
        "last" => "family-name",
        "company" => "organization",
        "domain" => "url",
        "country" => "country-name",
        _ => null,
    };
}
