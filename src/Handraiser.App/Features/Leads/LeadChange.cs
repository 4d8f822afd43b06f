using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Ledger;
using NodaTime;

namespace Handraiser.App.Features.Leads;

/// <summary>
/// One change of one lead, inside the open transaction: its new state, the events that tell of it, and the work that
/// follows from them. Nothing else ever writes a lead, so state and history cannot part.
/// </summary>
internal sealed class LeadChange(Tx tx, Policy policy, Chance chance, LeadRow lead, string actor, bool isNew = false)
{
    /// <summary>Long enough for what fell due together to be gathered.</summary>
    static readonly Duration DigestWait = Duration.FromSeconds(30);

    // What hangs on a new lead's row is written after it.
    readonly List<(string Sql, object Arguments)>? waiting = isNew ? [] : null;

    public Tx Tx => tx;

    public Policy Policy => policy;

    public Chance Chance => chance;

    public string Actor => actor;

    public LeadRow Lead { get; set; } = lead;

    /// <summary>So much fell due while nobody looked that each person is told once, of all of it together.</summary>
    public bool IsCatchingUp { get; init; }

    /// <summary>Adds a write of a row that belongs to the lead.</summary>
    public void Add(string sql, object arguments)
    {
        if (waiting is null) tx.Add(sql, arguments);
        else waiting.Add((sql, arguments));
    }

    /// <summary>Appends an event and queues its delivery to every endpoint that asked for its kind.</summary>
    public void Record(string kind, object data)
    {
        Lead = Lead.With(Ledger.Append(tx, policy.WorkspaceId, Lead.Head, kind, actor, data));
        foreach (var endpoint in policy.Endpoints)
        {
            if (endpoint.Kind != "webhook" || !endpoint.Wants(kind)) continue;
            Enqueue("webhook", $"webhook:{endpoint.Id}", $"{endpoint.Id}:{Lead.Id}:{Lead.Events}",
                new DeliveryWork(endpoint.Id, Lead.Id, Lead.Events));
        }
    }

    /// <summary>Tells a rep about the lead, by mail and in every chat. The reason and the clock are read when it is sent.</summary>
    public void Alert(string purpose, string rep)
    {
        if (IsCatchingUp)
        {
            Digest(purpose, rep);
            return;
        }
        // The event just recorded makes the key: the same step told twice is one message.
        var key = $"{Lead.Id}:{Lead.Events}:{purpose}:{rep}";
        if (policy.TellsByMail) Enqueue("mail", "mail", key, new AlertWork(Lead.Id, rep, purpose, null));
        foreach (var endpoint in policy.Endpoints)
        {
            if (endpoint.Kind == "chat" && endpoint.Wants("alert." + purpose))
            {
                Enqueue("chat", $"chat:{endpoint.Id}", $"{endpoint.Id}:{key}", new AlertWork(Lead.Id, rep, purpose, endpoint.Id));
            }
        }
    }

    void Digest(string purpose, string rep)
    {
        if (policy.TellsByMail) Once("mail", "mail", $"digest:{rep}:", null);
        foreach (var endpoint in policy.Endpoints)
        {
            if (endpoint.Kind == "chat" && endpoint.Wants("alert." + purpose)) Once("chat", $"chat:{endpoint.Id}",
                $"{endpoint.Id}:digest:{rep}:", endpoint.Id);
        }

        void Once(string kind, string lane, string key, string? endpoint) =>
            JobQueue.EnqueueUnlessQueued(tx, policy.WorkspaceId,
            chance.NewId(tx.Now), kind, lane, key, new AlertWork("", rep, "digest", endpoint), tx.Now + DigestWait);
    }

    public void Insert(Signal signal)
    {
        LeadStore.Insert(tx, Lead);
        foreach (var (sql, arguments) in waiting ?? []) tx.Add(sql, arguments);
        tx.AfterCommit(signal.Raise);
    }

    public void Save(Signal signal)
    {
        LeadStore.Update(tx, Lead);
        tx.AfterCommit(signal.Raise);
    }

    void Enqueue(string kind, string lane, string key, object work) =>
        JobQueue.Enqueue(tx, policy.WorkspaceId, chance.NewId(tx.Now), kind, lane, key, work, tx.Now);
}

/// <summary>Tell a rep about a lead. Only ids: what the message says is read when it is sent, so that erasing reaches it.</summary>
internal sealed record AlertWork(string Lead, string Rep, string Purpose, string? Endpoint);

/// <summary>Deliver one event of a lead to one endpoint.</summary>
internal sealed record DeliveryWork(string Endpoint, string Lead, long Number);
