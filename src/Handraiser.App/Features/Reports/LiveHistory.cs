using System.Text.Json;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Reports;

/// <summary>
/// A workspace's own leads and touches as the audit's history. Spam, and what is still held for it, was never a raised
/// hand and is left out; erased leads stay, with their ending. A lead that was merged into another has given it its
/// requests and touches: the one that goes on answers for both, and the other is counted and left out.
/// </summary>
internal static class LiveHistory
{
    const string Asked =
        """
        where l.workspace_id = @Workspace and l.arrived_at >= @From and l.arrived_at < @Before
        and (@Pool = '' or l.pool = @Pool) and (@Kind = '' or l.kind = @Kind)
        and coalesce(l.held, '') <> 'quarantine' and coalesce(l.outcome, '') <> 'spam'
        and coalesce(l.outcome, '') not like 'spam:%'
        """;

    const string Chosen = Asked + " and l.merged_into is null";

    /// <summary>The history as of the transaction, which must be a snapshot: leads are read first, then touches.</summary>
    /// <param name="arrived">When the leads arrived.</param>
    public static async Task<LiveRead> OfAsync(
        Tx tx, Policy policy, Interval arrived, LiveFilter filter)
    {
        var ask = new
        {
            Workspace = policy.WorkspaceId, From = arrived.Start, Before = arrived.End, Pool = filter.Pool ?? "",
            Kind = filter.Kind ?? "",
        };
        var (builder, known) = (new HistoryBuilder(), new HashSet<string>(StringComparer.Ordinal));
        var sources = new SortedSet<string>(StringComparer.Ordinal);
        await tx.EachAsync<LiveLead>(
            $"""
            select l.id, l.kind, l.arrived_at, l.owner_id, l.pool, l.first_contact_at, l.first_meeting_at, l.closed_at,
              l.outcome, p.country, a.domain,
              (select r.source from request r where r.workspace_id = l.workspace_id and r.lead_id = l.id
                order by r.arrived_at, r.id limit 1) as source
            from lead l join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
            left join account a on a.workspace_id = p.workspace_id and a.id = p.account_id
            {Chosen} order by l.id
            """, ask, lead =>
            {
                var from = SourceOf(lead.Source);
                if (from.Channel is { } channel) sources.Add(channel);
                if (filter.Source is not null && filter.Source != from.Channel) return;
                known.Add(lead.Id);
                builder.AddLead(EntryOf(lead, from, policy));
            });
        await tx.EachAsync<LiveTouch>(
            $"""
            select t.id, t.lead_id, t.rep_id, t.grade, t.channel, t.origin, t.at, t.recorded_at
            from touch t join lead l on l.workspace_id = t.workspace_id and l.id = t.lead_id {Chosen} order by t.id
            """, ask, touch =>
            {
                if (known.Contains(touch.LeadId)) builder.AddTouch(EntryOf(touch, policy));
            });
        var merged = await tx.SingleAsync<long>($"select count(*) from lead l {Asked} and l.merged_into is not null", ask);
        return new(builder.Build(policy.Zone, policy.TeamOf(filter.Pool).Hours, tx.Now), [.. sources], merged);
    }

    static LeadEntry EntryOf(LiveLead lead, SourceJson from, Policy policy)
    {
        var ending = EndingOf(lead);
        return new LeadEntry(lead.Id, lead.ArrivedAt)
        {
            Owner = policy.NameOf(lead.OwnerId), Team = lead.Pool is null ? null : policy.TeamOf(lead.Pool).Name,
            Source = from.Channel, Campaign = from.Campaign, Kind = lead.Kind, Country = lead.Country, Domain = lead.Domain,
            ContactedAt = lead.FirstContactAt, MetAt = lead.FirstMeetingAt, Ending = ending,
            WonAt = ending == Ending.Won ? lead.ClosedAt : null, EndedAt = ending == Ending.Won ? null : lead.ClosedAt,
        };
    }

    // After the word comes what the rep added to it.
    static Ending EndingOf(LiveLead lead) => lead.ClosedAt is null ? Ending.Open : lead.Outcome?.Split(':')[0] switch
    {
        "won" => Ending.Won,
        "no answer" => Ending.NoAnswer,
        "not a fit" or "duplicate" => Ending.Disqualified,
        "erased" => Ending.Erased,
        _ => Ending.Lost,
    };

    static TouchEntry EntryOf(LiveTouch touch, Policy policy) => new(
        touch.LeadId, touch.At, TouchWords.ParseGrade(touch.Grade) ?? Grade.Automated)
    {
        Id = touch.Id, LoggedAt = touch.RecordedAt, Origin = TouchWords.ParseOrigin(touch.Origin) ?? Origin.Reported,
        Owner = touch.RepId is null ? null : policy.NameOf(touch.RepId), Type = touch.Channel,
        Channel = touch.Channel.ToLowerInvariant() switch
        {
            "phone" or "call" => Channel.Call,
            "mail" or "email" or "e-mail" => Channel.Mail,
            "chat" => Channel.Chat,
            "meeting" => Channel.Meeting,
            "sms" or "message" or "whatsapp" or "linkedin" => Channel.Message,
            _ => Channel.Other,
        },
    };

    static SourceJson SourceOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) return new();
        var source = JsonSerializer.Deserialize<SourceJson>(text, JsonSerializerOptions.Web) ?? new();
        return string.IsNullOrWhiteSpace(source.Channel) ? source with { Channel = null } : source;
    }

    sealed record LiveLead
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public Instant ArrivedAt { get; init; }

        public string OwnerId { get; init; } = "";

        public string? Pool { get; init; }

        public Instant? FirstContactAt { get; init; }

        public Instant? FirstMeetingAt { get; init; }

        public Instant? ClosedAt { get; init; }

        public string? Outcome { get; init; }

        public string? Country { get; init; }

        public string? Domain { get; init; }

        public string? Source { get; init; }
    }

    sealed record LiveTouch
    {
        public string Id { get; init; } = "";

        public string LeadId { get; init; } = "";

        public string? RepId { get; init; }

        public string Grade { get; init; } = "";

        public string Channel { get; init; } = "";

        public string Origin { get; init; } = "";

        public Instant At { get; init; }

        public Instant RecordedAt { get; init; }
    }
}

/// <summary>What was read from a ledger.</summary>
/// <param name="Sources">The sources of the leads before one of these was chosen.</param>
/// <param name="Merged">Leads that live on in another and are not in the history. Their source went with their
/// requests, so they are counted whatever source was chosen.</param>
internal sealed record LiveRead(History History, IReadOnlyList<string> Sources, long Merged);
