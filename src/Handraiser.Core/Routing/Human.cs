namespace Handraiser.Core.Routing;

/// <summary>
/// The named human behind a team: its manager, its on-call human, and at the very end the owner of screening.
/// </summary>
readonly record struct Human(string Rep, Capacity Capacity)
{
    /// <summary>
    /// Somebody, always. First those who are active and have not missed this lead, beginning with <paramref
    /// name="first"/>; then those who are active although they missed it, beginning with the on-call human; at last the
    /// owner of screening.
    /// </summary>
    public static Human Behind(OwnershipQuestion question, string? team, Capacity first) =>
        Find(question, team, first, evenIfMissed: false)
        ?? Find(question, team, Capacity.OnCall, evenIfMissed: true)
        ?? new Human(question.Playbook.Screening.Owner, Capacity.Screener);

    static Human? Find(OwnershipQuestion question, string? team, Capacity first, bool evenIfMissed)
    {
        if (Fit(first) is { } preferred) return preferred;
        for (var capacity = Capacity.Manager; capacity <= Capacity.Screener; capacity++)
        {
            if (Fit(capacity) is { } other) return other;
        }
        return null;

        Human? Fit(Capacity capacity)
        {
            var rep = At(question, team, capacity);
            if (string.IsNullOrEmpty(rep) || question.State.IsInactive(rep)) return null;
            return evenIfMissed || !question.Missed.Contains(rep) ? new Human(rep, capacity) : null;
        }
    }

    static string? At(OwnershipQuestion question, string? key, Capacity capacity)
    {
        if (capacity == Capacity.Screener) return question.Playbook.Screening.Owner;
        if (key is null || !question.Playbook.Teams.TryGetValue(key, out var team)) return null;
        return capacity == Capacity.OnCall ? team.OnCall : team.Manager;
    }
}
