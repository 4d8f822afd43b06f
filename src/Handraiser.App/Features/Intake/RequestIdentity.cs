using System.Globalization;
using Handraiser.Core.Identity;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Intake;

/// <summary>Who a request is from, as far as its text is certain: the keys it is known by, and what rules may ask.</summary>
internal sealed record RequestIdentity(EmailReading Email, PhoneReading Phone, DomainName? Company)
{
    public string? EmailKey => Email.Address is { } address ? "e:" + address.Key : null;

    public string? PhoneKey => Phone.Number is { } number ? "p:" + number.E164 : null;

    /// <summary>The company's domain as its account is known by; null for free mail, which belongs to nobody's company.</summary>
    public string? AccountDomain => Company?.AccountKey ?? Email.Address?.Domain.AccountKey;

    public static RequestIdentity Of(RequestBody body) => new(
        EmailAddress.Read(body.Email), PhoneNumber.Read(body.Phone, body.Country), DomainName.Read(body.CompanyDomain));

    public Facts FactsOf(RequestBody body, RequestKind kind, string? form)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        Put("kind", kind.Text());
        Put("form", form);
        Put("message", body.Message);
        Put("person.name", body.Name);
        Put("email.domain", Email.Address?.Domain.Ascii);
        Put("email.free", Email.Address is { } address ? (address.IsFreeMail ? "true" : "false") : null);
        Put("company.name", body.CompanyName);
        Put("company.domain", AccountDomain);
        Put("company.country", body.Country);
        Put("company.employees", body.Employees);
        Put("source.channel", body.Source.Channel);
        Put("source.campaign", body.Source.Campaign);
        Put("source.page", body.Source.Page);
        Put("source.referrer", body.Source.Referrer);
        foreach (var (name, value) in body.Fields) Put(string.Create(CultureInfo.InvariantCulture, $"fields.{name}"), value);
        return new Facts(facts);

        void Put(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) facts[name] = value;
        }
    }
}
