using System.Text;

namespace Handraiser.Core.Identity;

/// <summary>One mailbox. Two addresses are the same when their <see cref="Key"/> is.</summary>
public sealed record EmailAddress
{
    EmailAddress(string local, string localKey, DomainName domain)
    {
        Local = local;
        Domain = domain;
        Key = $"{localKey}@{domain.Ascii}";
    }

    /// <summary>What stands before the @, as typed; quoted only if it must be.</summary>
    public string Local { get; }

    public DomainName Domain { get; }

    /// <summary>What identifies the mailbox: lower case, ASCII domain. Tags and dots make a difference.</summary>
    public string Key { get; }

    /// <summary>The address to write to: local part as typed, ASCII domain.</summary>
    public string Text => $"{Local}@{Domain.Ascii}";

    /// <summary>The address as people read it; a forged domain stays in ASCII.</summary>
    public string Display => $"{Local}@{Domain}";

    /// <summary>The local part is not ASCII: the mail server must speak SMTPUTF8, or somebody writes by hand.</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(Local);

    /// <summary>
    /// The key with the plus tag folded away, and at Gmail also the dots. Equal twins suggest the same person to a rep;
    /// they never merge by themselves, for elsewhere tags and dots make different people.
    /// </summary>
    public string SuggestedTwin
    {
        get
        {
            if (Key[0] == '"') return Key;
            var local = UntaggedLocal;
            if (Domain.Ascii is not ("gmail.com" or "googlemail.com")) return $"{local}@{Domain.Ascii}";
            return $"{local.Replace(".", "", StringComparison.Ordinal)}@gmail.com";
        }
    }

    /// <summary>The mailbox of a desk (info@, sales@), not of a person. A hint, never a refusal.</summary>
    public bool IsRole => MailProviders.IsRole(UntaggedLocal);

    /// <summary>The mailbox of a provider of mailboxes that last for minutes. A hint, never a refusal.</summary>
    public bool IsDisposable => MailProviders.IsDisposable(Domain);

    /// <summary>The mailbox of a provider that gives them to anybody.</summary>
    public bool IsFreeMail => Domain.IsFreeMail;

    string UntaggedLocal
    {
        get
        {
            var local = Key[..^(Domain.Ascii.Length + 1)];
            var tag = local[0] == '"' ? -1 : local.IndexOf('+', StringComparison.Ordinal);
            return tag > 0 ? local[..tag] : local;
        }
    }

    /// <summary>Reads what somebody typed; see <see cref="EmailReading"/>. Never throws.</summary>
    public static EmailReading Read(string? raw) => EmailText.Read(raw);

    /// <summary>Builds the address, adding what is doubtful; null when it is none.</summary>
    internal static EmailAddress? From(string text, ISet<string> doubts)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || LocalPart.Read(text[..at]) is not { } local
            || DomainName.ReadHost(text.AsSpan(at + 1)) is not { } domain)
        {
            doubts.Add(EmailDoubts.NotAnAddress);
            return null;
        }
        var key = LocalPart.Key(local);
        var localOctets = Math.Max(Encoding.UTF8.GetByteCount(local), Encoding.UTF8.GetByteCount(key));
        if (localOctets > 64 || localOctets + 1 + domain.Ascii.Length > 254)
        {
            doubts.Add(EmailDoubts.TooLong);
            return null;
        }
        if (local[0] != '"' && !LocalPart.IsDotAtom(local)) doubts.Add(EmailDoubts.UnusualLocal);
        AddDoubts(domain, doubts);
        if (Scripts.IsMixed(local)) doubts.Add(EmailDoubts.MixedScript);
        return new(local, key, domain);
    }

    static void AddDoubts(DomainName domain, ISet<string> doubts)
    {
        if (domain.IsMixedScript) doubts.Add(EmailDoubts.MixedScript);
        if (!domain.Ascii.Contains('.', StringComparison.Ordinal)) doubts.Add(EmailDoubts.NoDot);
        else if (domain.Registrable is null) doubts.Add(EmailDoubts.PublicSuffixOnly);

        // Names set aside for documentation and tests (RFC 2606) are nobody's mistake.
        else if (!domain.IsKnownSuffix && domain.PublicSuffix is not ("example" or "test"))
            doubts.Add(EmailDoubts.UnknownSuffix);
    }

    public override string ToString() => Display;
}
