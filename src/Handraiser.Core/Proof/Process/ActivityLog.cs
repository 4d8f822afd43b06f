using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Proof;

/// <summary>What kind of thing an activity is.</summary>
public enum ActivityKind : byte { Request, Outbound, Inbound, Automated, Step, Ending }

/// <summary>What happened to each lead in order of time: its request, its touches from then on, the dated steps, and
/// how it ended. Touches with a date only have no place in an order and are left out.</summary>
internal sealed class ActivityLog
{
    const int MostTouches = 16;
    static readonly string[] StepNames = ["qualified", "met", "handed over", "accepted"];
    static readonly Ending[] Endings =
        [Ending.Won, Ending.Lost, Ending.Disqualified, Ending.Merged, Ending.NoAnswer, Ending.Erased];

    readonly byte[] activities;
    readonly long[] at;
    int count;
    int request;

    ActivityLog(int leads, int most) =>
        (activities, at, FirstOfCase) = (new byte[most], new long[most], new int[leads + 1]);

    public required ActivityName[] Names { get; init; }

    /// <summary>One entry more than cases: a lead without a time of request is an empty case.</summary>
    public int[] FirstOfCase { get; }

    public ReadOnlySpan<byte> Activities => activities.AsSpan(0, count);

    public ReadOnlySpan<long> At => at.AsSpan(0, count);

    public int Cases { get; private set; }

    public long DateOnly { get; private set; }

    [MethodImpl(RowLoop.Fast)]
    public static ActivityLog Of(Answers answers)
    {
        var (leads, touches) = (answers.History.Leads, answers.History.Touches);
        var groups = TouchGroups(touches, out var kinds);
        List<ActivityName> names = [new("request", ActivityKind.Request)];
        for (var i = 0; i < groups.Count; i++) names.Add(new(groups.Names[i]?[1..], kinds[i], groups.Rest[i]));
        var steps = names.Count;
        names.AddRange(StepNames.Select(name => new ActivityName(name, ActivityKind.Step)));
        names.AddRange(Endings.Select(ending => new ActivityName(EndingName(ending), ActivityKind.Ending)));
        var log = new ActivityLog(leads.Count, touches.Count + leads.Count + Milestones(leads)) { Names = [.. names] };
        for (var lead = 0; lead < leads.Count; lead++)
        {
            log.FirstOfCase[lead] = log.count;
            if (leads.RaisedAt[lead] == Unknown.Time || leads.DateOnly[lead]) continue;
            (log.Cases, log.request) = (log.Cases + 1, log.count);
            log.Add(leads.RaisedAt[lead], 0);
            log.AddTouches(answers, lead, groups.Codes);
            log.AddMilestones(leads, lead, steps, answers.History.Until);
        }
        log.FirstOfCase[^1] = log.count;
        return log;
    }

    static string EndingName(Ending ending) => ending switch
    {
        Ending.Won => "won",
        Ending.Lost => "lost",
        Ending.Disqualified => "disqualified",
        Ending.Merged => "merged",
        Ending.NoAnswer => "no answer",
        _ => "erased",
    };

    // Touches by their own word for what they are, or their channel, apart by direction. The first letter of the
    // grouped word is the direction.
    [MethodImpl(RowLoop.Fast)]
    static Grouping TouchGroups(TouchColumns touches, out ActivityKind[] kinds)
    {
        var (words, vocabulary) = (touches.Type.Words, new Vocabulary());
        var channels = Enum.GetNames<Channel>();
        var codeOf = new int[(words.Count + channels.Length) * 3];
        Array.Fill(codeOf, Unknown.Code);
        var codes = new int[touches.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            var word = touches.Type.Codes[row] is >= 0 and var type ? type : words.Count + (int)touches.Channel[row];
            var direction = touches.Grade[row] == Grade.Automated ? 2 : touches.Inbound[row] ? 1 : 0;
            ref var code = ref codeOf[(word * 3) + direction];
            if (code < 0)
            {
                code = vocabulary.CodeOf("oia"[direction]
                    + (word < words.Count ? words[word] : channels[word - words.Count]));
            }
            codes[row] = code;
        }
        var groups = Grouping.Of(new CodeColumn(vocabulary.Words, codes), MostTouches);
        kinds = [.. groups.Names.Select(name => name?[0] switch
        {
            'i' => ActivityKind.Inbound,
            'a' => ActivityKind.Automated,
            _ => ActivityKind.Outbound,
        })];
        return groups;
    }

    static int Milestones(LeadColumns leads)
    {
        long[][] columns =
            [leads.QualifiedAt, leads.MetAt, leads.HandedOverAt, leads.AcceptedAt, leads.WonAt, leads.EndedAt];
        return columns.Sum(column => column.Length - column.AsSpan().Count(Unknown.Time));
    }

    [MethodImpl(RowLoop.Fast)]
    void AddTouches(Answers answers, int lead, int[] codes)
    {
        var (leads, touches) = (answers.History.Leads, answers.History.Touches);
        for (var row = touches.FirstOfLead[lead]; row < touches.FirstOfLead[lead + 1]; row++)
        {
            if (answers.UseOf(row, leads.RaisedAt[lead]) > TouchUse.Automated) continue;
            if (touches.DateOnly[row]) DateOnly++;
            else Add(touches.At[row], 1 + codes[row]);
        }
    }

    [MethodImpl(RowLoop.Fast)]
    void AddMilestones(LeadColumns leads, int lead, int steps, long until)
    {
        Step(leads.QualifiedAt[lead], steps);
        Step(leads.MetAt[lead], steps + 1);
        Step(leads.HandedOverAt[lead], steps + 2);
        Step(leads.AcceptedAt[lead], steps + 3);
        Step(leads.WonAt[lead], steps + 4);
        var ending = Array.IndexOf(Endings, leads.Ending[lead]);
        if (ending > 0) Step(leads.EndedAt[lead], steps + 4 + ending);

        void Step(long moment, int activity)
        {
            if (moment != Unknown.Time && moment >= leads.RaisedAt[lead] && moment <= until) Add(moment, activity);
        }
    }

    // Into its place in the case by time; of two at one instant the activity decides, and the request comes first.
    [MethodImpl(RowLoop.Fast)]
    void Add(long moment, int activity)
    {
        var place = count++;
        var first = activity == 0 ? place : request + 1;
        for (; place > first && (at[place - 1], activities[place - 1]).CompareTo((moment, (byte)activity)) > 0; place--)
            (at[place], activities[place]) = (at[place - 1], activities[place - 1]);
        (at[place], activities[place]) = (moment, (byte)activity);
    }
}

/// <summary>What an activity is called; see <see cref="ProcessActivity"/>.</summary>
internal readonly record struct ActivityName(string? Name, ActivityKind Kind, int Rest = 0);
