namespace Handraiser.Core.Tests.Playbooks;

/// <summary>A sound playbook that uses every part of the language; tests break it one line at a time.</summary>
internal static class SamplePlaybook
{
    public const string Text = """
        name: Acme
        hours:
          oslo: { zone: Europe/Oslo, open: "Mon-Fri 08:00-16:00", holidays: [2026-12-25] }
          tokyo: { zone: Asia/Tokyo, open: always }
        teams:
          emea: { name: EMEA, hours: oslo, manager: kari@acme.example, on-call: ola@acme.example }
          apac: { hours: tokyo, manager: yuki@acme.example, on-call: ola@acme.example }
        pools:
          emea-sdr:
            team: emea
            members: [ { rep: Ann@acme.example, weight: 300 }, bob@acme.example ]
            caps: { day: 20, week: 80, open: 30 }
            joiners: mean
            back-from-leave: catch-up
            ties: least-recent
            everyone-away: { overflow: global }
            counts: [presence]
          global:
            team: apac
            members: [yuki@acme.example]
        targets:
          chat: { within: 1 min, hours: team, met-by: personal, ladder: standard }
          event: { within: next working day, hours: owner }
          content: { within: 2 working days }
          community: none
        ladders:
          standard:
            - { at: 50%, do: nudge }
            - { before: 30 s, do: tell-manager }
            - { at: 100%, do: hand-on }
            - { after: 5 min, do: hand-on }
            - { at: 300%, do: on-call }
        routes:
          - name: Enterprise in the Nordics
            when:
              all:
                - { field: company.employees, at-least: 1000 }
                - { field: company.country, is: [NO, SE, DK] }
            pool: emea-sdr
          - name: Students
            when: { field: email.domain, ends-with: .edu }
            second-look: Students are usually not buyers; look before answering
        catch-all: global
        screening: { quarantine-at: 60, owner: kari@acme.example }
        """;

    /// <summary>The sample with one piece of it, which must be there, replaced.</summary>
    public static string With(string piece, string other)
    {
        Assert.Contains(piece, Text, StringComparison.Ordinal);
        return Text.Replace(piece, other, StringComparison.Ordinal);
    }

    /// <summary>The sample with this condition on its second route.</summary>
    public static string Asking(string condition) => With("{ field: email.domain, ends-with: .edu }", condition);
}
