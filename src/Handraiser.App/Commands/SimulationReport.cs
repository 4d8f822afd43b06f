using System.Globalization;
using System.Text;
using System.Text.Json;
using Handraiser.Core.Leads;
using Handraiser.Core.Simulation;
using NodaTime;

namespace Handraiser.App.Commands;

/// <summary>A simulation's result, for people to read in a terminal or for programs.</summary>
internal static class SimulationReport
{
    const int BarWidth = 40;
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Text(SimulationResult result, ulong seed)
    {
        var text = new StringBuilder();
        Summary(text, result, seed);
        Waits(text, result);
        Kinds(text, result);
        Reps(text, result);
        Pools(text, result);
        Hours(text, result);
        Line(text, $"Fingerprint {result.Fingerprint:x16}: the same plan and seed {seed} give the same on every machine.");
        return text.ToString().TrimEnd();
    }

    public static string Json(SimulationResult result, ulong seed) => JsonSerializer.Serialize(new
    {
        playbook = result.Plan.Playbook.Name,
        from = result.Plan.Start.ToString(),
        result.Plan.Days,
        seed = seed.ToString(Invariant),
        fingerprint = result.Fingerprint.ToString("x16", Invariant),
        result.Requests, result.Leads, result.Joined, result.Held, result.Spam, result.NeverAnswered, result.Contacted, result.Meetings,
        result.Touches, result.Nudged, result.ManagerTold, result.HandedOn, result.OnCall, result.Waited, result.Credited,
        clocks = Counts(result.Clocks),
        firstAttempt = Times(result.FirstAttempt),
        firstContact = Times(result.FirstContact),
        reps = result.Reps,
        pools = result.Pools,
        kinds = result.Kinds.Select(kind => new { kind = kind.Kind.Text(), kind.Requests, clocks = Counts(kind.Clocks) }),
        hours = result.Hours,
    }, Readable);

    static object Counts(ClockCounts clocks) => new { clocks.Met, clocks.MetLate, clocks.NeverMet, clocks.Cancelled };

    static object Times(ResponseTimes times) => new
    {
        times.Answered, times.Never,
        p50Seconds = times.P50?.TotalSeconds, p75Seconds = times.P75?.TotalSeconds, p90Seconds = times.P90?.TotalSeconds,
        histogram = times.Histogram.Select((count, bar) => new
        {
            toSeconds = bar < ResponseTimes.Bounds.Count ? ResponseTimes.Bounds[bar].TotalSeconds : (double?)null, count,
        }),
    };

    static void Summary(StringBuilder text, SimulationResult result, ulong seed)
    {
        var from = result.Plan.Start.InUtc().Date;
        Line(text, $"{result.Plan.Playbook.Name}: {result.Plan.Days} days from {from:uuuu'-'MM'-'dd}, seed {seed}");
        Line(text, $"");
        Line(text, $"{result.Requests,9} requests, of which {result.Joined} joined an open lead");
        Line(text, $"{result.Leads,9} leads; {result.Held} looked like spam and {result.Spam} were");
        Line(text, $"{result.Clocks.Met,9} clocks met in time: {Share(result.Clocks.Met, result.Clocks.Judged)} of {result.Clocks.Judged}");
        Line(text, $"{result.Breached,9} breached: {result.Clocks.MetLate} answered late, {result.Clocks.NeverMet} not at all by what counts");
        Line(text, $"{result.NeverAnswered,9} leads never answered");
        Line(text, $"{result.Contacted,9} spoken with, {result.Meetings} meetings, {result.Touches} touches");
        Line(text, $"{result.HandedOn,9} handed on; {result.OnCall} alarms to on-call; {result.Waited} waits in a pool");
        Line(text, $"");
    }

