using System.Globalization;
using System.Text;

namespace Handraiser.Core.Simulation;

/// <summary>Somebody invented. Every domain ends in <c>.example</c>, so no mail ever reaches anybody.</summary>
/// <param name="Phone">From ranges kept for fiction; null where there are none.</param>
public sealed record StoryPerson(
    int Number, string Name, string Email, string? Phone, string Company, string CompanyDomain, string? Country,
    int? Employees);

/// <summary>Invents people and the companies they work for; some work for the same one.</summary>
internal static class StoryPeople
{
    const int CompaniesPerSize = 40;
    const int Sizes = 14;

    public static StoryPerson Invent(
        ulong seed, int number, Dictionary<string, string> values, HashSet<string> addresses)
    {
        var dice = Dice.Of(seed, DicePurpose.Person, number, 1);
        var country = values.GetValueOrDefault("company.country");
        var names = StoryNames.Of(country);
        var (given, givenLatin) = names.Given(ref dice);
        var (family, familyLatin) = names.Family(ref dice);
        var size = values.GetValueOrDefault("company.employees");
        var (company, domain) = Company(ref dice, names, country, size);
        domain = values.GetValueOrDefault("company.domain") ?? domain;
        var local = $"{Slug(givenLatin)}.{Slug(familyLatin)}";
        var email = $"{local}@{values.GetValueOrDefault("email.domain") ?? domain}";
        // Two people of one name in one company would be taken for one.
        if (!addresses.Add(email)) email = string.Create(CultureInfo.InvariantCulture, $"{local}{number}@{domain}");
        addresses.Add(email);
        var employees = int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            ? known : (int?)null;
        return new(number, values.GetValueOrDefault("person.name") ?? names.FullName(given, family), email,
            Phone(ref dice, country), values.GetValueOrDefault("company.name") ?? company, domain, country, employees);
    }

    static (string Name, string Domain) Company(ref Dice dice, StoryNames names, string? country, string? size)
    {
        var bucket = (int)((ulong)Dice.Number(size ?? "") % Sizes);
        var place = (bucket * CompaniesPerSize) + dice.Below(CompaniesPerSize);
        var (stem, trade) = StoryNames.Company(place);
        var tail = country is null ? "" : "-" + Slug(country);
        return (names.CompanyName($"{stem} {trade}"), $"{Slug(stem)}-{Slug(trade)}{tail}.example");
    }

    // 555-0100 to 0199 (NANP) and 020 7946 0000 to 0999 (Ofcom) are kept for fiction.
    static string? Phone(ref Dice dice, string? country) => country switch
    {
        "US" or "CA" => string.Create(CultureInfo.InvariantCulture, $"+1 212 555 01{dice.Below(100):00}"),
        "GB" => string.Create(CultureInfo.InvariantCulture, $"+44 20 7946 0{dice.Below(1000):000}"),
        _ => null,
    };

    /// <summary>Small Latin letters, as in an address.</summary>
    internal static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)) slug.Append(letter);
            else slug.Append(letter switch { 'ø' => "o", 'æ' => "ae", 'ß' => "ss", 'ł' => "l", _ => "" });
        }
        return slug.ToString();
    }
}
