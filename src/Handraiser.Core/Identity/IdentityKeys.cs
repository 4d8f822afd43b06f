namespace Handraiser.Core.Identity;

/// <summary>
/// By what a request is known to come from somebody we know. Never by name, network or cookie: two people behind one
/// desk are two people, and so are two e-mail addresses with one telephone.
/// </summary>
public static class IdentityKeys
{
    /// <summary>
    /// The keys to store with the person, strongest first: <c>e:ann@acme.com</c>, then <c>p:+493012345</c> (with
    /// <c>;ext=12</c> where there is an extension). Only the first of them identifies, see <see cref="Identifying"/>:
    /// the telephone is stored with an e-mail so that a later request with nothing but that number finds the person.
    /// </summary>
    public static IReadOnlyList<string> Of(EmailAddress? email, PhoneNumber? phone) => (email, phone) switch
    {
        (null, null) => [],
        (null, not null) => [PhoneKey(phone)],
        (not null, null) => [EmailKey(email)],
        (not null, not null) => [EmailKey(email), PhoneKey(phone)],
    };

    /// <summary>
    /// The one key that may join this request to a person: the e-mail; the telephone only when no e-mail was given.
    /// Null when neither was, so that the request opens a person of its own.
    /// </summary>
    public static string? Identifying(EmailAddress? email, PhoneNumber? phone) =>
        Of(email, phone) is [var first, ..] ? first : null;

    static string EmailKey(EmailAddress email) => $"e:{email.Key}";

    static string PhoneKey(PhoneNumber phone) =>
        phone.Extension is null ? $"p:{phone.E164}" : $"p:{phone.E164};ext={phone.Extension}";
}
