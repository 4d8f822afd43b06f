using Handraiser.Core.Simulation;

namespace Handraiser.Core.Proof;

/// <summary>What people and machines do with a lead.</summary>
internal sealed partial class SampleRun
{
    // Nobody tries again after so long, so that all is known thirty days after the lead came.
    const long LastAttemptAfter = 27 * Day;
    const double ByCall = 0.72, Replies = 0.9;

    static void Machines(SamplePursuit one)
    {
        ref var dice = ref one.Dice;
        if (dice.Happens(0.7)) Record(one, one.Raised + 20 + dice.Below(70), SampleAct.AutoReply);
        var mail = one.Raised;
        for (var left = dice.Poisson(0.8); left > 0; left--)
        {
            mail += 90 + (long)dice.LogNormal(5_000, 1.3);
            Record(one, mail, dice.Happens(0.15) ? SampleAct.Click : SampleAct.Open);
        }

        static void Record(SamplePursuit one, long at, SampleAct what) =>
            one.Touches.Add(new SampleTouch(at, at + 1, -1, -1, what, true, Planted.None));
    }

    void Attempt(SamplePursuit one, long at)
    {
        ref var dice = ref one.Dice;
        if (one.Attempts++ == 0)
        {
            one.Waited = at - one.Raised;
            one.Wait = SampleWait.Of(one.Waited / 60.0, plan.Effect);
            if (one.Meant == Planted.Bunched && one.Waited >= 300) one.Meant = Planted.None;
        }
        var reached = dice.Happens(one.Buyer.Odds.Hazard(one.Wait, one.Attempts));
        var gaveUp = dice.Happens(one.Buyer.Odds.Stop) || one.Attempts == SampleModel.MostAttempts;
        if (dice.Happens(ByCall)) Call(one, at, reached);
        else Mail(one, at, reached);
        if (reached) Talk(one);
        else
        {
            one.Stage = SampleStage.Again;
            var next = hours.Add(at, Gap(ref dice));
            if (!gaveUp && next - one.Raised < LastAttemptAfter) Due(one, next);
            else GiveUp(one, at);
        }
    }

    // The same afternoon, or a day or two later; nine open hours are a day.
    static long Gap(ref Dice dice) => dice.Below(10) switch
    {
        < 3 => 7_200 + dice.Below(7_200),
        < 8 => 28_000 + dice.Below(12_000),
        _ => 60_000 + dice.Below(12_000),
    };

    void Call(SamplePursuit one, long at, bool reached)
    {
        ref var dice = ref one.Dice;
        if (reached)
        {
            var lasted = (int)Math.Clamp(dice.LogNormal(240, 0.7), 45, 2_400);
            one.ContactedAt = at;
            Record(one, at, SampleAct.Reached, lasted);
            return;
        }
        var what = dice.Below(10) switch { < 5 => SampleAct.NoAnswer, < 9 => SampleAct.Voicemail, _ => SampleAct.Busy };
        Record(one, at, what, 12 + dice.Below(what == SampleAct.Voicemail ? 50 : 25));
    }

    void Mail(SamplePursuit one, long at, bool reached)
    {
        ref var dice = ref one.Dice;
        Record(one, at, SampleAct.MailOut, -1);
        if (!reached) return;
        var reply = at + (long)Math.Clamp(dice.LogNormal(4_500, 0.9), 400, 6 * 3_600);
        one.ContactedAt = reply;
        Reply(one, reply);
    }

    static void Reply(SamplePursuit one, long at) =>
        one.Touches.Add(new SampleTouch(at, at + 2, -1, one.Worker.Number, SampleAct.MailIn, true, Planted.None));

    static void GiveUp(SamplePursuit one, long at)
    {
        one.Stage = SampleStage.Done;
        if (one.Dice.Happens(0.4)) return;
        // Later than a week after the lead came, and never before the last try.
        var closes = Math.Max(at, one.Raised + (8 * Day)) + one.Dice.Below((int)(3 * Day));
        (one.Ending, one.EndedAt) = (Ending.NoAnswer, closes);
    }

    void Talk(SamplePursuit one)
    {
        ref var dice = ref one.Dice;
        var qualifies = dice.Happens(one.Buyer.Odds.Qualifies(one.Wait));
        if (qualifies)
        {
            one.QualifiedAt = one.ContactedAt + (dice.Happens(0.7) ? dice.Below(600) : dice.Below((int)(2 * Day)));
        }
        else if (dice.Happens(0.6))
        {
            (one.Ending, one.EndedAt) = (Ending.Disqualified, one.ContactedAt + 300 + dice.Below((int)(4 * Day)));
        }
        one.Stage = dice.Happens(qualifies ? 0.7 : 0.4) ? SampleStage.FollowUp
            : qualifies ? SampleStage.Meeting : SampleStage.Done;
        var from = Math.Max(one.QualifiedAt, one.ContactedAt);
        if (one.Stage != SampleStage.Done) Due(one, hours.Add(from, 3_600 + dice.Below(60_000)));
    }

    void FollowUp(SamplePursuit one, long at)
    {
        ref var dice = ref one.Dice;
        Record(one, at, SampleAct.MailOut, -1);
        if (one.QualifiedAt < 0)
        {
            one.Stage = SampleStage.Done;
            return;
        }
        if (dice.Happens(Replies))
        {
            var reply = at + 600 + dice.Below(20_000);
            Reply(one, reply);
        }
        one.Stage = SampleStage.Meeting;
        Due(one, hours.Add(at, 20_000 + dice.Below(100_000)));
    }

    void Meeting(SamplePursuit one, long at)
    {
        ref var dice = ref one.Dice;
        one.Stage = SampleStage.Done;
        if (!dice.Happens(SampleModel.Meets))
        {
            if (dice.Happens(0.5)) Record(one, at, SampleAct.Missed, -1);
            return;
        }
        one.MetAt = at;
        Record(one, at, SampleAct.Held, (20 + dice.Below(40)) * 60);
        Open(one, at + 3_600);
    }

    void Record(SamplePursuit one, long at, SampleAct what, int lasted)
    {
        ref var dice = ref one.Dice;
        var worker = one.Worker;
        var observed = dice.Happens(0.55) && one.Meant == Planted.None;
        var end = at + Math.Max(0, lasted);
        var lag = observed ? 1 + dice.Below(3) : (long)Math.Clamp(dice.LogNormal(90, 1), 5, 10_000);
        worker.FreeAt = Math.Max(end + 30, at + (long)Math.Clamp(dice.LogNormal(desk.Handling, 0.7), 60, 14_400));
        var touch = new SampleTouch(at, end + lag, lasted, worker.Number, what, observed, one.Meant);
        one.Meant = Planted.None;
        if (!planting.Overlaps(touch) || !Overlap(one, worker, touch)) planting.Add(one, touch);
    }
}
