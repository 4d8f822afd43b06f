using System.Globalization;
using Handraiser.Core.Simulation;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>From what really happened to what the export says: nothing of it is later than the export.</summary>
internal sealed class SampleExport(SamplePlan plan, ulong seed, SampleDesk desk)
{
    const double FromElsewhere = 0.015;
    const int Companies = 576;

    static readonly string[] Slugs = [.. Enumerable.Range(0, Companies).Select(StoryNames.Company)
        .Select(one => $"{StoryPeople.Slug(one.Stem)}-{StoryPeople.Slug(one.Trade)}-")];

    static readonly (string Type, string? Outcome, Grade Grade, bool Inbound, Channel Channel)[] Acts =
    [
        ("Email", "Auto-reply", Grade.Automated, false, Channel.Mail),
        ("Email open", null, Grade.Automated, true, Channel.Open),
        ("Email click", null, Grade.Automated, true, Channel.Click),
        ("Call", "Connected", Grade.TwoWay, false, Channel.Call),
        ("Call", "No answer", Grade.Attempt, false, Channel.Call),
        ("Call", "Left voicemail", Grade.Attempt, false, Channel.Call),
        ("Call", "Busy", Grade.Attempt, false, Channel.Call),
        ("Email", null, Grade.Personal, false, Channel.Mail),
        ("Email", null, Grade.TwoWay, true, Channel.Mail),
        ("Meeting", "Held", Grade.Meeting, false, Channel.Meeting),
        ("Meeting", "No-show", Grade.Attempt, false, Channel.Meeting),
        ("Security review meeting", "Held", Grade.Meeting, false, Channel.Meeting),
    ];

    readonly long until = plan.Until.ToUnixTimeSeconds();
    int activities;
    int deals;

    public SampleLead Of(SamplePursuit one)
    {
        var dice = Dice.Of(seed, DicePurpose.Sample, one.Number, 4);
        var given = SampleWords.Given[dice.Below(SampleWords.Given.Length)];
        var family = SampleWords.Family[dice.Below(SampleWords.Family.Length)];
        var suffix = one.SharesCompany ? Text(one.Number + 1) : "";
        var domain = $"{Slugs[one.Company % Companies]}{Text(one.Company + 1)}.example";
        var email = $"{given}.{family}{suffix}@{domain}";
        var (lead, quality) = Entry(one, ref dice, domain);
        return new(lead, email, Status(lead, one), quality, Activities(one, lead.Id),
            [.. Deals(one, dice, lead, email)]);
    }

    (LeadEntry, Instant?) Entry(SamplePursuit one, ref Dice dice, string domain)
    {
        var buyer = one.Buyer;
        var (word, judgedAt) = Judged(one, ref dice);
        var words = new Dictionary<string, string>(4)
        {
            [SampleTraits.Tool] = SampleWords.Tools.Words[buyer.Tool],
            [SampleTraits.Industry] = SampleWords.Industries.Words[buyer.Industry],
            [SampleTraits.Newsletter] = buyer.Newsletter ? "yes" : "no",
        };
        if (word is not null) words[SampleTraits.Leaking] = word;
        var wonAt = one.Deal is { Won: true } deal ? Known(deal.ClosedAt) : null;
        var ended = one.EndedAt >= 0 && one.EndedAt <= until;
        return (new LeadEntry("L" + (one.Number + 1).ToString("D6", CultureInfo.InvariantCulture), At(one.Raised))
        {
            LoggedAt = At(one.LoggedAt), Owner = one.Rep.Name, Team = one.Rep.Team,
            Source = SampleWords.Sources.Words[buyer.Source], Kind = SampleWords.Kinds.Words[buyer.Kind],
            Campaign = buyer.Campaign < 0 ? null : SampleWords.Campaigns[buyer.Source][buyer.Campaign],
            Country = SampleWords.Countries.Words[buyer.Country], Domain = domain,
            Employees = buyer.Employees == 0 ? null : buyer.Employees,
            ContactedAt = Known(one.ContactedAt), QualifiedAt = Known(one.QualifiedAt), MetAt = Known(one.MetAt),
            HandedOverAt = one.Deal is null ? null : Known(one.Deal.CreatedAt), AcceptedAt = Known(one.AcceptedAt),
            WonAt = wonAt, EndedAt = ended ? At(one.EndedAt) : null,
            Ending = wonAt is not null ? Ending.Won : ended ? one.Ending : Ending.Open,
            Words = words, Numbers = new Dictionary<string, double>(1) { [SampleTraits.Visits] = buyer.Visits },
        }, judgedAt);
    }

