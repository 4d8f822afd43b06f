namespace Handraiser.Core.Proof;

/// <summary>Records of what nobody did: many at once, and two calls at the same time.</summary>
internal sealed partial class SampleRun
{
    void Burst(SamplePursuit besides, SampleRep rep)
    {
        var at = rep.FreeAt + 20;
        var others = rep.AtHand(besides).Where(one => one.Raised < at && !one.Touches.Exists(IsBulk))
            .Take(SamplePlanting.LargestBurst).ToList();
        if (others.Count < SamplePlanting.SmallestBurst || !hours.IsOpenAt(at) || at + 600 > until) return;
        var what = planting.Below(2) == 0 ? SampleAct.MailOut : SampleAct.Voicemail;
        for (var i = 0; i < others.Count; i++)
        {
            var moment = at + (i * 4);
            planting.Put(others[i],
                new SampleTouch(moment, moment + 2, -1, rep.Number, what, false, Planted.BulkLogged));
        }
        rep.FreeAt = at + 120;
    }

    static bool IsBulk(SampleTouch touch) => touch.Planted == Planted.BulkLogged;

    /// <summary>Writes a second call beside one, if there is a lead that it may be written to.</summary>
    bool Overlap(SamplePursuit one, SampleRep rep, in SampleTouch touch)
    {
        var at = touch.At;
        var other = rep.AtHand(one).FirstOrDefault(other => other.Raised < at && other.Stage != SampleStage.First);
        if (other is null) return false;
        // Both are labelled, since nobody can tell which of the two took place.
        planting.Put(one, touch with { Planted = Planted.Overlapping });
        var second = new SampleTouch(at + (touch.Lasted / 3), touch.Logged + 40, touch.Lasted, rep.Number,
            SampleAct.Voicemail, false, Planted.Overlapping);
        planting.Put(other, second);
        rep.FreeAt = Math.Max(rep.FreeAt, second.At + second.Lasted + 30);
        return true;
    }
}
