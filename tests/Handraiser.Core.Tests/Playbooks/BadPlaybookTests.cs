using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Tests.Playbooks;

public sealed class BadPlaybookTests
{
    // What is in the sample, what stands there instead, and the one error that follows: place, problem, mend.
    public static TheoryData<string, string, string, string, string> Mistakes => new()
    {
        // keys
        { "    ties:", "    tiess:", "15:5 pools.emea-sdr.tiess", "'tiess' is not a key", "Did you mean 'ties'?" },
        { "name: Acme", "nam: Acme\nname: Acme", "1:1 nam", "'nam' is not a key", "'name'" },
        { "    joiners: mean", "    team: apac", "13:5 pools.emea-sdr.team", "already on line 10", "Keep one" },
        { "  tokyo: {", "  oslo: { zone: UTC, open: always }\n  tokyo: {", "4:3 hours.oslo", "here twice", "Keep one" },
        { "name: Acme", "name:", "1:6 name", "'name' is empty", "a name" },
        { "name: Acme", "name: [Acme]", "1:7 name", "should be one text, but is a list", "a name" },
        { "{ day: 20, week: 80, open: 30 }", "20", "12:11 pools.emea-sdr.caps", "keys with values", "{ day: 20" },
        { "day: 20", "day: many", "12:18 pools.emea-sdr.caps.day", "'many' is not a whole number", "from 1" },
        { "day: 20", "day: 0", "12:18 pools.emea-sdr.caps.day", "'0' is not a whole number", "from 1" },
        { "joiners: mean", "joiners: maximum",
            "13:14 pools.emea-sdr.joiners", "'maximum' is not", "max, mean or zero" },
        { "name: EMEA, ", "name: EMEA, ? [a] : b, ", "6:25 ", "A key must be one text", "key: value" },
        // hours
        { "Europe/Oslo", "Europe/Olso", "3:17 hours.oslo.zone", "'Europe/Olso'", "'Europe/Oslo'" },
        { "Europe/Oslo", "oslo", "3:17 hours.oslo.zone", "no time zone 'oslo'", "'Europe/Oslo'" },
        { "Europe/Oslo", "Middle-earth", "3:17 hours.oslo.zone", "no time zone", "such as Europe/Oslo" },
        { "08:00-16:00", "08:00-25:00", "3:36 hours.oslo.open", "'08:00-25:00'", "24-hour times" },
        { "Mon-Fri 08", "Mo-Fri 08", "3:36 hours.oslo.open", "'Mo-Fri' is not a day", "Mon, Tue" },
        { "08:00-16:00", "08:00-16:00 15:00-17:00", "3:36 hours.oslo.open", "overlap", "end before" },
        { "\"Mon-Fri 08:00-16:00\"", "Mon-Fri", "3:36 hours.oslo.open", "has no times", "09:00-17:00" },
        { "2026-12-25", "25.12.2026", "3:70 hours.oslo.holidays[0]", "'25.12.2026' is not a date", "2026-12-25" },
        { "2026-12-25", "2026-02-30", "3:70 hours.oslo.holidays[0]", "not a date", "year-month-day" },
        // references
        { "hours: oslo,", "hours: bergen,", "6:30 teams.emea.hours", "no hours 'bergen'", "Define it under 'hours'" },
        { "team: emea", "team: emae", "10:11 pools.emea-sdr.team", "no team 'emae'", "'emea'" },
        { "pool: emea-sdr", "pool: emea-sdrs", "39:11 routes[0].pool", "no pool 'emea-sdrs'", "'emea-sdr'" },
        { "ladder: standard", "ladder: strict", "22:65 targets.chat.ladder", "no ladder 'strict'", "'ladders'" },
        { "overflow: global", "overflow: globe", "16:32 pools.emea-sdr.everyone-away.overflow", "no pool", "'global'" },
        { "catch-all: global", "catch-all: nobody", "43:12 catch-all", "no pool 'nobody'", "under 'pools'" },
        // pools
        { "members: [yuki@acme.example]", "members: []", "20:14 pools.global.members", "no members", "at least one" },
        { "weight: 300", "weight: 0", "11:49 pools.emea-sdr.members[0].weight", "'0' is not", "from 1" },
        { "Ann@acme", "bob@acme", "11:56 pools.emea-sdr.members[1]", "in the pool twice", "weight" },
        { "[yuki@acme.example]", "[yuki]", "20:15 pools.global.members[0]", "not an e-mail", "e-mail address" },
        { "overflow: global", "overflow: emea-sdr",
            "16:32 pools.emea-sdr.everyone-away.overflow", "to itself", "on-call" },
        { "{ overflow: global }", "overflow",
            "16:20 pools.emea-sdr.everyone-away", "needs a pool", "{ overflow: NAME }" },
        { "    team: apac", "    team: apac\n    everyone-away: { overflow: emea-sdr }", "9:3 pools.emea-sdr",
            "'emea-sdr' to 'global' to 'emea-sdr'", "manager or on-call" },
        // targets and ladders
        { "within: 1 min", "within: 1 day", "22:19 targets.chat.within", "'1 day' is not a length", "24 h" },
        { "within: 1 min", "within: 0 min", "22:19 targets.chat.within", "out of bounds", "5 min" },
        { "within: 1 min, ", "", "22:9 targets.chat", "'within' is missing", "within: 5 min" },
        { "  chat:", "  chatt:", "22:3 targets.chatt", "'chatt' is not a kind of request", "'chat'" },
        { "met-by: personal", "met-by: automated", "22:47 targets.chat.met-by", "never meets a target", "attempt" },
        { "hours: owner", "hours: always", "23:45 targets.event.hours", "need somebody's hours", "hours: team" },
        { "at: 50%", "at: 0%", "28:13 ladders.standard[0].at", "not above 0%", "50%" },
        { "at: 50%", "at: half", "28:13 ladders.standard[0].at", "'half' is not a share", "50%" },
        { "at: 50%", "at: 150%", "30:7 ladders.standard[2]", "before the one above", "Order the steps" },
        { "at: 50%, ", "", "28:7 ladders.standard[0]", "falls due once", "before: 1 min" },
        { "do: on-call", "do: hand-on", "32:7 ladders.standard[4]", "does not end at the on-call human", "on-call" },
        // routes
        { "  - name: Students\n", "  - name: Students\n    pool: global\n",
            "40:5 routes[1]", "to a pool or", "either" },
        { "name: Students", "name: Enterprise in the Nordics", "40:11 routes[1].name", "Two routes", "its own name" },
        { "    when: { field: email.domain, ends-with: .edu }\n", "",
            "40:5 routes[1]", "'when' is missing", "catch-all" },
        { "catch-all: global\n", "", "1:1 ", "'catch-all' is missing", "Name the pool" },
        { "quarantine-at: 60", "quarantine-at: 101", "44:29 screening.quarantine-at", "'101'", "from 0 to 100" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_where_it_stands_with_its_mend(
        string piece, string other, string place, string problem, string mend)
    {
        var error = Assert.Single(PlaybookText.Read(SamplePlaybook.With(piece, other)).Errors);
        Assert.Equal(place, $"{error.Line}:{error.Column} {error.Path}");
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(mend, error.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ field: company.size, at-least: 5 }", "'company.size' is not a field", "company.employees")]
    [InlineData("{ field: company.county, is: NO }", "'company.county' is not a field",
        "Did you mean 'company.country'")]
    [InlineData("{ field: employees, at-least: 5 }", "'employees' is not a field", "'company.employees'")]
    [InlineData("{ field: fields., is: x }", "'fields.' is not a field", "fields.NAME")]
    [InlineData("{ field: form, begins-with: x }", "'begins-with' is not a comparison", "starts-with")]
    [InlineData("{ field: message, matches: (a+)+$ }", "There are no patterns", "contains")]
    [InlineData("{ field: company.country, at-least: 5 }", "company.country is not a number", "company.employees")]
    [InlineData("{ field: company.employees, contains: 5 }", "cannot be compared with 'contains'", "at-least")]
    [InlineData("{ field: company.employees, at-least: \"1,000\" }", "'1,000' is not a number", "digits only")]
    [InlineData("{ field: kind, is: [chat, dmeo] }", "'dmeo' is not a kind of request", "'demo'")]
    [InlineData("{ field: email.free, is: yes }", "'yes' is not true or false", "true or false")]
    [InlineData("{ field: form, known: false }", "only ever true", "not: { field: form, known: true }")]
    [InlineData("{ field: form, is: x, contains: y }", "one field and one comparison", "all or any")]
    [InlineData("{ field: form }", "one field and one comparison", "Write one")]
    [InlineData("{ is: x }", "all, any, not or a comparison", "Name the field")]
    [InlineData("{ all: [ { field: form, is: x } ], not: { field: form, is: y } }", "one of all, any", "into one all")]
    [InlineData("{ field: form, is: [] }", "so it never matches", "Put something in")]
    [InlineData("{ field: form, contains: \"\" }", "'contains' is empty", "one text")]
    [InlineData("{ any: [] }", "would match nothing", "Put conditions in")]
    [InlineData("{ any: [ { field: form, is: x }, { all: [] } ] }", "would match everything", "Put conditions in")]
    [InlineData("{ any: [ {}, { field: form, is: x } ] }", "The condition is empty", "take it out")]
    public void A_condition_that_cannot_mean_what_it_says_is_refused(string condition, string problem, string mend)
    {
        var error = Assert.Single(PlaybookText.Read(SamplePlaybook.Asking(condition)).Errors);
        Assert.Equal(41, error.Line);
        Assert.StartsWith("routes[1].when", error.Path, StringComparison.Ordinal);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(mend, error.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("when: {}")]
    [InlineData("when: { all: [] }")]
    public void An_accidental_catch_all_is_refused_and_so_is_what_it_hides(string everything)
    {
        const string Nordics = """
            when:
                  all:
                    - { field: company.employees, at-least: 1000 }
                    - { field: company.country, is: [NO, SE, DK] }
            """;
        var errors = PlaybookText.Read(SamplePlaybook.With(Nordics, everything)).Errors;
        Assert.Equal(["routes[0]", "routes[1]"], errors.Select(error => error.Path));
        Assert.Contains("matches everything, but it is not the last", errors[0].Problem, StringComparison.Ordinal);
        Assert.Contains("never reached: 'Enterprise in the Nordics'", errors[1].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: \"Acme\nhours: {}", 1, "The text is not YAML", "quotes")]
    [InlineData("name: Acme\npools: { a: [", 2, "The text is not YAML", "brackets")]
    [InlineData("name: Acme\nhours:\n  a: b: c", 3, "The text is not YAML", "One 'key: value' to a line")]
    [InlineData("name: Acme\n  hours: {}", 2, "The text is not YAML", "indentation")]
    [InlineData("name: Acme\nhours:\n\toslo: {}", 3, "indented with a tab", "spaces")]
    [InlineData("name: Acme\nhours:\n  \toslo: {}", 3, "indented with a tab", "spaces")]
    [InlineData("name: Acme\n---\nname: Acme", 2, "second document", "one text")]
    [InlineData("", 1, "is empty", "starting playbook")]
    [InlineData("# nothing yet\n", 1, "is empty", "starting playbook")]
    [InlineData("Acme", 1, "The playbook should be keys with values, but is a text", "its name")]
    [InlineData("[Acme]", 1, "The playbook should be keys with values, but is a list", "its name")]
    public void A_text_that_is_no_playbook_is_refused_with_its_line(string text, int line, string problem, string mend)
    {
        var error = Assert.Single(PlaybookText.Read(text).Errors);
        Assert.Equal(line, error.Line);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(mend, error.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_missing_is_named() =>
        Assert.Equal(["'hours'", "'teams'", "'pools'", "'targets'", "'catch-all'", "'screening'"],
            PlaybookText.Read("name: Acme").Errors.Select(error => error.Problem.Split(' ')[0]));
}
