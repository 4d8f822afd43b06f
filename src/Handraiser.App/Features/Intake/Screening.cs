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
    readonly ConcurrentDictionary<string, Tally> seen = new();

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
            FormIsFlooded = isPublic && submission.FormId is { } form
                && Earlier($"{submission.WorkspaceId} f {form}") >= 0
                && IsFlooded(submission.WorkspaceId, form),
        };
        return submission with { Signals = signals };
    }

    /// <summary>Whether so many send this form now that a browser has to show some work.</summary>
    public bool IsFlooded(string workspace, string form) =>
        seen.TryGetValue($"{workspace} f {form}", out var tally) && tally.IsOver(Flood, time.GetUtcNow());

    int Earlier(string what)
    {
        var now = time.GetUtcNow();
        if (seen.Count > MostKept)
        {
            foreach (var (key, old) in seen) if (now - old.Since > 2 * Window) seen.TryRemove(key, out _);
        }
        return seen.AddOrUpdate(what, new Tally(now, 1, 0), (_, old) => old.And(now)).Count - 1;
    }

    /// <param name="Before">How many the window before had: a flood is over when a whole window was calm.</param>
    readonly record struct Tally(DateTimeOffset Since, int Count, int Before)
    {
        public Tally And(DateTimeOffset now) => now - Since <= Window ? this with { Count = Count + 1 }
            : new(now, 1, now - Since <= 2 * Window ? Count : 0);

        public bool IsOver(int most, DateTimeOffset now) => now - Since <= 2 * Window
            && (Count > most || (Before > most && now - Since <= Window));
    }
}
