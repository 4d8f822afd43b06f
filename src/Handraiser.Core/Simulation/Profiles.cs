using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Simulation;

/// <summary>
/// What leads say, made once for every combination of field values that occurs, and the pools that may answer it.
/// </summary>
internal sealed class Profiles(SimulationPlan plan)
{
    readonly Dictionary<(int, long, RequestKind), Profile> made = [];

    public Profile Of(in Arrival arrival)
    {
        var key = (arrival.Traffic, arrival.Profile, arrival.Kind);
        if (made.TryGetValue(key, out var profile)) return profile;
        var values = Values(plan.Traffic[arrival.Traffic], arrival.Profile);
        values["kind"] = arrival.Kind.Text();
        var facts = new Facts(values);
        return made[key] = new Profile(facts, FirstPool(plan.Playbook, facts));
    }

    public static Dictionary<string, string> Values(Traffic traffic, long number)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = traffic.Fields.Count - 1; i >= 0; i--)
        {
            var mix = traffic.Fields[i];
            if (mix.Values[(int)(number % mix.Values.Count)].Text is { } text) values[mix.Field] = text;
            number /= mix.Values.Count;
        }
        return values;
    }

    // A second look names no pool, and then the catch-all covers for a claimant.
    static string FirstPool(Playbook playbook, Facts facts) =>
        playbook.Routes.FirstOrDefault(route => route.When.Ask(facts) == true)?.Pool ?? playbook.CatchAll;
}

/// <param name="FirstPool">The pool that is asked first; which others may be, its overflow says.</param>
internal sealed record Profile(Facts Facts, string FirstPool);
