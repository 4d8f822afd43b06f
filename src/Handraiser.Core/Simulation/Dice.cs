using System.Numerics;

namespace Handraiser.Core.Simulation;

/// <summary>
/// Seeded chance that is the same on every machine and in every version: SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014). Each purpose and number has a stream of its own, so a
/// lead's fate does not depend on what happened to the others: two playbooks can be compared on the very same traffic.
/// Only whole numbers and the four operations of IEEE 754 are used, for the logarithms of two machines may differ in
/// the last bit.
/// </summary>
public struct Dice(ulong seed)
{
    const ulong Gamma = 0x9E3779B97F4A7C15UL;
    const double Ln2 = 0.693147180559945309417232121458;

    ulong state = seed;

    /// <summary>An independent stream for one thing, such as the third spell of lead 17.</summary>
    public static Dice Of(ulong seed, DicePurpose purpose, long number, int part = 0) =>
        new(Mix(Mix(Mix(seed + (Gamma * ((ulong)purpose + 1))) ^ (ulong)number) ^ (uint)part));

    public ulong Next() => Mix(state += Gamma);

    /// <summary>0 to 1, without 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double probability) => Share() < probability;

    /// <summary>0 to <paramref name="count"/> - 1, each as likely as the others.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>
    /// Standard normal, as the sum of twelve uniform numbers less six: right in the middle, and never beyond six.
    /// </summary>
    public double Normal()
    {
        var sum = 0L;
        for (var i = 0; i < 3; i++)
        {
            var bits = Next();
            sum += (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
        }
        // The mean of twelve whole numbers from 0 to 65535 is 6 * 65535.
        return (sum - (6L * 65_535)) / 65_536.0;
    }

    /// <summary>Half of the draws are below the median; about two thirds lie within a factor of e^spread.</summary>
    public double LogNormal(double median, double spread) => median * Exp(spread * Normal());

    /// <summary>How many of something that happens <paramref name="mean"/> times on average (D. Knuth's method).
    /// </summary>
    public int Poisson(double mean)
    {
        const double chunk = 16;
        var count = 0;
        for (; mean > 0; mean -= chunk)
        {
            var floor = Exp(-Math.Min(mean, chunk));
            for (var product = Share(); product > floor; product *= Share()) count++;
        }
        return count;
    }

    /// <summary>A place in a list of running totals, by weight.</summary>
    public int Pick(ReadOnlySpan<int> totals)
    {
        var drawn = Below(totals[^1]);
        var place = 0;
        while (totals[place] <= drawn) place++;
        return place;
    }

    /// <summary>e^x by the four operations alone, to about fifteen digits.</summary>
    public static double Exp(double x)
    {
        var power = Math.Round(Math.Clamp(x, -700, 700) / Ln2);
        var rest = Math.Clamp(x, -700, 700) - (power * Ln2);
        var sum = 1.0;
        for (var i = 13; i > 0; i--) sum = 1 + (sum * rest / i);
        return sum * BitConverter.Int64BitsToDouble((1023 + (long)power) << 52);
    }

    /// <summary>ln x by the four operations alone, to about fifteen digits; x is a normal number above zero.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)(bits >> 52) - 1023;
        var share = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (share > 1.4142135623730951) (share, power) = (share / 2, power + 1);
        // ln m = 2 artanh((m - 1) / (m + 1)), whose series converges fast near 1.
        var s = (share - 1) / (share + 1);
        var (square, sum) = (s * s, 0.0);
        for (var i = 21; i > 0; i -= 2) sum = (1.0 / i) + (square * sum);
        return (power * Ln2) + (2 * s * sum);
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number for a rep's id: string.GetHashCode differs from process to process (this is FNV-1a).</summary>
    internal static long Number(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text) hash = (hash ^ letter) * 1099511628211UL;
        return (long)BitOperations.RotateLeft(hash, 17);
    }
}

/// <summary>What a stream of chance is for.</summary>
public enum DicePurpose { Hour, Request, Person, Attendance, Spell, Nudge, Touch, Ending, Words, Account, Sample }
