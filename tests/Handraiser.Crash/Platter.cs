namespace Handraiser.Crash;

/// <summary>
/// What a disk holds of a few files after the power went: what was there before, everything that a sync had returned
/// for,
/// and of the rest whatever chance says, in pieces of a sector.
/// </summary>
internal sealed class Platter(IReadOnlyDictionary<string, byte[]> before, Trail trail)
{
    const int Sector = 512;

    /// <summary>How much of what was not synced is there.</summary>
    public enum Unsynced
    {
        None,
        All,
        Some,
        Torn,
    }

    /// <summary>The files as they are found when the power went at a line of the recording.</summary>
    public Dictionary<string, byte[]> At(int line, Unsynced how, Random dice)
    {
        var begun = trail.Steps.Where(step => step.Started <= line).ToList();
        var synced = begun.OfType<Step.Sync>().Where(sync => sync.Ended <= line).ToList();
        var files = before.ToDictionary(file => file.Key, file => Image.Of(file.Value));
        foreach (var step in begun)
        {
            if (FileOf(step) is not { } name) continue;
            var isSafe = synced.Exists(sync => sync.Started > step.Ended && sync.File == SafeBy(step));
            Apply(files, name, step, isSafe ? Fate.Whole : FateOf(how, step == begun[^1], dice), dice);
        }
        return files.Where(file => file.Value.IsThere).ToDictionary(file => file.Key, file => file.Value.ToArray());
    }

    // Of those that were torn the last one counts: before it everything may have come through.
    static Fate FateOf(Unsynced how, bool isLast, Random dice) => how switch
    {
        Unsynced.None => Fate.Lost,
        Unsynced.All => Fate.Whole,
        Unsynced.Torn => isLast ? Fate.Torn : Fate.Whole,
        _ => (Fate)dice.Next(3),
    };

    static void Apply(Dictionary<string, Image> files, string name, Step step, Fate fate, Random dice)
    {
        if (!files.TryGetValue(name, out var file)) files[name] = file = new();
        switch (step)
        {
            case Step.Create when fate == Fate.Whole: file.IsThere = true; break;
            case Step.Unlink when fate == Fate.Whole: file.IsThere = false; break;
            case Step.Truncate cut when fate == Fate.Whole: file.Cut((int)cut.Length); break;
            case Step.Write write when fate == Fate.Whole: file.Put((int)write.Offset, write.Bytes); break;
            case Step.Write write when fate == Fate.Torn: Tear(file, write, dice); break;
            default: break;
        }
    }

    // Sectors are whole or not there at all; which of them made it nobody knows.
    static void Tear(Image file, Step.Write write, Random dice)
    {
        for (var at = 0; at < write.Bytes.Length; at += Sector)
        {
            if (dice.Next(2) == 0) continue;
            file.Put((int)write.Offset + at, write.Bytes.AsSpan(at, Math.Min(Sector, write.Bytes.Length - at)));
        }
    }

    string? FileOf(Step step) => step switch
    {
        Step.Write write => Ours(write.File),
        Step.Truncate cut => Ours(cut.File),
        Step.Unlink gone => Ours(gone.File),
        Step.Create made => Ours(made.File),
        _ => null,
    };

    // What SQLite shares between processes is made anew after a crash.
    string? Ours(string file) => !file.EndsWith("-shm", StringComparison.Ordinal)
        && before.Keys.Any(known => Path.GetDirectoryName(known) == Path.GetDirectoryName(file)) ? file : null;

    /// <summary>A name is safe by its folder's sync, contents by their file's.</summary>
    static string SafeBy(Step step) => step switch
    {
        Step.Write write => write.File,
        Step.Truncate cut => cut.File,
        Step.Unlink gone => Path.GetDirectoryName(gone.File)!,
        Step.Create made => Path.GetDirectoryName(made.File)!,
        _ => "",
    };

    enum Fate
    {
        Lost,
        Whole,
        Torn,
    }

    sealed class Image
    {
        byte[] bytes = [];
        int length;
        bool isOwn;

        public bool IsThere { get; set; }

        public static Image Of(byte[] bytes) => new() { bytes = bytes, length = bytes.Length, IsThere = true };

        public void Put(int offset, ReadOnlySpan<byte> what)
        {
            var end = offset + what.Length;
            Own(end);
            what.CopyTo(bytes.AsSpan(offset));
            length = Math.Max(length, end);
        }

        public void Cut(int to)
        {
            Own(to);
            if (to < length) bytes.AsSpan(to, length - to).Clear();
            length = to;
        }

        public byte[] ToArray() => bytes[..length];

        // Many images begin as the same bytes.
        void Own(int room)
        {
            if (isOwn && room <= bytes.Length) return;
            Array.Resize(ref bytes, Math.Max(room, bytes.Length) * 2);
            isOwn = true;
        }
    }
}
