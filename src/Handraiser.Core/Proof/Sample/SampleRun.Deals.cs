using Handraiser.Core.Simulation;

namespace Handraiser.Core.Proof;

/// <summary>What becomes of a lead once there is a deal.</summary>
internal sealed partial class SampleRun
{
    // Ninety days after the lead came all is known.
    const long LastCloseAfter = 89 * Day;
    const double Accepted = 0.85;
    const int ManyEmployees = 250;

    void Open(SamplePursuit one, long at)
    {
        ref var dice = ref one.Dice;
        var created = hours.Next(at);
        if (dice.Happens(Accepted)) one.AcceptedAt = hours.Add(created, 600 + dice.Below(40_000));
        var won = dice.Happens(one.Buyer.Odds.Wins(one.Wait));
        var days = Math.Clamp(dice.LogNormal(24, 0.6), 4, 60);
        // Some are lost right after the hand-over.
        if (!won && dice.Happens(0.2)) days = 1 + (dice.Share() * 12);
        var (closes, review) = Review(ref dice, created, (long)(days * Day), one.Buyer.Employees >= ManyEmployees);
        closes = Math.Min(hours.Next(closes), one.Raised + LastCloseAfter);
        var size = one.Buyer.Employees == 0 ? 60 : one.Buyer.Employees;
        var value = Math.Round(dice.LogNormal(1_000 * Dice.Exp(0.6 * Dice.Log(size)), 0.5) / 100) * 100;
        var link = dice.Below(100) switch { < 62 => Link.Id, < 76 => Link.Email, < 88 => Link.Domain, _ => Link.None };
        if (link == Link.Domain && one.SharesCompany) link = Link.Email;
        one.Deal = new SampleDeal(desk.NextCloser(), created, closes, won, value,
            SampleWords.LossReasons.Pick(ref dice), review, link);
        if (won) one.Ending = Ending.Won;
        else (one.Ending, one.EndedAt) = (Ending.Lost, closes);
        (one.Worker, one.Stage) = (one.Deal.Closer, SampleStage.Closing);
        NextStep(one, created);
    }

    /// <summary>A security review makes what is left of the deal longer, where it comes before the end.</summary>
    static (long Closes, long ReviewAt) Review(ref Dice dice, long created, long length, bool large)
    {
        var at = (3 * Day) + dice.Below((int)(27 * Day));
        if (!dice.Happens(large ? 0.5 : 0.15) || at >= length) return (created + length, -1);
        return (created + at + (long)((length - at) * SampleTruth.ReviewLengthens), created + at);
    }

    void NextStep(SamplePursuit one, long at)
    {
        var deal = one.Deal!;
        var next = hours.Add(at, 60_000 + one.Dice.Below(180_000));
        if (!deal.Reviewed && deal.ReviewAt >= 0 && next >= deal.ReviewAt) next = hours.Next(deal.ReviewAt);
        if (next < deal.ClosedAt) Due(one, next);
        else one.Stage = SampleStage.Done;
    }

    void Closing(SamplePursuit one, long at)
    {
        ref var dice = ref one.Dice;
        var deal = one.Deal!;
        if (at >= deal.ClosedAt)
        {
            one.Stage = SampleStage.Done;
            return;
        }
        if (!deal.Reviewed && deal.ReviewAt >= 0 && at >= deal.ReviewAt)
        {
            deal.Reviewed = true;
            Record(one, at, SampleAct.Review, 2_700);
        }
        else if (dice.Happens(0.25)) Record(one, at, SampleAct.Held, (20 + dice.Below(40)) * 60);
        else if (dice.Happens(0.4))
        {
            Record(one, at, SampleAct.Reached, (int)Math.Clamp(dice.LogNormal(300, 0.7), 45, 2_400));
        }
        else Record(one, at, SampleAct.MailOut, -1);
        NextStep(one, at);
    }
}
