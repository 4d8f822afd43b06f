using System.Text.Json;
using Handraiser.App.Features.Verify;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>A step of a ladder that will fall due.</summary>
internal sealed record NextStep(string Lead, Instant At);

/// <summary>Work that waits for a human.</summary>
internal sealed record StuckJob(string Id, string Kind, string Key);

/// <summary>
/// Holds the world against its laws: after every commit all that the commit touched, at the end everything. It looks past
/// the nodes, straight into the database and at what the peers outside really got.
/// </summary>
internal sealed class Checks(World world)
{
    readonly SqliteTx look = new(world.Session) { Now = Template.Start };
    readonly JobWatch jobs = new(world);
    readonly Dictionary<(string, long), Instant> promised = [];
    readonly Dictionary<string, (Versions Of, PastPlaybooks Rules)> rules = [];
    string? problem;
    long changes = world.Session.Changes;
    int glances;
    long lastEvent;
    long dueAsOf = -1;
    Instant? due;
    bool somebodyWaits;

    public long OpenLeads => One<long>("select count(*) from lead where state = 'open'");

    public void Report(string what) => problem ??= what;

    /// <summary>The mail was begun when its lead was closed already.</summary>
    public bool IsLate(string messageId) => jobs.IsLate(messageId);

    /// <summary>Whoever looks and looks and never gets anything done has met work that stays due for ever.</summary>
    public void Glanced()
    {
        const int Most = 5000;
        if (glances++ > Most) Report("Something stays due, and nobody ever does it.");
    }

    public void Throw()
    {
        if (problem is not null) throw new YardException(problem);
    }

    /// <summary>Everything that this commit touched obeys the laws now.</summary>
    public void Committed(Node node)
    {
        if (changes == world.Session.Changes) return;
        (changes, glances) = (world.Session.Changes, 0);
        world.Commits++;
        var events = Many<EventOf>("select id, workspace_id, stream, kind, at, data from event where id > @Last order by id",
            new { Last = lastEvent });
        foreach (var one in events)
        {
            lastEvent = one.Id;
            world.Trace.Say(world.Now, node.Name, $"{one.Kind} {one.Stream[^6..]}");
            Notice(one, node);
        }
        foreach (var one in events.DistinctBy(one => one.Stream)) CheckLead(one.WorkspaceId, one.Stream);
        CheckClocks(events.Where(one => one.Kind.StartsWith("clock.", StringComparison.Ordinal)
            || one.Kind == "request.joined").Select(one => one.Stream));
        foreach (var one in events.Where(one => one.Kind == "touch.recorded")) CheckMet(one.Stream);
        CheckAll(everything: world.Commits % 64 == 0);
        jobs.Committed(node, look);
    }

    /// <summary>The sender has its answer: from now on the request is ours, whatever happens.</summary>
    public void Acknowledged(string key, string request)
    {
        if (One<long>("select count(*) from submission where (id = @Id or request_id = @Id) and (idempotency_key = @Key or state = 'erased')",
            new { Id = request, Key = key }) != 1) Report($"{key} was told {request}, and no submission of it is stored.");
    }

    public void Touched(string lead, Instant step, Instant at)
    {
        if (at <= step && step - at < Duration.FromSeconds(1)) world.Sometimes.Saw("a touch just before its step would have fired");
        if (at > step && One<long>("select count(*) from event where stream = @Lead and kind like 'ladder.%' and at >= @Step and at <= @At",
            new { Lead = lead, Step = step, At = at }) > 0) world.Sometimes.Saw("a hand-on while a touch was on its way");
    }

    /// <summary>When something falls due next, by the database; null when nothing ever does.</summary>
    public Instant? NextDue()
    {
        if (dueAsOf != world.Commits) LookForDue();
        // A pool opens, or somebody comes back from leave, by the passing of time alone.
        var look = world.Now + Duration.FromMinutes(5);
        return somebodyWaits && !(due < look) ? look : due;
    }

