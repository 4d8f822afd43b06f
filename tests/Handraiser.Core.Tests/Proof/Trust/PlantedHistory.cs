using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

/// <summary>
/// Half a year of an honest team, with people who log late, batches of mails and scheduled meetings, and what a
/// dishonest hand would add to it, labelled by the beginning of the touch's id.
/// </summary>
sealed class PlantedHistory(int seed)
{
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 0, 0);
    public static readonly Instant Until = Start + Duration.FromDays(182);

    readonly Random chance = new(seed);
    readonly List<LeadEntry> leads = [];
    readonly List<TouchEntry> touches = [];

    public static OpeningHours Office { get; } = new(DateTimeZone.Utc, Enumerable.Range(1, 5)
        .Select(day => new Shift((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(17, 0))));

    public PlantedHistory WithLeads(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var raised = Start + Duration.FromSeconds(chance.NextDouble() * 175 * 86_400);
            leads.Add(new($"L{i}", raised) { Owner = Owner(i), LoggedAt = raised + Duration.FromSeconds(2) });
            if (chance.NextDouble() < 0.2) continue;
            var at = Open(raised + Minutes(3 + (600 * Math.Pow(chance.NextDouble(), 3))));
            var attempts = 1 + chance.Next(6);
            for (var k = 0; k < attempts; k++) at = Honest(i, k, at);
        }
        return this;
    }

    /// <summary>A mail to many at once, logged as it leaves.</summary>
    public PlantedHistory WithCampaignDay(int mails)
    {
        var at = Start + Duration.FromDays(60) + Duration.FromHours(9);
        foreach (var (lead, i) in leads.Where(lead => lead.RaisedAt < at).Take(mails).Select((lead, i) => (lead, i)))
        {
            var sent = at + Duration.FromMilliseconds(150 * i);
            touches.Add(new(lead.Id, sent, Grade.Personal)
            {
                Id = $"campaign{i}", LoggedAt = sent + Duration.FromSeconds(1), Origin = Origin.Reported,
                Channel = Channel.Mail, Owner = "rep1", Type = "Email",
            });
        }
        return this;
    }

    public PlantedHistory Plant(string kind, int count, Func<Random, LeadEntry, int, TouchEntry> touch)
    {
        for (var i = 0; i < count; i++)
        {
            // Not on the leads of the one who logs everything late.
            var lead = chance.Next(leads.Count / 8) * 8;
            touches.Add(touch(chance, leads[lead + (i % 3)], i) with { Id = $"{kind}-{i}" });
        }
        return this;
    }

    public PlantedHistory Change(Func<TouchEntry, TouchEntry> change)
    {
        for (var i = 0; i < touches.Count; i++) touches[i] = change(touches[i]);
        return this;
    }

    public History Build(bool shuffled = false)
    {
        var builder = new HistoryBuilder();
        var (leadOrder, touchOrder) = (leads.ToArray(), touches.ToArray());
        if (shuffled)
        {
            chance.Shuffle(leadOrder);
            chance.Shuffle(touchOrder);
        }
        foreach (var lead in leadOrder) builder.AddLead(lead);
        foreach (var touch in touchOrder) builder.AddTouch(touch);
        return builder.Build(DateTimeZone.Utc, Office, Until);
    }

    public static Duration Minutes(double minutes) => Duration.FromSeconds(Math.Round(minutes * 60));

    Instant Honest(int lead, int k, Instant at)
    {
        var connected = chance.NextDouble() < 0.25;
        var mail = !connected && chance.NextDouble() < 0.4;
        touches.Add(new($"L{lead}", at, connected ? Grade.TwoWay : mail ? Grade.Personal : Grade.Attempt)
        {
            Id = $"honest-{lead}-{k}", Origin = Origin.Reported, Owner = Owner(lead),
            LoggedAt = at + Lag(lead, at),
            Channel = mail ? Channel.Mail : Channel.Call, Type = mail ? "Email" : "Call",
            Lasted = connected ? Duration.FromSeconds(20 + chance.Next(100)) : null,
        });
        return Open(at + Minutes(60 + (chance.NextDouble() * 3_000)));
    }

    Instant Open(Instant at) => Office.IsOpenAt(at) ? at
        : Office.NextOpening(at)!.Value + Minutes(chance.NextDouble() * 90);

    /// <summary>Most log at once; rep3 logs most things days later, and anybody may on Monday log what Friday was.
    /// </summary>
    Duration Lag(int lead, Instant at)
    {
        if (Owner(lead) == "rep3" && chance.NextDouble() < 0.6) return Minutes(1_500 + (chance.NextDouble() * 3_000));
        return at.InUtc().DayOfWeek == IsoDayOfWeek.Friday && chance.NextDouble() < 0.1
            ? Office.NextOpening(at + Duration.FromHours(20))!.Value - at
            : Minutes(0.2 + (chance.NextDouble() * 20));
    }

    static string Owner(int lead) => $"rep{lead % 8}";
}
