namespace Handraiser.App.Platform.Database;

/// <summary>
/// What the use cases of one transaction have in hand: read once under a lock that the transaction holds, kept true by
/// whoever changes it, and written when it ends.
/// </summary>
internal sealed class InHand
{
    readonly Dictionary<string, (object Thing, Action<Tx> Write)> things = new(StringComparer.Ordinal);

    public T? Find<T>(string name) where T : class => things.TryGetValue(name, out var found) ? (T)found.Thing : null;

    public void Keep(string name, object thing, Action<Tx> write) => things[name] = (thing, write);

    /// <summary>Writes what was put off. Nothing is in hand afterwards.</summary>
    public void PutDown(Tx tx)
    {
        foreach (var (_, write) in things.Values) write(tx);
        things.Clear();
    }

    public void PutDown(string name, Tx tx)
    {
        if (things.Remove(name, out var found)) found.Write(tx);
    }
}
