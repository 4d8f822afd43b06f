namespace Handraiser.Core.Leads;

/// <summary>
/// How somebody raised a hand. The kind picks the target: a chat waits a minute, a download an hour, a community
/// question none at all. Its written form (<c>call-me</c>) is what forms, the API and the playbook use.
/// </summary>
public enum RequestKind { Chat, CallMe, Demo, Contact, Pricing, Trial, Content, Event, Community }

/// <summary>The written form of a <see cref="RequestKind"/>, the same in the API, the playbook, the database
/// and labels.</summary>
public static class RequestKinds
{
    static readonly string[] Written =
        ["chat", "call-me", "demo", "contact", "pricing", "trial", "content", "event", "community"];

    /// <summary>All kinds, most urgent first.</summary>
    public static IReadOnlyList<string> All => Written;

    public static string Text(this RequestKind kind) => Written[(int)kind];

    public static RequestKind? Parse(string? text) =>
        Array.IndexOf(Written, text) is >= 0 and var index ? (RequestKind)index : null;
}
