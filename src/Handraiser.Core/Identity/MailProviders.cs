namespace Handraiser.Core.Identity;

/// <summary>What is commonly known of a mailbox by its domain and local part. Lists age: they only hint.</summary>
public static class MailProviders
{
    static readonly Lazy<HashSet<string>> FreeMail = new(() => Words(MailProvidersData.FreeMail));
    static readonly Lazy<HashSet<string>> Disposable = new(() => Words(MailProvidersData.Disposable));
    static readonly Lazy<HashSet<string>> Roles = new(() => Words(MailProvidersData.Roles));

    /// <summary>Providers that give a mailbox to anybody, in alphabetical order.</summary>
    public static IEnumerable<string> FreeMailDomains => FreeMail.Value.Order(StringComparer.Ordinal);

    internal static bool IsFreeMail(string domain, string? registrable) => Lists(FreeMail.Value, domain, registrable);

    internal static bool IsDisposable(DomainName domain) => Lists(Disposable.Value, domain.Ascii, domain.Registrable);

    /// <summary>A local part in lower case, without its tag.</summary>
    internal static bool IsRole(string local) => Roles.Value.Contains(local);

    static bool Lists(HashSet<string> domains, string domain, string? registrable) =>
        domains.Contains(domain) || (registrable is not null && domains.Contains(registrable));

    static HashSet<string> Words(string text) => text
        .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToHashSet(StringComparer.Ordinal);
}
