using System.Text;
using Handraiser.Core.Proof;
using Handraiser.Core.Simulation;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Bench;

/// <summary>A year of many leads with five touches each on average, made as columns. The same seed makes the same.
/// </summary>
public static class BusyHistory
{
    const long Minute = 60_000_000;
    static readonly Instant Start = Instant.FromUtc(2025, 1, 1, 0, 0);
    static readonly Shift[] Office = [.. Enumerable.Range(1, 5)
        .Select(day => new Shift((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(17, 0)))];

    public static History Make(int leads, ulong seed)
    {
        var (dice, zone) = (new Dice(seed), DateTimeZoneProviders.Tzdb["Europe/Oslo"]);
        var counts = new int[leads + 1];
        var touches = 0;
        for (var lead = 0; lead < leads; lead++)
        {
            counts[lead] = touches;
            if (!dice.Happens(0.2)) touches += 1 + dice.Poisson(5.25);
        }
        counts[leads] = touches;
        var table = LeadTable(leads, ref dice);
        return new()
        {
            Zone = zone, Hours = new OpeningHours(zone, Office), Until = Moment.Of(Start + Duration.FromDays(400)),
            Leads = table, Touches = TouchTable(table, counts, ref dice),
            Deals = new HistoryBuilder().Build(zone, OpeningHours.Always, Start).Deals,
            Costs = new HistoryBuilder().Build(zone, OpeningHours.Always, Start).Costs,
        };
    }

    static LeadColumns LeadTable(int count, ref Dice dice)
    {
        var raised = new long[count];
        for (var i = 0; i < count; i++) raised[i] = Moment.Of(Start) + (long)(dice.Share() * 365 * 24 * 60 * Minute);
        var (qualified, won, ended) = (Unknowns(count), Unknowns(count), Unknowns(count));
        var (ending, reached, employees) = (new Ending[count], new Reached[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            employees[i] = dice.LogNormal(60, 2);
            if (dice.Happens(0.2)) qualified[i] = raised[i] + (long)(dice.LogNormal(3_000, 1.2) * Minute);
            if (qualified[i] != Unknown.Time && dice.Happens(0.3)) won[i] = qualified[i] + (long)(dice.LogNormal(40_000, 1) * Minute);
            else if (dice.Happens(0.5)) ended[i] = raised[i] + (long)(dice.LogNormal(20_000, 1.5) * Minute);
            ending[i] = won[i] != Unknown.Time ? Ending.Won : ended[i] == Unknown.Time ? Ending.Open
                : dice.Happens(0.5) ? Ending.Disqualified : Ending.Lost;
            reached[i] = won[i] != Unknown.Time ? (Reached)31 : qualified[i] != Unknown.Time ? Reached.Qualified | Reached.Contacted : 0;
        }
        return new()
        {
            Count = count, Id = Ids(count), RaisedAt = raised, LoggedAt = (long[])raised.Clone(), DateOnly = new bool[count],
            Owner = Words("rep", 40, count, ref dice), Team = Words("team", 5, count, ref dice),
            Source = Words("source", 12, count, ref dice), Kind = Words("kind", 5, count, ref dice),
            Campaign = CodeColumn.Empty(count), Country = CodeColumn.Empty(count), Domain = CodeColumn.Empty(count),
            Employees = employees, ContactedAt = Unknowns(count), QualifiedAt = qualified, MetAt = Unknowns(count),
            HandedOverAt = Unknowns(count), AcceptedAt = Unknowns(count), WonAt = won, EndedAt = ended, Ending = ending,
            Reached = reached, Traits = [],
        };
    }

    static TouchColumns TouchTable(LeadColumns leads, int[] first, ref Dice dice)
    {
        var count = first[^1];
        var (lead, at, grade) = (new int[count], new long[count], new Grade[count]);
        var (inbound, channel) = (new bool[count], new Channel[count]);
        for (var one = 0; one < leads.Count; one++)
        {
            var time = leads.RaisedAt[one];
            for (var row = first[one]; row < first[one + 1]; row++)
            {
                time += (long)(dice.LogNormal(row == first[one] ? 90 : 1_500, 2) * Minute);
                (lead[row], at[row]) = (one, time);
                grade[row] = (Grade)dice.Pick([15, 60, 85, 98, 100]);
                inbound[row] = dice.Happens(0.1);
                channel[row] = (Channel)dice.Pick([2, 60, 85, 90, 93, 94, 97, 98, 100]);
            }
        }
        return new()
        {
            Count = count, Id = Ids(count), Lead = lead, FirstOfLead = first, At = at, LoggedAt = (long[])at.Clone(),
            DateOnly = new bool[count], Grade = grade, Origin = new Origin[count], Inbound = inbound, Channel = channel,
            Lasted = new int[count], Owner = Words("rep", 40, count, ref dice), Type = Words("type", 9, count, ref dice),
        };
    }

    static long[] Unknowns(int count)
    {
        var times = new long[count];
        Array.Fill(times, Unknown.Time);
        return times;
    }

    static TextColumn Ids(int count)
    {
        var (bytes, ends) = (new byte[count * 8], new int[count]);
        for (var row = 0; row < count; row++)
        {
            Encoding.ASCII.GetBytes(row.ToString("00000000", null), bytes.AsSpan(row * 8, 8));
            ends[row] = (row + 1) * 8;
        }
        return new(bytes, ends);
    }

    static CodeColumn Words(string word, int kinds, int count, ref Dice dice)
    {
        var codes = new int[count];
        for (var row = 0; row < count; row++) codes[row] = dice.Below(kinds);
        return new([.. Enumerable.Range(1, kinds).Select(one => $"{word} {one}")], codes);
    }
}
