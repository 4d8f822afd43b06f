using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

public sealed class RotaTests
{
    static readonly Pool Trio = Pool(("ann", 1), ("bob", 1), ("cem", 1));

    [Fact]
    public void The_level_is_what_was_assigned_and_calibrated_less_what_was_credited()
    {
        var rota = Fresh(Trio).Apply([
            Entry(TurnKind.Assigned, "ann", 1), Entry(TurnKind.Assigned, "ann", 1), Entry(TurnKind.Credited, "ann", -1),
            Entry(TurnKind.Calibrated, "ann", 5), Entry(TurnKind.Skipped, "bob", 0),
            Entry(TurnKind.Covered, "cem", 0)]);
        Assert.Equal(new MemberLevel("ann", 2, 1, 5, Now), rota.Of("ann"));
        Assert.Equal("6 0 0", Levels(rota));
    }

    [Fact]
    public void A_reset_clears_the_levels_and_remembers_who_was_last()
    {
        var rota = Fresh(Trio).Apply([Entry(TurnKind.Assigned, "ann", 1), Entry(TurnKind.Left, "bob", 0)])
            .Apply(Calibration.ForReset(Trio, Now, "A new month."));
        Assert.Equal("0 0 0", Levels(rota));
        Assert.Equal(Now, rota.Of("ann")!.Value.LastAssignedAt);
        Assert.True(rota.Of("bob")!.Value.OnLeave);
        Assert.Equal(Now, rota.ResetAt);
    }

    [Fact]
    public void Entries_of_other_pools_and_of_former_members_count_for_nothing()
    {
        var rota = Rota.From(Trio, [
            Entry(TurnKind.Assigned, "ann", 1) with { Pool = "apac" }, Entry(TurnKind.Assigned, "zoe", 1)]);
        Assert.Equal("0 0 0", Levels(rota));
        Assert.Null(rota.Of("zoe"));
    }

    [Fact]
    public void Another_version_of_the_list_keeps_the_numbers_of_those_who_stay()
    {
        var rota = At(Trio, 4, 5, 6).For(Pool(("cem", 1), ("dan", 1), ("ann", 1)));
        Assert.Equal("6 0 4", Levels(rota));
    }

    [Fact]
    public void Somebody_listed_twice_has_one_place_and_one_share()
    {
        var pool = Pool(("ann", 1), ("ann", 1), ("bob", 1));
        Assert.Equal("5 5 5", Shares(Take(pool, Fresh(pool), 10).Order, pool));
    }

    [Fact]
    public void The_fold_of_any_ledger_equals_the_numbers_stored_beside_it() =>
        Holds(Ledger().ListOf(), ledger =>
        {
            var stored = Fresh(Trio).Members.ToDictionary(member => member.Rep);
            Instant? resetAt = null;
            foreach (var turn in ledger) Store(stored, turn, ref resetAt);
            var folded = Rota.From(Trio, ledger);
            var oneByOne = ledger.Aggregate(Fresh(Trio), (rota, turn) => rota.Apply(turn));
            var fromStored = Rota.FromLevels(Trio, [.. stored.Values], resetAt);
            Assert.Equal(fromStored.Members, folded.Members);
            Assert.Equal(fromStored.Members, oneByOne.Members);
            Assert.Equal(Next(Trio, fromStored).Rep, Next(Trio, folded).Rep);
        });

    // What an application's UPDATE statements do.
    static void Store(Dictionary<string, MemberLevel> stored, Turn turn, ref Instant? resetAt)
    {
        if (turn.Kind == TurnKind.Reset)
        {
            resetAt = turn.At;
            foreach (var rep in stored.Keys)
            {
                stored[rep] = stored[rep] with { Assigned = 0, Credited = 0, Calibrated = 0 };
            }
            return;
        }
        var row = stored[turn.Rep!];
        if (turn.Kind == TurnKind.Assigned) row = row with { Assigned = row.Assigned + 1, LastAssignedAt = turn.At };
        if (turn.Kind == TurnKind.Credited) row = row with { Credited = row.Credited + 1 };
        if (turn.Kind == TurnKind.Calibrated) row = row with { Calibrated = row.Calibrated + turn.Delta };
        if (turn.Kind == TurnKind.Covered) row = row with { LastCoveredAt = turn.At };
        if (turn.Kind == TurnKind.Left) row = row with { OnLeave = true };
        if (turn.Kind == TurnKind.Returned) row = row with { OnLeave = false };
        stored[turn.Rep!] = row;
    }

    static Gen<Turn> Ledger() =>
        from kind in Gen.Choose(0, (int)TurnKind.Reset).Select(kind => (TurnKind)kind)
        from rep in Gen.Elements("ann", "bob", "cem")
        from size in Gen.Choose(1, 9)
        select Entry(kind, kind == TurnKind.Reset ? null : rep, kind switch
        {
            TurnKind.Assigned => 1,
            TurnKind.Credited => -1,
            TurnKind.Calibrated => size,
            _ => 0,
        });

    static Turn Entry(TurnKind kind, string? rep, int delta) => new("emea", kind, rep, delta, "A reason.", Now);

    static string Levels(Rota rota) => string.Join(' ', rota.Members.Select(member => member.Level));
}
