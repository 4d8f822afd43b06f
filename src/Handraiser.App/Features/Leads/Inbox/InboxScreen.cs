using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Ui;
using NodaTime;

namespace Handraiser.App.Features.Leads.Inbox;

/// <summary>The inbox as it is shown.</summary>
public sealed record InboxScreen(
    InboxQuestion Question, IReadOnlyList<Tab> Tabs, IReadOnlyList<InboxGroup> Groups, string? OlderHref, string RepId,
        Instant Now, DateTimeZone Zone, bool NobodyWaits)
{
    public int Count => Groups.Sum(group => group.Leads.Count);

    internal static InboxScreen Of(InboxQuestion question, IReadOnlyList<InboxRow> rows, InboxCounts counts,
        Policy policy, Actor actor, Instant now, DateTimeZone zone)
    {
        var leads = rows.Take(LeadQueries.PageSize).Select(row => InboxLead.Of(row, policy, actor, now)).ToList();
        return new(question, TabsOf(question, counts),
            [.. leads.GroupBy(lead => lead.Heading)
                .Select(group => new InboxGroup(group.Key, ToneOf(group.Key), [.. group]))],
            rows.Count > LeadQueries.PageSize ? question.Path(before: PlaceOf(rows[LeadQueries.PageSize - 1])) : null,
            actor.RepId, now, zone, counts.Everything == 0);
    }

    static InboxPlace PlaceOf(InboxRow row) => new(row.Rank, row.Sort, row.Id);

    static List<Tab> TabsOf(InboxQuestion question, InboxCounts counts) => [.. InboxQuestion.Views.Select(one =>
        new Tab(one.Label, question.Path(view: one.View), question.View == one.View, one.View switch
        {
            InboxQuestion.Mine => (int)counts.Mine,
            InboxQuestion.Team => (int)counts.Team,
            InboxQuestion.All => (int)counts.Everything,
            InboxQuestion.Held => (int)counts.Held,
            InboxQuestion.Late => (int)counts.Late,
            _ => (int?)null,
        }))];

    static Tone ToneOf(string heading) => heading switch
    {
        "Late" => Tone.Bad,
        "On the clock" => Tone.Warn,
        _ => Tone.Neutral,
    };
}

/// <summary>Leads of one degree of urgency.</summary>
public sealed record InboxGroup(string Title, Tone Tone, IReadOnlyList<InboxLead> Leads);

/// <summary>One line of the inbox.</summary>
public sealed record InboxLead(
    string Id, string Name, string? Company, string Kind, string Stage, Tone StageTone, string? Held, string Excerpt,
    string? Phone, string Owner, string? WaitsIn, bool IsMine, bool MayClaim, string Reason, string Heading,
    bool IsAlarm, bool WasLate, string? Outcome, Instant ArrivedAt, Instant? AnsweredAt, Instant? ClosedAt,
    Instant? StartedAt, Instant? DueAt)
{
    public string Href => "/leads/" + Id;

    internal static InboxLead Of(InboxRow row, Policy policy, Actor actor, Instant now)
    {
        var isOpen = row.State == "open";
        var stage = LeadWords.Stage(row.Stage, row.ClaimedAt is not null);
        var isMine = row.OwnerId == actor.RepId && row.Waiting == 0;
        var isFree = isMine || row.Waiting != 0 || row.DueAt < now || row.BreachedAt is not null
            || row.AlarmSince is not null || actor.IsManager;
        return new(row.Id, row.ErasedAt is null ? LeadWords.Person(row.Name, row.Email, row.Phone) : LeadWords.Erased,
            LeadWords.Shown(row.Company), row.Kind, stage.Word,
            stage.Tone, row.Held, LeadWords.Excerpt(row.Message), row.Phone, policy.NameOf(row.OwnerId),
            row.Waiting != 0 ? row.Pool : null, isMine, isOpen && row.ClaimedAt is null && isFree, row.Reason,
            HeadingOf(row), row.AlarmSince is not null, row.BreachedAt is not null && row.DueAt is null, row.Outcome,
            row.ArrivedAt, row.FirstAttemptAt, row.ClosedAt, row.StartedAt, row.DueAt);
    }

    static string HeadingOf(InboxRow row) => row.Rank switch
    {
        0 or 1 => "Late",
        2 => "On the clock",
        3 or 4 => "Waiting, without a target",
        5 => "Answered",
        _ => "Closed",
    };
}

/// <summary>A lead that came to the rep and that they have not touched.</summary>
public sealed record NewsLead(string Id, string Text);
