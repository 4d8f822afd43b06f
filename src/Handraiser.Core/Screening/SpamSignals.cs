namespace Handraiser.Core.Screening;

/// <summary>What may tell a person from a machine in a request. Anything unknown counts for the buyer.</summary>
public sealed record SpamSignals
{
    /// <summary>A field that people cannot see came back filled in. Some password managers do that too.</summary>
    public bool HoneypotFilled { get; init; }

    /// <summary>Seconds between showing and sending the form; null when unknown (no script, an old embed).</summary>
    public double? SecondsToFill { get; init; }

    /// <summary>What the buyer wrote, all free text together; null when the form asks for none.</summary>
    public string? Message { get; init; }

    /// <summary>Links in the free text, see <see cref="SpamText.CountLinks"/>.</summary>
    public int LinkCount { get; init; }

    /// <summary>The name reads like fingers on a keyboard, see <see cref="SpamText.LooksMashed"/>.</summary>
    public bool NameLooksMashed { get; init; }

    /// <summary>Words of <see cref="Identity.EmailDoubts"/>.</summary>
    public IReadOnlyList<string> EmailDoubts { get; init; } = [];

    /// <summary>Neither the e-mail address nor the number given can be read: nobody can be answered.</summary>
    public bool IsUnreachable { get; init; }

    public bool IsDisposableEmail { get; init; }

    public bool IsRoleEmail { get; init; }

    public bool IsFreeMail { get; init; }

    /// <summary>Earlier requests from the same network (IPv4 /24, IPv6 /64) in the last 10 minutes.</summary>
    public int SameNetworkIn10Min { get; init; }

    /// <summary>Earlier requests with the same e-mail in the last 10 minutes.</summary>
    public int SameEmailIn10Min { get; init; }

    /// <summary>The form is being flooded from many networks at once.</summary>
    public bool FormIsFlooded { get; init; }
}
