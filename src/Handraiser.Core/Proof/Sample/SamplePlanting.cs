using Handraiser.Core.Simulation;

namespace Handraiser.Core.Proof;

/// <summary>
/// Plants wrong records among the right ones, each kind as often as asked. What really happened stays as it was; only
/// what is written of it changes. A record carries one kind at most.
/// </summary>
internal sealed class SamplePlanting(SamplePlan plan, ulong seed, long until)
{
    public const int SmallestBurst = 8, LargestBurst = 14;
    const long Hour = 3_600;
    static readonly Planted[] Single =
        [Planted.BackDated, Planted.BeforeCreation, Planted.ShortConnect, Planted.Duplicate];

    readonly int[] counts = new int[Enum.GetValues<Planted>().Length];
    Dice dice = Dice.Of(seed, DicePurpose.Sample, -1, 3);

    /// <summary>Records of what people did themselves, the export's and the planted.</summary>
    public int ByPeople { get; private set; }

    public int Count(Planted kind) => counts[(int)kind];

    public bool WantsBurst => Lacks(Planted.BulkLogged, SmallestBurst);

    /// <summary>Puts a touch down as its record tells it.</summary>
    public void Add(SamplePursuit one, in SampleTouch touch)
    {
        var written = touch;
        if (touch.Planted == Planted.None && one.Stage is not SampleStage.Closing)
        {
            foreach (var kind in Single)
            {
                if (!Lacks(kind, 1) || Falsified(one, touch, kind) is not { } wrong || !dice.Happens(0.25)) continue;
                written = wrong;
                if (kind != Planted.Duplicate) break;
                Put(one, wrong);
                written = touch;
                break;
            }
        }
        Put(one, written);
    }

    public void Put(SamplePursuit one, in SampleTouch touch)
    {
        one.Touches.Add(touch);
        if (touch.At > until) return;
        ByPeople++;
        counts[(int)touch.Planted]++;
    }

    /// <summary>The touch is one that a second call is to be written beside.</summary>
    public bool Overlaps(in SampleTouch touch) => touch.What == SampleAct.Reached && touch.Lasted >= 120
        && touch.Planted == Planted.None && touch.At < until && Lacks(Planted.Overlapping, 2) && dice.Happens(0.5);

    public int Below(int count) => dice.Below(count);

    SampleTouch? Falsified(SamplePursuit one, in SampleTouch touch, Planted kind)
    {
        var mine = touch with { Planted = kind };
        switch (kind)
        {
            case Planted.BackDated when touch.At + (6 * 24 * Hour) < until:
                // Whoever wrote too late claims to have written in time; a mail needs no length.
                return touch.What == SampleAct.MailOut && touch.At - one.Raised > 30 * Hour
                    ? mine with { At = one.Raised + 120 + dice.Below(3_400), Observed = false }
                    : mine with { Logged = touch.At + (26 * Hour) + dice.Below(96 * 3_600), Observed = false };
            case Planted.BeforeCreation when touch.What is SampleAct.MailOut:
                return mine with { At = one.Raised - 300 - dice.Below(36_000), Observed = false };
            case Planted.ShortConnect when touch.What is SampleAct.NoAnswer or SampleAct.Busy:
                return mine with { What = SampleAct.Reached, Lasted = 2 };
            case Planted.Duplicate when touch.What is SampleAct.MailOut:
                return mine with { Logged = touch.Logged + 1 + dice.Below(5) };
            default:
                return null;
        }
    }

    bool Lacks(Planted kind, int more) => plan.Shares.Of(kind) is > 0 and var share
        && counts[(int)kind] + more <= share * ByPeople;
}
