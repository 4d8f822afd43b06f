using System.Globalization;
using System.Text;

namespace Handraiser.Core.Playbooks;

/// <summary>
/// The playbook of a workspace on its first day: one team, one pool, sensible targets, and one human behind everything.
/// It is commented, since it is also where people learn the language.
/// </summary>
public static class StartingPlaybook
{
    const int LongestName = 100;

    /// <summary>The text, which reads without errors when the address and the tz database name are real.</summary>
    /// <param name="adminEmail">The rep who is every human in it until others are named.</param>
    /// <param name="zone">A name of the tz database, such as Europe/Oslo.</param>
    /// <param name="companyName">Any text; null or blank when it is not known yet.</param>
    public static string Text(string adminEmail, string zone, string? companyName = null) => Template
        .Replace("{name}", Quote(Tidy(companyName)), StringComparison.Ordinal)
        .Replace("{admin}", Quote(adminEmail), StringComparison.Ordinal)
        .Replace("{zone}", Quote(zone), StringComparison.Ordinal);

    const string Template = """
        # The playbook: who answers whom, how soon, and what happens when nobody does.
        # Nothing changes until it is published; every version that was stays readable.
        name: {name}

        # When people work, in their own time zone. Split shifts ("Mon-Fri 09:00-12:00 13:00-17:00") and nights
        # ("Fri 22:00-02:00") are fine; several groups are separated by ";". Or: always.
        hours:
          office: { zone: {zone}, open: "Mon-Fri 09:00-17:00", holidays: [] }

        # People who answer together. The manager is told when a target runs out; on-call is the last resort.
        teams:
          sales: { name: Sales, hours: office, manager: {admin}, on-call: {admin} }

        # Who takes turns. A weight of 200 gets twice the turns of 100, exactly.
        pools:
          everyone:
            team: sales
            members: [ { rep: {admin}, weight: 100 } ]
            # caps: { day: 20, week: 80, open: 30 }   # the most leads each; left out: no cap
            joiners: max              # somebody new starts level with whoever is ahead; or: mean, zero
            back-from-leave: hold     # missed turns are forgiven; or: catch-up, mean
            ties: list                # between equals, the order above; or: least-recent, seeded
            everyone-away: wait       # or: assign, manager, on-call, { overflow: POOL }
            counts: [presence, hours] # who can be given a lead: those present, and in their hours

        # How soon each kind of request is answered by a human, counted in the team's open hours.
        # The buyer's own wait is always measured as well, around the clock.
        targets:
          chat: { within: 1 min, hours: team, met-by: attempt, ladder: standard }
          call-me: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          demo: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          pricing: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          contact: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          trial: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          content: { within: 60 min, hours: team, met-by: attempt, ladder: standard }
          event: { within: next working day, hours: team, met-by: attempt, ladder: standard }
          community: none

        # What happens while a target runs out. 100% is the target itself. Every ladder ends at a named human.
        # A step may also stand at an offset: { before: 1 min, do: nudge } or { after: 5 min, do: hand-on }.
        ladders:
          standard:
            - { at: 50%, do: nudge }
            - { at: 80%, do: tell-manager }
            - { at: 100%, do: hand-on }
            - { at: 200%, do: hand-on }
            - { at: 300%, do: on-call }

        # Read from top to bottom; the first that matches wins. An example:
        #   - name: Large companies in the Nordics
        #     when:
        #       all:
        #         - { field: company.employees, at-least: 1000 }
        #         - { field: company.country, is: [NO, SE, DK, FI] }
        #     pool: everyone
        routes: []

        # Who answers what no route matches.
        catch-all: everyone

        # A request that scores this high (0 to 100) is held for a look. It is never dropped, and its clock runs.
        screening: { quarantine-at: 50, owner: {admin} }

        """;

    static string Tidy(string? name)
    {
        var shown = string.Concat((name ?? "").Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)).Trim();
        return shown.Length == 0 ? "Our company" : shown[..Math.Min(shown.Length, LongestName)];
    }

    static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            // A brace could complete another placeholder.
            else if (c != '{' && (c is ' ' || char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c)))
            {
                quoted.Append(c);
            }
            else quoted.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }
        return quoted.Append('"').ToString();
    }
}