    void LookForDue()
    {
        dueAsOf = world.Commits;
        var micros = One<long?>(
            """
            select min(at) from (
              select min(next_at) + 1 as at from clock where state = 'running' and next_at is not null
              union all select min(due_at) from job where state = 'queued'
              union all select min(leased_until) + 1 from job where state = 'running'
              union all select min(case when started = 0 then from_at else to_at end) from leave where ended = 0)
            """);
        due = micros is { } at ? Arguments.FromMicros(at) : null;
        somebodyWaits = One<long>("select count(*) from lead where waiting = 1 and state = 'open'") > 0;
    }

    public NextStep? NextStep() => Pick(Many<StepOf>("select lead_id as lead, next_at as at from clock where workspace_id = @Workspace and state = 'running' and next_at > @Now order by lead_id",
        new { world.Company.Workspace, world.Now })) is { } step ? new(step.Lead, step.At) : null;

    public string? AnyOpenLead() =>
        Pick(Many<string>("select id from lead where workspace_id = @Workspace and state = 'open' order by id", new { world.Company.Workspace }));

    public long OpenLeadsOf(string rep) =>
        One<long>("select count(*) from lead where owner_id = @Rep and state = 'open' and waiting = 0", new { Rep = rep });

    public StuckJob? AnyStuckJob() => Pick(Many<JobOf>("select id, kind, key from job where workspace_id = @Workspace and state in ('parked', 'in-doubt') order by id", new { world.Company.Workspace }))
        is { } job ? new(job.Id, job.Kind, job.Key) : null;

    /// <summary>Nothing goes wrong any more and time has passed: all is owned, on the clock, and done or in
    /// plain sight of a human.</summary>
    public void Finish(Buyers buyers)
    {
        foreach (var (key, request) in buyers.Acknowledged)
        {
            if (One<long>("select count(*) from submission where (idempotency_key = @Key and state = 'request' or state = 'erased') and (id = @Request or request_id = @Request)",
                new { Key = key, Request = request }) != 1) Report($"{key}, acknowledged as {request}, is not a request.");
        }
        foreach (var verdict in Laws.CheckAsync(new StillDatabase(world)).GetAwaiter().GetResult())
        {
            if (verdict.Broken > 0) Report($"{verdict.Law}: {verdict.Shown[0].What} (lead {verdict.Shown[0].Lead})");
        }
        jobs.Finish(look);
        world.Erasures.Finish(look, buyers);
        Throw();
    }

    void CheckLead(string workspace, string id)
    {
        if (LeadCase.FindAsync(look, workspace, id).GetAwaiter().GetResult() is not { } one) return;
        foreach (var (law, what) in LeadLaws.Check(one, Rules(workspace))) Report($"{law}: {what} (lead {id})");
    }

    /// <summary>Whatever happens to a lead, the instant that its buyer was promised is never put off.</summary>
    void CheckClocks(IEnumerable<string> leads)
    {
        foreach (var lead in leads.Distinct())
        {
            foreach (var clock in Many<ClockOf>("select number, due_at from clock where lead_id = @Lead", new { Lead = lead }))
            {
                if (promised.TryGetValue((lead, clock.Number), out var before)
                    && clock.DueAt > before) Report($"A clock was put off from {before} to {clock.DueAt} (lead {lead}).");
                promised[(lead, clock.Number)] = clock.DueAt;
            }
        }
    }

    /// <summary>What was done in time counts: no clock runs on after a touch that meets it.</summary>
    void CheckMet(string lead)
    {
        foreach (var one in Many<MeetingOf>("select t.grade, c.met_by from touch t join clock c on c.lead_id = t.lead_id where t.lead_id = @Lead and c.state = 'running' and t.at >= c.started_at",
            new { Lead = lead }))
        {
            if (one.Grade != "automated" && Rank(one.Grade) >= Rank(one.MetBy))
                Report($"A clock runs on after a touch ({one.Grade}) that meets it (lead {lead}).");
        }
    }

