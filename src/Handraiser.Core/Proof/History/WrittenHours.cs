using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>Opening hours from one line of text, as a playbook writes them.</summary>
public static class WrittenHours
{
    /// <summary>What is taken when nobody says when the team works.</summary>
    public const string Usual = "Mon-Fri 09:00-17:00";

    /// <summary>The hours, or null with what is wrong and what would put it right.</summary>
    /// <param name="text">Such as <c>Mon-Fri 08:00-16:00; Sat 10:00-14:00</c>, or <c>always</c>.</param>
    /// <param name="zone">The zone in which they are told.</param>
    public static (OpeningHours? Hours, string Problem) Read(string text, DateTimeZone zone)
    {
        var (shifts, problem, mend) = HoursText.Read(text);
        return problem.Length > 0 ? (null, $"{problem} {mend}") : (new OpeningHours(zone, shifts), "");
    }
}
