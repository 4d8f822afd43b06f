using Handraiser.App.Features.Verify;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Verify;

/// <summary>Every law is broken once, on purpose, and seen: a check that cannot fail would be worth nothing.</summary>
public sealed class LawsTests
{
    const string Private = "A history tells nothing that identifies the buyer";
    const string Steps = "No step of a ladder is early, twice, lost or out of order";
    const string Whole = "A lead's history is whole and was not changed afterwards";
    const string Clock = "An open lead with a target has one running clock until it is met";
    const string Chain = "Owners follow one another without a gap and never two at once";
    const string Owner = "An open lead has one present owner, the same in its row and in its chain";
    const string Tenancy = "Nothing refers to another workspace or to nothing";
    const string Erased = "Nothing remains of a person who was erased";
    const string Jobs = "Every job is in a known state, and none is held by the dead";

    static readonly (string Law, string Statements)[] Plants =
    [
        ("Every submission is worked on within two minutes", "update submission set state = 'received', received_at = 1;"),
        ("Every submission that was worked on is one request", "update submission set request_id = 'nothing';"),
        ("Every request belongs to one submission and one lead", "update request set lead_id = 'nothing';"),
        ("A lead counts its requests", "update lead set requests = requests + 1;"),
        ("An idempotency key is used once", "drop index submission_key;\nupdate submission set idempotency_key = 'same';"),
        ("A person has at most one open lead",
            "drop index lead_open;\nupdate lead set person_id = (select min(person_id) from lead where state = 'open') where state = 'open';"),
        ("An identity is one person's",
            """
            create table copy as select * from identity; drop table identity; alter table copy rename to identity; -- sqlite
            alter table identity drop constraint identity_pkey; -- postgres
            insert into identity select * from identity;
            """),
        (Owner, "update assignment set ended_at = started_at where ended_at is null;"),
        (Owner, "update lead set owner_id = (select max(id) from rep where name = 'Ada Admin') where state = 'open';"),
        (Owner, "update lead set waiting = 1 where state = 'open';"),
        ("The owner of an open lead is active", "update rep set active = 0;"),
        ("A closed lead has neither an owner's spell nor a clock under way",
            "update assignment set ended_at = null where lead_id = (select min(id) from lead where state = 'closed');"),
        ("A lead that was merged into another is over and has given it everything",
            "update lead set merged_into = (select min(o.id) from lead o where o.state = 'open') where state = 'closed';"),
        (Clock, "update clock set state = 'cancelled', ended_at = due_at, next_at = null where state = 'running';"),
        (Clock, "update lead set due_at = due_at + 1 where due_at is not null;"),
        (Clock, "delete from clock where state = 'running';"),
        ("The instants of a clock are consistent", "update clock set breached_at = due_at - 1 where breached_at is not null;"),
        ("The instants of a clock are consistent", "update clock set ended_at = null where state = 'met';"),
        ("Every breach is on record, on the clock and on the lead", "update clock set breached_at = null where breached_at is not null;"),
        ("Every breach is on record, on the clock and on the lead", "update lead set breached_at = null where breached_at is not null;"),
        ("What falls due is done within two minutes", "update clock set next_at = 1 where state = 'running';"),
        ("First attempt, contact and meeting are those of the touches", "update lead set first_contact_at = first_contact_at - 1;"),
        ("A touch is never dated back before its lead, nor forward", "update touch set at = at - 1;"),
        (Erased, "update person set name = 'Bea' where erasure_id is not null;"),
        (Erased, "update person set erasure_id = null where erasure_id is not null;"),
        (Erased, "update lead set erased_at = null where erased_at is not null;"),
        (Erased, "update request set message = 'Bea' where lead_id = (select id from lead where erased_at is not null);"),
        (Erased, "update submission set network = '10.0.0.0/24' where state = 'erased';"),
        (Erased, "update submission set state = 'request' where state = 'erased';"),
        (Erased, "update touch set note = 'Bea' where lead_id = (select id from lead where erased_at is not null);"),
        ("A message about a person who was erased is called off",
            "update job set state = 'queued' where kind = 'mail' and called_off = 1;"),
        (Jobs, "update job set state = 'lost';"),
        (Jobs, "update job set state = 'running', leased_until = 1;"),
        ("The same work is queued once", "drop index job_key;\nupdate job set key = 'same';"),
        (Tenancy, "update touch set rep_id = (select id from rep where name = 'Olga Other');"),
        (Tenancy, "update lead set owner_id = (select id from rep where name = 'Olga Other') where state = 'closed';"),
        (Tenancy, "update clock set request_id = 'nothing';"),
        (Tenancy, "update event set workspace_id = (select id from workspace where name = 'Other');"),
        (Whole, "update event set data = replace(data, 'demo', 'chat');"),
        (Whole, "delete from event where number = 2;"),
        (Whole, "delete from event where kind = 'touch.recorded' or kind = 'clock.met';"),
        ("A lead's row is what its history adds up to", "update lead set stage = 'meeting' where state = 'open';"),
        ("A lead's row is what its history adds up to", "update lead set breached_at = null, alarm_since = 1 where state = 'open';"),
        (Chain, "update assignment set started_at = started_at + 1 where number = 2;"),
        (Chain, "update assignment set number = number + 1 where number = 3;"),
        ("No lead is handed back to somebody who missed it",
            """
            update assignment set missed = 1 where number = 1;
            update assignment set owner_id = (select a.owner_id from assignment a where a.lead_id = assignment.lead_id and a.number = 1) where number = 3;
            """),
        (Steps, "update clock set next_step = next_step + 1;"),
        (Steps, "update clock set next_at = next_at + 1 where state = 'running';"),
        (Steps, "update event set at = at - 3600000000 where kind = 'ladder.nudged';"),
        (Steps, "update event set kind = 'clock.met' where kind = 'ladder.manager-told';\nupdate event set data = '{\"number\":1}' where kind = 'clock.met';"),
        ("Every request of a kind with a target starts a clock",
            "delete from clock where state = 'running';\nupdate lead set has_target = 0, due_at = null where due_at is not null;"),
        (Private, "update event set data = '{\"note\":\"call late@buyer.example\"}' where kind = 'touch.recorded';"),
        (Private, "update event set data = '{\"note\":\"Bea Buyer again\"}' where kind = 'touch.recorded';"),
        ("What a pool's members stand at is what its turns add up to", "update pool_member set assigned = assigned + 1;"),
        ("What a pool's members stand at is what its turns add up to", "delete from turn where kind = 'assigned';"),
    ];

    public static TheoryData<string, int> Broken { get; } = [.. TestDatabases.Engines.SelectMany(engine =>
        Plants.Select((_, i) => (engine.Data, i)))];

    [Theory, MemberData(nameof(Broken))]
    public async Task A_broken_law_is_found(string engine, int plant)
    {
        await using var database = await BrokenDatabase.StartAsync(engine);

        await database.BreakAsync(Plants[plant].Statements);

        Assert.Contains(Plants[plant].Law, await database.BrokenLawsAsync());
    }

    [Fact]
    public void Every_law_is_broken_by_some_test() => Assert.Equal(Laws.All.Order(), Plants.Select(plant => plant.Law).Distinct().Order());
}
