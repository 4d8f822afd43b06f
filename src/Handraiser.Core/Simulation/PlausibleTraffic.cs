using System.Globalization;
using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>Traffic for a playbook that nothing else is known of: some for every team and every route.</summary>
public static class PlausibleTraffic
{
    // So that every mixture of values has a number.
    const long MostMixtures = 1_000_000_000_000;

    /// <summary>
    /// Requests in the business hours of each team's zone, with values on both sides of everything that a route asks.
    /// </summary>
    /// <param name="leadsPerDay">The average over a week, of all teams together.</param>
    public static IReadOnlyList<Traffic> For(Playbook playbook, double leadsPerDay)
    {
        var fields = Fields(playbook);
        var zones = playbook.Teams.Values.OrderBy(team => team.Key, StringComparer.Ordinal)
            .Select(team => team.Hours.Zone.Id).Distinct(StringComparer.Ordinal).ToList();
        return [.. zones.Select(zone => new Traffic(
            DateTimeZoneProviders.Tzdb[zone], WeekShape.Business(leadsPerDay * 7 / zones.Count)) { Fields = fields })];
    }

    static List<FieldMix> Fields(Playbook playbook)
    {
        var values = new SortedDictionary<string, List<string?>>(StringComparer.Ordinal);
        foreach (var test in playbook.Routes.SelectMany(route => Tests(route.When)))
        {
            // The kind has a mix of its own.
            if (test.Field == "kind") continue;
            if (!values.TryGetValue(test.Field, out var known)) values[test.Field] = known = [null];
            known.AddRange(Texts(test).Where(text => !known.Contains(text)).Distinct(StringComparer.Ordinal).ToList());
        }
        var mixtures = 1L;
        return [.. values.TakeWhile(field => (mixtures *= field.Value.Count) <= MostMixtures)
            .Select(field => new FieldMix(field.Key, [.. field.Value.Select(text => (text, 1))]))];
    }

    static IEnumerable<Condition.Test> Tests(Condition condition) => condition switch
    {
        Condition.All all => all.Parts.SelectMany(Tests),
        Condition.Any any => any.Parts.SelectMany(Tests),
        Condition.Not not => Tests(not.Part),
        Condition.Test test => [test],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static IEnumerable<string> Texts(Condition.Test test) => test.Number is { } number
        ? new[] { number - 1, number, number + 1 }.Select(value => value.ToString(CultureInfo.InvariantCulture))
        : test.Comparison == Comparison.Known ? ["something"]
        : test.Texts.Select(text => test.Comparison switch
        {
            Comparison.StartsWith => text + "x",
            Comparison.EndsWith => "x" + text,
            _ => text,
        });
}