    (string? Word, Instant? At) Judged(SamplePursuit one, ref Dice dice)
    {
        if (one.ContactedAt < 0 || one.ContactedAt + 3_600 > until || dice.Happens(0.08)) return (null, null);
        var choice = one.QualifiedAt >= 0 ? SampleWords.Qualities : SampleWords.LowQualities;
        return (choice.Words[choice.Pick(ref dice)], At(one.ContactedAt + 60 + dice.Below(3_500)));
    }

    string Status(LeadEntry lead, SamplePursuit one) => lead.Ending switch
    {
        Ending.Won => "Customer",
        Ending.Lost => "Lost",
        Ending.Disqualified => "Disqualified",
        Ending.Merged => "Merged",
        Ending.NoAnswer => "No answer",
        _ => lead.HandedOverAt is not null ? "Handed over"
            : lead.QualifiedAt is not null ? "Qualified"
            : lead.ContactedAt is not null ? "Contacted"
            : one.Waited >= 0 && one.Raised + one.Waited <= until ? "Attempted" : "New",
    };

    List<SampleActivity> Activities(SamplePursuit one, string lead)
    {
        var rows = new List<SampleActivity>(one.Touches.Count);
        one.Touches.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Logged.CompareTo(b.Logged));
        foreach (var touch in one.Touches)
        {
            if (touch.At > until) continue;
            var (type, outcome, grade, inbound, channel) = Acts[(int)touch.What];
            rows.Add(new(new TouchEntry(lead, At(touch.At), grade)
            {
                Id = "A" + (++activities).ToString("D7", CultureInfo.InvariantCulture),
                LoggedAt = At(Math.Min(touch.Logged, until)), Inbound = inbound, Channel = channel, Type = type,
                Origin = touch.Observed ? Origin.Observed : Origin.Reported,
                Lasted = touch.Lasted < 0 ? null : Duration.FromSeconds(touch.Lasted),
                Owner = touch.Rep < 0 ? null : desk.Everybody[touch.Rep].Name,
            }, outcome, touch.Planted));
        }
        return rows;
    }

    IEnumerable<SampleDealRow> Deals(SamplePursuit one, Dice dice, LeadEntry lead, string email)
    {
        if (one.Deal is { } deal && deal.CreatedAt <= until)
        {
            var contact = deal.Link switch { Link.Domain => "accounts@" + lead.Domain, Link.None => null, _ => email };
            yield return new(Row(deal.Link == Link.None ? null : lead.Id, deal) with { Link = deal.Link }, contact);
        }
        if (!dice.Happens(FromElsewhere)) yield break;
        var length = (long)(Math.Clamp(dice.LogNormal(30, 0.6), 4, 80) * 86_400);
        var other = new SampleDeal(desk.Everybody[^1], one.Raised, one.Raised + length, dice.Happens(0.35),
            100 * (1 + dice.Below(300)), SampleWords.LossReasons.Pick(ref dice), -1, Link.None);
        yield return new(Row(null, other) with { Link = Link.None }, null);
    }

    DealEntry Row(string? lead, SampleDeal deal)
    {
        var isClosed = deal.ClosedAt <= until;
        return new("D" + (++deals).ToString("D6", CultureInfo.InvariantCulture), lead, At(deal.CreatedAt))
        {
            Owner = deal.Closer.Name, ClosedAt = Known(deal.ClosedAt), Value = deal.Value,
            State = !isClosed ? DealState.Open : deal.Won ? DealState.Won : DealState.Lost,
            LossReason = isClosed && !deal.Won ? SampleWords.LossReasons.Words[deal.LossReason] : null,
        };
    }

    Instant? Known(long at) => at < 0 || at > until ? null : At(at);

    static Instant At(long at) => Instant.FromUnixTimeSeconds(at);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