    static void Waits(StringBuilder text, SimulationResult result)
    {
        Line(text, $"How long buyers wait, nights and weekends included");
        Line(text, $"{"",-16}{"half within",14}{"3 in 4",14}{"9 in 10",14}{"never",9}");
        foreach (var (name, times) in new[] { ("first attempt", result.FirstAttempt), ("first contact", result.FirstContact) })
        {
            Line(text, $"{name,-16}{Wait(times.P50),14}{Wait(times.P75),14}{Wait(times.P90),14}{times.Never,9}");
        }
        Line(text, $"");
    }

    static void Kinds(StringBuilder text, SimulationResult result)
    {
        Line(text, $"{"Kind",-16}{"requests",10}{"in time",10}{"late",8}{"never",8}{"share",9}");
        foreach (var kind in result.Kinds.Where(kind => kind.Requests > 0))
        {
            var clocks = kind.Clocks;
            Line(text, $"{kind.Kind.Text(),-16}{kind.Requests,10}{clocks.Met,10}{clocks.MetLate,8}{clocks.NeverMet,8}{Share(clocks.Met, clocks.Judged),9}");
        }
        Line(text, $"");
    }

    static void Reps(StringBuilder text, SimulationResult result)
    {
        var width = Math.Max(12, result.Reps.Max(rep => rep.Rep.Length) + 2);
        Line(text, $"{"Rep".PadRight(width)}{"leads",7}{"touches",9}{"spoken",8}{"in time",9}{"breached",10}{"taken",7}{"most open",11}");
        foreach (var rep in result.Reps)
        {
            Line(text, $"{rep.Rep.PadRight(width)}{rep.Given,7}{rep.Touches,9}{rep.Contacted,8}{rep.Met,9}{rep.Breached,10}{rep.Missed,7}{rep.MostOpen,11}");
        }
        Line(text, $"'taken' counts leads that went to somebody else because the clock ran out.");
        Line(text, $"");
    }

    static void Pools(StringBuilder text, SimulationResult result)
    {
        var width = Math.Max(12, result.Pools.SelectMany(pool => pool.Members).Max(member => member.Rep.Length) + 4);
        Line(text, $"{"Turns by pool".PadRight(width)}{"weight",8}{"turns",8}{"by weight",11}{"off by",9}");
        foreach (var pool in result.Pools)
        {
            Line(text, $"{pool.Pool}");
            foreach (var member in pool.Members)
            {
                Line(text, $"{("  " + member.Rep).PadRight(width)}{member.Weight,8}{member.Turns,8}{member.Exact,11:0.0}{member.Turns - member.Exact,9:+0.0;-0.0;0.0}");
            }
        }
        Line(text, $"Turns follow weights among those who are here and under their caps; absence is what is off.");
        Line(text, $"");
    }

    static void Hours(StringBuilder text, SimulationResult result)
    {
        Line(text, $"Requests by the buyer's hour of day; # is a clock that ran out");
        var most = Math.Max(1, result.Hours.Max(hour => hour.Requests));
        foreach (var hour in result.Hours)
        {
            var bar = hour.Requests * BarWidth / most;
            var breached = Math.Min(bar, hour.Breached * BarWidth / most);
            Line(text, $"{hour.Hour,4:00}  {new string('#', breached)}{new string('.', bar - breached)}".PadRight(BarWidth + 8) + string.Create(Invariant, $"{hour.Breached,6} of {hour.Requests}"));
        }
        Line(text, $"");
    }

    static string Share(int part, int whole) => whole == 0 ? "none" : string.Create(Invariant, $"{100.0 * part / whole:0.0}%");

    static string Wait(Duration? wait) => wait switch
    {
        null => "never",
        { } some when some < Duration.FromMinutes(1) => string.Create(Invariant, $"{some.TotalSeconds:0} s"),
        { } some when some < Duration.FromHours(2) => string.Create(Invariant, $"{some.TotalMinutes:0.0} min"),
        { } some when some < Duration.FromDays(2) => string.Create(Invariant, $"{some.TotalHours:0.0} h"),
        { } some => string.Create(Invariant, $"{some.TotalDays:0.0} days"),
    };

    static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(Invariant).TrimEnd());

    static void Line(StringBuilder text, string line) => text.AppendLine(line.TrimEnd());
}
