using System.Collections.Concurrent;
using System.Net;
using Handraiser.Core.Identity;
using Handraiser.Core.Screening;

namespace Handraiser.App.Features.Intake;

/// <summary>The part of an address that tells a network but not a person: IPv4 /24, IPv6 /64.</summary>
internal static class Networks
{
    public static string? Of(IPAddress? address)
    {
        if (address is null) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 4) return $"{bytes[0]}.{bytes[1]}.{bytes[2]}.0/24";
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes) + "/64";
    }
}

/// <summary>
/// Gathers what may tell a person from a machine. What it remembers of the last ten minutes is this node's and is lost with
/// it: it only ever raises a score.
/// </summary>
internal sealed class Screening(TimeProvider time)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    const int Flood = 300;
    const int MostKept = 50_000;
    readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> seen = new();

    /// <summary>The submission with its signals. A program's own key vouches for its network: only forms are counted by it.</summary>
    public Submission Judge(Submission submission)
    {
        var body = submission.Body;
        var email = EmailAddress.Read(body.Email);
        var isPublic = submission.Channel is "form" or "embed";
        var signals = submission.Signals with
        {
            Message = body.Message,
            LinkCount = SpamText.CountLinks(body.Message),
            NameLooksMashed = SpamText.LooksMashed(body.Name),
            EmailDoubts = email.Doubts,
            IsDisposableEmail = email.Address?.IsDisposable ?? false,
            IsRoleEmail = email.Address?.IsRole ?? false,
            IsFreeMail = email.Address?.IsFreeMail ?? false,
            SameEmailIn10Min = email.Address is { } address ? Earlier($"{submission.WorkspaceId} e {address.Key}") : 0,
            SameNetworkIn10Min = isPublic && submission.Network is { } network ? Earlier($"{submission.WorkspaceId} n {network}") : 0,
            FormIsFlooded = isPublic && submission.FormId is { } form && Earlier($"{submission.WorkspaceId} f {form}") > Flood,
        };
        return submission with { Signals = signals };
    }

    int Earlier(string what)
    {
        var now = time.GetUtcNow();
        if (seen.Count > MostKept)
        {
            foreach (var (key, old) in seen) if (now - old.Since > Window) seen.TryRemove(key, out _);
        }
        return seen.AddOrUpdate(what, (now, 1), (_, old) => now - old.Since > Window ? (now, 1) : (old.Since, old.Count + 1)).Count - 1;
    }
}
