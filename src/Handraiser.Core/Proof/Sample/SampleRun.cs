using Handraiser.Core.Simulation;

namespace Handraiser.Core.Proof;

/// <summary>
/// Invents the export lead by lead: arrivals and due touches in the order of time, with no more held in memory than
/// the leads that somebody still works on. Every lead has luck of its own; whoever is busy makes the others wait.
/// </summary>
internal sealed partial class SampleRun
{
    const long Day = 86_400;
    const int Beyond = 120;

    readonly SamplePlan plan;
    readonly ulong seed;
    readonly long until;
    readonly SampleHours hours;
    readonly SampleDesk desk;
    readonly SampleArrivals arrivals;
    readonly SamplePlanting planting;
    readonly SampleCompanies companies;
    readonly PriorityQueue<SamplePursuit, Turn> agenda = new();
    readonly Queue<SamplePursuit> waiting = new();
    long turns;

    public SampleRun(SamplePlan plan, ulong seed)
    {
        (this.plan, this.seed) = (plan, seed);
        until = plan.Until.ToUnixTimeSeconds();
        hours = new SampleHours(plan.Hours(), plan.Start, plan.Until + NodaTime.Duration.FromDays(Beyond));
        desk = new SampleDesk(plan, seed, hours);
        arrivals = new SampleArrivals(plan, seed);
        planting = new SamplePlanting(plan, seed, until);
        companies = new SampleCompanies(seed);
    }

    public SampleDesk Desk => desk;

    public SamplePlanting Planting => planting;

    /// <summary>The leads in the order in which they came, each when nothing more will become of it.</summary>
    public IEnumerable<SamplePursuit> Cases()
    {
        var number = 0;
        var more = arrivals.Next(out var next);
        while (more || agenda.Count > 0)
        {
            if (more && (!agenda.TryPeek(out _, out var turn) || next <= turn.At))
            {
                Admit(number++, next);
                more = arrivals.Next(out next);
            }
            else
            {
                agenda.TryDequeue(out var one, out var due);
                Work(one!, due.At);
            }
            while (waiting.TryPeek(out var head) && head.Stage == SampleStage.Done) yield return waiting.Dequeue();
        }
    }

    void Admit(int number, long raised)
    {
        var buyer = SampleBuyer.Draw(plan, seed, number);
        var dice = Dice.Of(seed, DicePurpose.Sample, number, 1);
        var rep = desk.Next(buyer.Country);
        var one = new SamplePursuit(number, raised, buyer, dice)
        {
            Rep = rep, Worker = rep, Company = companies.Of(number, out var shared), SharesCompany = shared,
        };
        waiting.Enqueue(one);
        rep.Give(one);
        one.LoggedAt = raised + Math.Min(1_800, (long)one.Dice.LogNormal(15, 1.2));
        Machines(one);
        var seen = buyer.Quality + (plan.Hidden * buyer.Unseen);
        if (buyer.Void != Ending.Open)
        {
            var closes = hours.Add(raised, (long)one.Dice.LogNormal(9_000, 0.8));
            (one.Ending, one.EndedAt, one.Stage) = (buyer.Void, closes, SampleStage.Done);
        }
        // Good leads are seldom left lying.
        else if (one.Dice.Happens(Logistic(-2.3 - (0.8 * plan.Confounding * seen)))) one.Stage = SampleStage.Done;
        else Due(one, FirstDue(one, seen));
    }

    // Good leads are answered sooner: this is what makes the raw figures lie.
    long FirstDue(SamplePursuit one, double seen)
    {
        var median = 35 * 60 * one.Rep.Pace * Dice.Exp(-0.9 * plan.Confounding * seen);
        var reaction = (long)Math.Clamp(one.Dice.LogNormal(median, 1.3), 40, 20 * 3_600);
        var due = hours.Add(one.Raised, reaction);
        if (!one.Rep.Bunches || !hours.IsOpenAt(one.Raised) || due - one.Raised is < 5 * 60 or > 30 * 60) return due;
        if (one.Dice.Happens(0.15)) return due;
        one.Meant = Planted.Bunched;
        return one.Raised + 245 + one.Dice.Below(54);
    }

    /// <summary>Puts the next touch on the agenda, at an open time.</summary>
    void Due(SamplePursuit one, long at)
    {
        var due = hours.Next(at);
        if (one.Worker.Heaps && one.Stage <= SampleStage.Again
            && (one.Meant == Planted.Heaped || one.Dice.Happens(0.7)))
        {
            one.Meant = Planted.Heaped;
            due = hours.Next(UpToHalfHour(due));
        }
        agenda.Enqueue(one, new Turn(due, turns++));
    }

    void Work(SamplePursuit one, long at)
    {
        var worker = one.Worker;
        if (at < worker.FreeAt)
        {
            Due(one, worker.FreeAt + 15);
            return;
        }
        switch (one.Stage)
        {
            case SampleStage.First or SampleStage.Again: Attempt(one, at); break;
            case SampleStage.FollowUp: FollowUp(one, at); break;
            case SampleStage.Meeting: Meeting(one, at); break;
            case SampleStage.Closing: Closing(one, at); break;
        }
        if (planting.WantsBurst && one.Stage != SampleStage.Closing && worker == one.Rep) Burst(one, worker);
    }

    static long UpToHalfHour(long at) => (at + 1_799) / 1_800 * 1_800;

    static double Logistic(double x) => 1 / (1 + Dice.Exp(-x));

    /// <summary>What is due at one second goes in the order in which it was put down.</summary>
    readonly record struct Turn(long At, long Order) : IComparable<Turn>
    {
        public int CompareTo(Turn other) => At != other.At ? At.CompareTo(other.At) : Order.CompareTo(other.Order);
    }
}

/// <summary>Which company a lead works for: most for one that nobody else in the export works for.</summary>
internal sealed class SampleCompanies(ulong seed)
{
    const double Shared = 0.2;
    const int Memory = 64;
    readonly int[] recent = new int[Memory];
    int shared;

    public int Of(int number, out bool isShared)
    {
        var dice = Dice.Of(seed, DicePurpose.Sample, number, 2);
        isShared = dice.Happens(Shared);
        if (!isShared) return number;
        // Half of those who share a company name one that was named before.
        if (shared > 0 && dice.Happens(0.5)) return recent[dice.Below(Math.Min(shared, Memory))];
        recent[shared++ % Memory] = number;
        return number;
    }
}
