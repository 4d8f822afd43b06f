namespace Handraiser.Yard;

/// <summary>
/// The states that a run must have reached for its silence to mean something. What is in the list and was never seen fails
/// the run: a yard that nothing interesting happens in proves nothing.
/// </summary>
internal sealed class Sometimes
{
    readonly SortedDictionary<string, long> seen = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Wanted { get; } =
    [
        "a commit that was refused and run again",
        "a commit whose answer was lost",
        "a write that a full disk refused",
        "a node killed in the middle of a write",
        "a sender asks again and gets the same answer",
        "a request joins an open lead",
        "a lead waits in its pool because nobody is there",
        "a quarantined lead",
        "a step of a ladder taken late, after everybody was down",
        "a hand-on while a touch was on its way",
        "a touch just before its step would have fired",
        "one of several claims won",
        "a lease taken over from a node that was killed",
        "a lease taken over from a node that came back",
        "a mail in doubt",
        "a mail refused",
        "a mail deferred and sent later",
        "an alert that was moot when its turn came",
        "a webhook retried and delivered",
        "a webhook endpoint that said it is gone",
        "the same event delivered twice",
        "a playbook published between arrival and answer",
        "a rep deactivated with open leads",
        "a clock wrong by minutes while something was due",
        "somebody erased while a message about them was under way",
        "somebody erased whose leads had been merged",
        "work that was due was done",
    ];

    public IReadOnlyDictionary<string, long> Seen => seen;

    public void Saw(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;

    public void Add(Sometimes other)
    {
        foreach (var (what, count) in other.seen) seen[what] = seen.GetValueOrDefault(what) + count;
    }

    public IEnumerable<string> Missing() => Wanted.Where(what => !seen.ContainsKey(what));
}
