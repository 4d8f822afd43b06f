namespace Handraiser.Core.Proof;

/// <summary>Adds up what is true, lead by lead.</summary>
internal sealed class SampleTally(SamplePlan plan, SampleHours hours)
{
    const int MostKept = 20_000, Quantiles = 16;
    const long MatureAfter = 90 * 86_400;
    static readonly double[] Minutes = [1, 5, 15, 30, 60, 240, 1_440, 4_320];
    static readonly double[] Bounds = [0, 5, 60, 1_440, double.PositiveInfinity];
    static readonly string[] BandNames = ["up to 5 min", "5 to 60 min", "1 to 24 h", "over 24 h"];
    static readonly string[] GroupNames = ["all", "answered", "mature", "in-hours"];
    static readonly int[] Effects =
        [Array.IndexOf(Minutes, 5), Array.IndexOf(Minutes, 60), Array.IndexOf(Minutes, 1_440)];

    readonly SampleWait[] waits = [.. Minutes.Select(minutes => SampleWait.Of(minutes, plan.Effect))];
    readonly TrueRates[][] sums = [.. GroupNames.Select(_ => new TrueRates[Minutes.Length])];
    readonly TrueRates[] asWaited = new TrueRates[GroupNames.Length];
    readonly int[] groups = new int[GroupNames.Length];
    readonly TrueRates[] raw = new TrueRates[BandNames.Length];
    readonly int[] bands = new int[BandNames.Length];
    readonly double[] made = new double[SampleModel.MostAttempts];
    readonly double[] reached = new double[SampleModel.MostAttempts];
    readonly double[] means = new double[4];
    readonly List<(SampleOdds Odds, long Waited)> kept = [];
    readonly int every = Math.Max(1, plan.Leads / MostKept);
    readonly long until = plan.Until.ToUnixTimeSeconds();
    int leads;
    int voids;

    public void Add(SamplePursuit one)
    {
        leads++;
        var answered = one.Waited >= 0;
        if (one.Buyer.Void != Ending.Open) voids++;
        else AddMeans(one);
        var odds = one.Buyer.Odds;
        var own = answered ? odds.At(one.Wait) : default;
        var at = new TrueRates[Minutes.Length];
        for (var i = 0; i < at.Length; i++) at[i] = odds.At(waits[i]);
        Put(0, own, at);
        if (!answered) return;
        Put(1, own, at);
        if (one.Raised <= until - MatureAfter) Put(2, own, at);
        if (hours.IsOpenAt(one.Raised)) Put(3, own, at);
        var band = BandOf(one.Waited);
        bands[band]++;
        raw[band] += own;
        AddAttempts(odds, one.Wait);
        if (one.Number % every == 0) kept.Add((odds, one.Waited));
    }

    public SampleTruth Truth(SampleDesk desk, SamplePlanting planting) => new()
    {
        Leads = leads, Start = plan.Start, Until = plan.Until, Void = voids,
        NeverAnswered = leads - voids - groups[1],
        Curve = [.. Minutes.Select((minutes, i) => new TruePoint(minutes, sums[1][i] / groups[1]))],
        Groups = [.. GroupNames.Select((name, i) => new TrueGroup(name, groups[i], asWaited[i] / groups[i],
            sums[i][Effects[0]] / groups[i], sums[i][Effects[1]] / groups[i], sums[i][Effects[2]] / groups[i]))],
        Bands = [.. BandNames.Select((name, i) => new TrueBand(name, Bounds[i],
            double.IsFinite(Bounds[i + 1]) ? Bounds[i + 1] : null, bands[i], raw[i] / bands[i], Standardised(i)))],
        Means = Hours(leads - voids),
        Attempts = [.. made.Select((count, i) => new TrueAttempt(i + 1, count, count == 0 ? 0 : reached[i] / count))],
        ByPeople = planting.ByPeople,
        Planted = [.. Enum.GetValues<Planted>().Where(kind => kind != Planted.None)
            .Select(kind => new TrueCount(kind, planting.Count(kind), plan.Shares.Of(kind)))],
        HeapingRep = desk.Everybody.FirstOrDefault(rep => rep.Heaps)?.Name,
        BunchingRep = desk.Everybody.FirstOrDefault(rep => rep.Bunches)?.Name,
    };

    void Put(int group, in TrueRates own, TrueRates[] at)
    {
        groups[group]++;
        asWaited[group] += own;
        for (var i = 0; i < at.Length; i++) sums[group][i] += at[i];
    }

    void AddMeans(SamplePursuit one)
    {
        var (day, week) = (86_400L, 604_800L);
        var attempt = one.Waited < 0 ? week : one.Waited;
        var contact = one.ContactedAt < 0 ? week : one.ContactedAt - one.Raised;
        means[0] += Math.Min(attempt, day);
        means[1] += Math.Min(attempt, week);
        means[2] += Math.Min(contact, day);
        means[3] += Math.Min(contact, week);
    }

    TrueMeans Hours(int count)
    {
        var scale = 3_600.0 * Math.Max(1, count);
        return new(means[0] / scale, means[1] / scale, means[2] / scale, means[3] / scale);
    }

    void AddAttempts(in SampleOdds odds, in SampleWait wait)
    {
        var going = 1.0;
        for (var i = 0; i < made.Length && going > 1e-6; i++)
        {
            var hazard = odds.Hazard(wait, i + 1);
            made[i] += going;
            reached[i] += going * hazard;
            going *= (1 - hazard) * (1 - odds.Stop);
        }
    }

    /// <summary>Every kept lead under the waits of a band, of which even quantiles stand for all.</summary>
    TrueRates Standardised(int band)
    {
        var inBand = kept.Where(one => BandOf(one.Waited) == band).Select(one => one.Waited).Order().ToList();
        if (inBand.Count == 0) return default;
        var sum = default(TrueRates);
        for (var i = 0; i < Quantiles; i++)
        {
            var waited = inBand[(int)((i + 0.5) * inBand.Count / Quantiles)];
            var wait = SampleWait.Of(waited / 60.0, plan.Effect);
            foreach (var (odds, _) in kept) sum += odds.At(wait);
        }
        return sum / ((double)Quantiles * kept.Count);
    }

    static int BandOf(long waited)
    {
        var band = 0;
        while (waited / 60.0 > Bounds[band + 1]) band++;
        return band;
    }
}
