using System.Collections.Concurrent;
using Handraiser.Core.Playbooks;

namespace Handraiser.App.Features.Playbooks;

/// <summary>
/// Playbooks by their text. The same text always says the same, and is read again whenever a rep comes or goes: reading it
/// takes longer than all that is decided by it in between.
/// </summary>
internal static class KnownPlaybooks
{
    const int Most = 64;
    const int LongestKept = 64 * 1024;
    static readonly ConcurrentDictionary<string, PlaybookReading> Kept = new(StringComparer.Ordinal);

    public static PlaybookReading Read(string text)
    {
        if (Kept.TryGetValue(text, out var known)) return known;
        var reading = PlaybookText.Read(text);
        if (reading.Playbook is null || text.Length > LongestKept) return reading;
        if (Kept.Count >= Most) Kept.Clear();
        return Kept[text] = reading;
    }
}
