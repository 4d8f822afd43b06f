namespace Handraiser.Core.Proof;

/// <summary>The words of the invented export, their weights, and what each does to a lead's quality.</summary>
internal static class SampleWords
{
    public static readonly SampleChoice Kinds = new(
        ("demo", 28, 0.8), ("pricing", 18, 0.6), ("contact", 20, 0.1), ("trial", 14, 0), ("content", 20, -1.1));

    public static readonly SampleChoice Sources = new(
        ("organic", 28, 0.1), ("paid-search", 24, -0.1), ("referral", 8, 0.5), ("linkedin", 14, -0.3),
        ("webinar", 10, -0.4), ("partner", 6, 0.3), ("direct", 10, 0));

    /// <summary>The effect is on the pace of the team that answers the country.</summary>
    public static readonly SampleChoice Countries = new(
        ("NO", 30, 0), ("SE", 18, 0), ("DK", 10, 0), ("DE", 14, 1), ("GB", 12, 1), ("FR", 6, 1), ("US", 10, 2));

    public static readonly SampleChoice Tools = new(
        ("spreadsheet", 40, 0.8), ("competitor", 25, 0), ("nothing", 35, -0.6));

    public static readonly SampleChoice Industries = new(
        ("software", 20, 0), ("manufacturing", 18, 0), ("retail", 16, 0), ("health", 12, 0), ("finance", 12, 0),
        ("education", 10, 0), ("public", 12, 0));

    public static readonly SampleChoice LossReasons = new(
        ("no decision", 34, 0), ("price", 24, 0), ("competitor", 20, 0), ("timing", 14, 0), ("missing feature", 8, 0));

    public static readonly SampleChoice Qualities = new(("hot", 75, 0), ("warm", 22, 0), ("cold", 3, 0));

    public static readonly SampleChoice LowQualities = new(("warm", 45, 0), ("cold", 55, 0));

    public static readonly string[] Teams = ["North", "Europe", "Overseas"];

    /// <summary>Which campaigns a source has; none for those that cost nothing.</summary>
    public static readonly string[][] Campaigns =
    [
        [], ["brand", "competitors", "category"], [], ["directors", "founders"], ["autumn-series", "spring-series"],
        [], [],
    ];

    /// <summary>What a lead of the source costs on average, in the export's currency.</summary>
    public static readonly double[] CostPerLead = [4, 62, 15, 88, 45, 30, 0];

    public static readonly string[] Given = Split(
        "anna erik ingrid lars sofia jonas maria peter eva thomas karin anders lena martin julia simon clara david "
        + "laura felix emma daniel nina oscar ida henrik sara robert alice victor marie paul hanna michael kate george "
        + "fiona ruth");

    public static readonly string[] Family = Split(
        "hansen berg lund dahl holm vik strand moen haugen bakke nilsson larsson ek lindgren jensen madsen skov muller "
        + "weber schmidt fischer koch wagner martin bernard petit moreau smith jones taylor brown evans clark baker "
        + "wright carter brooks price cohen diaz bennett ward hughes palmer reed shaw stone webb wells west");

    static string[] Split(string words) => words.Split(' ');
}

/// <summary>Words with weights and what each of them does.</summary>
internal sealed class SampleChoice
{
    readonly int[] totals;

    public SampleChoice(params (string Word, int Weight, double Effect)[] words)
    {
        (Words, Effects) = ([.. words.Select(one => one.Word)], [.. words.Select(one => one.Effect)]);
        var sum = 0;
        totals = [.. words.Select(one => sum += one.Weight)];
    }

    public string[] Words { get; }

    public double[] Effects { get; }

    public double ShareOf(int place) => (totals[place] - (place == 0 ? 0 : totals[place - 1])) / (double)totals[^1];

    public byte Pick(ref Simulation.Dice dice) => (byte)dice.Pick(totals);
}
