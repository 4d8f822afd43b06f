using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>
/// An invented company with teams in Oslo, New York and Singapore: what is simulated when there is no playbook yet, and
/// what the demo shows.
/// </summary>
public static class SampleCompany
{
    /// <summary>A playbook that reads without errors.</summary>
    public const string Text = """
        name: Fjordlight
        hours:
          oslo:
            zone: Europe/Oslo
            open: "Mon-Fri 08:00-16:30"
            holidays: [2026-01-01, 2026-04-02, 2026-04-03, 2026-04-06, 2026-05-01, 2026-05-14, 2026-05-25, 2026-12-24,
              2026-12-25, 2027-01-01, 2027-03-25, 2027-03-26, 2027-03-29, 2027-05-06, 2027-05-17]
          new-york:
            zone: America/New_York
            open: "Mon-Thu 08:30-18:00; Fri 08:30-17:00"
            holidays: [2026-01-01, 2026-01-19, 2026-02-16, 2026-05-25, 2026-06-19, 2026-07-03, 2026-09-07, 2026-11-26,
              2026-12-25, 2027-01-01, 2027-01-18, 2027-02-15, 2027-05-31, 2027-06-18, 2027-07-05, 2027-09-06]
          singapore:
            zone: Asia/Singapore
            open: "Mon-Fri 09:00-12:30 13:30-18:30"
            holidays: [2026-01-01, 2026-02-17, 2026-02-18, 2026-04-03, 2026-05-01, 2026-05-27, 2026-06-01, 2026-08-10,
              2026-11-09, 2026-12-25, 2027-01-01, 2027-02-08, 2027-03-26]
        teams:
          emea:
            name: Europe
            hours: oslo
            manager: ingrid.dahl@fjordlight.example
            on-call: henrik.lie@fjordlight.example
          americas:
            name: Americas
            hours: new-york
            manager: denise.carter@fjordlight.example
            on-call: luis.ortega@fjordlight.example
          apac:
            name: Asia and Pacific
            hours: singapore
            manager: mei.tan@fjordlight.example
            on-call: arjun.nair@fjordlight.example
        pools:
          emea-sdr:
            team: emea
            members:
              - { rep: henrik.lie@fjordlight.example, weight: 200 }
              - { rep: sofia.berg@fjordlight.example, weight: 200 }
              - { rep: jonas.weber@fjordlight.example, weight: 200 }
              - { rep: amelie.laurent@fjordlight.example, weight: 100 }
            caps: { day: 40, open: 120 }
            ties: least-recent
          americas-sdr:
            team: americas
            members:
              - { rep: luis.ortega@fjordlight.example, weight: 100 }
              - { rep: tanya.brooks@fjordlight.example, weight: 100 }
              - { rep: kevin.oneill@fjordlight.example, weight: 100 }
            caps: { day: 40, open: 120 }
            everyone-away: wait
          apac-sdr:
            team: apac
            members:
              - { rep: arjun.nair@fjordlight.example, weight: 100 }
              - { rep: yuki.mori@fjordlight.example, weight: 100 }
              - { rep: siti.rahman@fjordlight.example, weight: 50 }
            caps: { day: 40, week: 160, open: 120 }
            back-from-leave: mean
          enterprise:
            team: americas
            members:
              - { rep: grace.holm@fjordlight.example, weight: 300 }
              - { rep: omar.haddad@fjordlight.example, weight: 200 }
            caps: { day: 15, open: 60 }
            ties: seeded
            everyone-away: { overflow: americas-sdr }
        targets:
          chat: { within: 2 min, hours: team, met-by: attempt, ladder: fast }
          call-me: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          demo: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          pricing: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          contact: { within: 5 min, hours: team, met-by: attempt, ladder: standard }
          trial: { within: 15 min, hours: team, met-by: personal, ladder: standard }
          content: { within: 60 min, hours: team, met-by: attempt, ladder: gentle }
          event: { within: next working day, hours: team, met-by: attempt, ladder: gentle }
          community: none
        ladders:
          fast:
            - { at: 50%, do: nudge }
            - { at: 100%, do: hand-on }
            - { at: 200%, do: tell-manager }
            - { at: 500%, do: on-call }
          standard:
            - { at: 50%, do: nudge }
            - { at: 80%, do: tell-manager }
            - { at: 100%, do: hand-on }
            - { at: 200%, do: hand-on }
            - { at: 300%, do: on-call }
          gentle:
            - { at: 50%, do: nudge }
            - { at: 100%, do: hand-on }
            - { after: 2 h, do: on-call }
        routes:
          - name: Students
            when: { field: fields.role, is: student }
            second-look: Students are usually not buyers; look before answering
          - name: Large companies
            when: { field: company.employees, at-least: 1000 }
            pool: enterprise
          - name: Americas
            when: { field: company.country, is: [US, CA, BR, MX] }
            pool: americas-sdr
          - name: Asia and Pacific
            when: { field: company.country, is: [SG, JP, IN, AU, ID] }
            pool: apac-sdr
          - name: Europe
            when: { field: company.country, is: [NO, SE, DK, DE, FR, GB, NL, ES] }
            pool: emea-sdr
        catch-all: emea-sdr
        screening: { quarantine-at: 60, owner: ingrid.dahl@fjordlight.example }
        """;

