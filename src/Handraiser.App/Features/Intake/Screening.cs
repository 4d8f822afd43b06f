using System.Collections.Concurrent;
using System.Net;
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
    const int Flood = 300;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    readonly Sightings sightings = new(time);
    // A name for each form that there is, so it stays small.
    readonly ConcurrentDictionary<string, Tally> forms = new();

    /// <summary>The submission with its signals. A program's own key vouches for its network: only forms are counted by it.</summary>
    public Submission Judge(Submission submission)
    {
        var body = submission.Body;
        var email = submission.Identity.Email;
        var isPublic = submission.Channel is "form" or "embed";
        var signals = submission.Signals with
        {
            Message = body.Message,
            LinkCount = SpamText.CountLinks(body.Message),
            NameLooksMashed = SpamText.LooksMashed(body.Name),
            EmailDoubts = email.Doubts,
            IsUnreachable = email.Address is null && submission.Identity.Phone.Number is null
                && !(string.IsNullOrWhiteSpace(body.Email) && string.IsNullOrWhiteSpace(body.Phone)),
            IsDisposableEmail = email.Address?.IsDisposable ?? false,
            IsRoleEmail = email.Address?.IsRole ?? false,
            IsFreeMail = email.Address?.IsFreeMail ?? false,
            SameEmailIn10Min = email.Address is { } address ? sightings.Before($"{submission.WorkspaceId} e {address.Key}") : 0,
            SameNetworkIn10Min = isPublic && submission.Network is { } network ? sightings.Before($"{submission.WorkspaceId} n {network}") : 0,
            FormIsFlooded = isPublic && submission.FormId is { } form && Count(submission.WorkspaceId, form).IsOver(Flood, time.GetUtcNow()),
        };
        return submission with { Signals = signals };
    }

    /// <summary>Whether so many send this form now that a browser has to show some work.</summary>
    public bool IsFlooded(string workspace, string form) =>
        forms.TryGetValue($"{workspace} {form}", out var tally) && tally.IsOver(Flood, time.GetUtcNow());

    Tally Count(string workspace, string form)
    {
        var now = time.GetUtcNow();
        return forms.AddOrUpdate($"{workspace} {form}", new Tally(now, 1, 0), (_, old) => old.And(now));
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