    static int Rank(string grade) => Array.FindIndex(Enum.GetValues<Grade>(), known => known.Text() == grade);

    void CheckAll(bool everything)
    {
        // What may be late is late while things go wrong; that it is made up for is checked at the end.
        var now = new SqliteTx(world.Session) { Now = Instant.FromUnixTimeTicks(0) };
        var queries = LawQueries.All;
        for (var i = 0; i < queries.Count; i++)
        {
            // Every law at some commits; at each commit one of them, beside the laws of the leads that it touched.
            if (!everything && i != world.Commits % queries.Count) continue;
            foreach (var workspace in new[] { world.Company.Workspace, world.Other.Workspace })
            {
                var broken = queries[i].RunAsync(now, workspace).GetAwaiter().GetResult();
                if (broken.Count > 0) Report($"{queries[i].Law}: {broken[0].What} (lead {broken[0].Lead})");
            }
        }
    }

    void Notice(EventOf one, Node node)
    {
        if (one.Kind == "request.joined") world.Sometimes.Saw("a request joins an open lead");
        if (one.Kind == "lead.assigned" && one.Data.Contains("\"waiting\":true",
            StringComparison.Ordinal)) world.Sometimes.Saw("a lead waits in its pool because nobody is there");
        if (one.Kind == "lead.assigned" && one.Data.Contains("\"held\":\"quarantine\"",
            StringComparison.Ordinal)) world.Sometimes.Saw("a quarantined lead");
        if (!one.Kind.StartsWith("ladder.", StringComparison.Ordinal)) return;
        if (node.Time.Skew != Duration.Zero) world.Sometimes.Saw("a clock wrong by minutes while something was due");
        using var data = JsonDocument.Parse(one.Data);
        if (!data.RootElement.TryGetProperty("due", out var text)) return;
        var due = NodaTime.Text.InstantPattern.ExtendedIso.Parse(text.GetString()!).Value;
        if (world.Now <= due) Report($"A step that falls due at {due} was taken at {world.Now} (lead {one.Stream}).");
        if (world.Now - due > Duration.FromMinutes(1)) world.Sometimes.Saw("a step of a ladder taken late, after everybody was down");
    }

    PastPlaybooks Rules(string workspace)
    {
        var now = Many<Versions>("select playbook_version, roster_version from workspace where id = @Id", new { Id = workspace })[0];
        if (!rules.TryGetValue(workspace, out var known) || known.Of != now) rules[workspace] = known = (now,
            PastPlaybooks.ReadAsync(look, workspace).GetAwaiter().GetResult());
        return known.Rules;
    }

    T? Pick<T>(List<T> from) where T : class => from.Count == 0 ? null : world.Dice.Of(from);

    T? One<T>(string sql, object? arguments = null) => look.SingleAsync<T>(sql, arguments).GetAwaiter().GetResult();

    List<T> Many<T>(string sql, object? arguments = null) => look.ListAsync<T>(sql, arguments).GetAwaiter().GetResult();

    sealed record EventOf
    {
        public long Id { get; init; }

        public string WorkspaceId { get; init; } = "";

        public string Stream { get; init; } = "";

        public string Kind { get; init; } = "";

        public Instant At { get; init; }

        public string Data { get; init; } = "";
    }

    sealed record StepOf
    {
        public string Lead { get; init; } = "";

        public Instant At { get; init; }
    }

    sealed record MeetingOf
    {
        public string Grade { get; init; } = "";

        public string MetBy { get; init; } = "";
    }

    sealed record ClockOf
    {
        public long Number { get; init; }

        public Instant DueAt { get; init; }
    }

    sealed record JobOf
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Key { get; init; } = "";
    }

    sealed record Versions
    {
        public long PlaybookVersion { get; init; }

        public long RosterVersion { get; init; }
    }
}
