using System.Collections.Frozen;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Tests.Routing;

/// <summary>Small pools, standings and playbooks for the tests of this folder.</summary>
static class RoutingWorld
{
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static IReadOnlySet<string> Nobody => FrozenSet<string>.Empty;

    public static Pool Pool(params (string Rep, int Weight)[] members) => Named("emea", members);

    public static Pool Named(string key, params (string Rep, int Weight)[] members) => new(
        key, "sales", [.. members.Select(member => new PoolMember(member.Rep, member.Weight))], Caps.None,
        JoinerPolicy.Max, LeavePolicy.Hold, TiePolicy.List, EveryoneAway.Wait, null, true, true);

    public static Standing Free(string rep) => new(rep, true, true, true, false, 0, 0, 0);

    public static Standing[] AllFree(Pool pool) => [.. pool.Members.Select(member => Free(member.Rep))];

    public static Standing[] Except(Pool pool, string rep, Func<Standing, Standing> change) =>
        [.. AllFree(pool).Select(standing => standing.Rep == rep ? change(standing) : standing)];

    public static Rota Fresh(Pool pool) => Rota.From(pool, []);

    public static Rota At(Pool pool, params long[] levels) =>
        Rota.FromLevels(
            pool, [.. pool.Members.Select((member, i) => new MemberLevel(member.Rep, levels[i], 0, 0, null))]);

    public static TurnDecision Next(Pool pool, Rota rota, Standing[]? standings = null, ulong seed = 0,
        IReadOnlySet<string>? missed = null) =>
        TurnTaking.Next(pool, rota, standings ?? AllFree(pool), Now, missed ?? Nobody, seed);

    /// <summary>Takes turns one after the other; the reps in the order in which they were chosen.</summary>
    public static (List<string> Order, Rota After) Take(Pool pool, Rota rota, int turns, Standing[]? standings = null)
    {
        var order = new List<string>();
        for (var i = 0; i < turns; i++)
        {
            var decision = TurnTaking.Next(
                pool, rota, standings ?? AllFree(pool), Now + Duration.FromMinutes(i), Nobody, (ulong)i);
            if (decision.Rep is not null) order.Add(decision.Rep);
            rota = rota.Apply(decision.Turns);
        }
        return (order, rota);
    }

    public static string Shares(IEnumerable<string> order, Pool pool) =>
        string.Join(' ', pool.Members.Select(member => order.Count(rep => rep == member.Rep)));

    public static Playbook Playbook(params Pool[] pools) => new(
        "Sales", new Dictionary<string, OpeningHours>(),
        new Dictionary<string, Team>
        {
            ["sales"] = new("sales", "Sales", OpeningHours.Always, "manager", "on-call"),
            ["night"] = new("night", "Night", OpeningHours.Always, "night-manager", "night-on-call"),
        },
        pools.ToDictionary(pool => pool.Key), new Dictionary<RequestKind, Target>(), new Dictionary<string, Ladder>(),
        [new Route("EMEA", Country("DE", "FR"), pools[0].Key, null)],
        pools[^1].Key, new Core.Playbooks.Screening(80, "screener"));

    static Condition.Test Country(params string[] codes) => new("company.country", Comparison.Is, codes, null);

    public static OwnershipQuestion Question(Playbook playbook, IEnumerable<Standing>? standings = null,
        IEnumerable<Rota>? rotas = null, string country = "DE") =>
        new(new Facts(new Dictionary<string, string> { ["company.country"] = country }), playbook,
            new RoutingState(
                (standings ?? playbook.Pools.Values.SelectMany(AllFree).DistinctBy(standing => standing.Rep))
                    .ToDictionary(standing => standing.Rep),
                (rotas ?? playbook.Pools.Values.Select(Fresh)).ToDictionary(rota => rota.Pool)),
            Now, 7);

    /// <summary>A law over generated cases; the same cases on every run.</summary>
    public static void Holds<T>(Gen<T> cases, Action<T> law, int runs = 200) =>
        Prop.ForAll(cases.ToArbitrary(), law).Check(
            Config.QuickThrowOnFailure.WithMaxTest(runs).WithReplay(20260302UL, 11400714819323198485UL));
}