    // Managers do step in, but it is not what they look at all day.
    static readonly RepHabits Manager = new() { Notices = 0.15, Heeds = 0.5, Reaction = Duration.FromMinutes(12) };

    static readonly (string? Text, int Weight)[] Sizes =
        [("8", 14), ("25", 22), ("80", 24), ("240", 18), ("700", 12), ("2500", 5), ("12000", 2), (null, 6)];

    /// <summary>The sample playbook under plausible traffic from three parts of the world.</summary>
    /// <param name="leadsPerDay">The average over a week.</param>
    /// <param name="idOf">Turns the e-mail of a rep into an id; left out, reps are known by e-mail.</param>
    public static SimulationPlan Plan(
        Instant start, int days, double leadsPerDay, Func<string, string>? idOf = null)
    {
        var playbook = PlaybookText.Read(Text).Playbook!;
        var id = idOf ?? (email => email);
        return new SimulationPlan(idOf is null ? playbook : playbook.WithReps(idOf), start, days,
        [
            Part("Europe/Oslo", leadsPerDay * 0.42,
                [("NO", 28), ("SE", 14), ("DK", 9), ("DE", 16), ("FR", 10), ("GB", 14), ("NL", 5), ("ES", 4)]),
            Part("America/New_York", leadsPerDay * 0.38, [("US", 78), ("CA", 11), ("BR", 6), ("MX", 5)]),
            Part("Asia/Singapore", leadsPerDay * 0.20,
                [("SG", 30), ("JP", 22), ("IN", 22), ("AU", 18), ("ID", 8)]),
        ])
        {
            Habits = new Dictionary<string, RepHabits>
            {
                [id("sofia.berg@fjordlight.example")] = new() { Reaction = Duration.FromSeconds(40), Notices = 0.96 },
                [id("kevin.oneill@fjordlight.example")] = new() { Reaction = Duration.FromMinutes(6), Notices = 0.7 },
                [id("arjun.nair@fjordlight.example")] = new() { Lateness = Duration.FromMinutes(25) },
                [id("ingrid.dahl@fjordlight.example")] = Manager,
                [id("denise.carter@fjordlight.example")] = Manager,
                [id("mei.tan@fjordlight.example")] = Manager,
                [id("omar.haddad@fjordlight.example")] = new() { Handling = Duration.FromMinutes(12) },
            },
        };
    }

    static Traffic Part(string zone, double leadsPerDay, (string? Text, int Weight)[] countries) =>
        new(DateTimeZoneProviders.Tzdb[zone], WeekShape.Business(leadsPerDay * 7))
        {
            Fields =
            [
                new("company.country", countries), new("company.employees", Sizes),
                new("fields.role", [("student", 3), ("director", 17), ("manager", 38), ("specialist", 22), (null, 20)]),
                new("source.campaign", [("search-brand", 22), ("search-generic", 24), ("webinar", 10),
                    ("partner", 8), ("social", 14), (null, 22)]),
            ],
        };
}
