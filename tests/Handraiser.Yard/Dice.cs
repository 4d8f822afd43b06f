namespace Handraiser.Yard;

/// <summary>All chance of one world, from its seed.</summary>
internal sealed class Dice(int seed)
{
    readonly Random random = new(seed);

    public int Below(int end) => random.Next(end);

    public int Between(int least, int most) => random.Next(least, most + 1);

    public bool Chance(double share) => random.NextDouble() < share;

    public T Of<T>(IReadOnlyList<T> things) => things[random.Next(things.Count)];

    public double Fraction() => random.NextDouble();
}
