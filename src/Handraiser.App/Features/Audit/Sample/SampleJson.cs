using System.Text.Json;
using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit;

/// <summary><c>truth.json</c>: what is true of the export, whatever its records say.</summary>
internal static class SampleJson
{
    const int Digits = 6;
    static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public static void Write(Stream into, SamplePlan plan, ulong seed, SampleTruth truth, List<(string Id, Planted Planted)> labels)
    {
        using var json = new Utf8JsonWriter(into, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        using (var head = JsonSerializer.SerializeToDocument(Head(plan, seed, truth), Names))
        {
            foreach (var part in head.RootElement.EnumerateObject()) part.WriteTo(json);
        }
        json.WriteStartObject("labels");
        foreach (var (id, planted) in labels) json.WriteString(id, planted.Text());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static object Head(SamplePlan plan, ulong seed, SampleTruth truth) => new
    {
        seed, truth.Leads, Start = truth.Start.ToString(), Until = truth.Until.ToString(), Zone = SamplePlan.Zone.Id,
        plan.Effect, plan.Confounding, plan.Hidden,
        Model = new
        {
            SampleModel.ContactSlope, SampleModel.QualifySlope, SampleModel.WinSlope, SampleModel.Meets,
            SampleModel.MostAttempts, AttemptYield = SampleModel.Tenths.Select(tenths => tenths / 10.0), SampleTruth.ReviewLengthens,
        },
        truth.Void, truth.NeverAnswered,
        Curve = truth.Curve.Select(point => new { point.Minutes, Rates = Of(point.Rates) }),
        Effects = truth.Groups.Select(group => new
        {
            Group = group.Name, group.Leads, AsWaited = Of(group.AsWaited), At5 = Of(group.At5), At60 = Of(group.At60),
            At1440 = Of(group.At1440), FiveAgainst60 = Of(group.Effect5Against60), FiveAgainst1440 = Of(group.Effect5Against1440),
        }),
        Naive = truth.Bands.Select(band => new
        {
            Band = band.Name, band.OverMinutes, band.UpToMinutes, band.Leads, Raw = Of(band.Raw), Standardised = Of(band.Standardised),
            Bias = Of(band.Bias),
        }),
        RestrictedMeanHours = new
        {
            Attempt24 = Short(truth.Means.Attempt24), Attempt168 = Short(truth.Means.Attempt168),
            Contact24 = Short(truth.Means.Contact24), Contact168 = Short(truth.Means.Contact168),
        },
        Attempts = truth.Attempts.Select(one => new { one.Number, Made = Short(one.Made), Hazard = Short(one.Hazard) }),
        Traits = new
        {
            Predictive = new[] { SampleTraits.Visits, SampleTraits.Tool }, Leaking = new[] { SampleTraits.Leaking },
            Nothing = new[] { SampleTraits.Industry, SampleTraits.Newsletter },
        },
        Reps = new { Heaping = truth.HeapingRep, Bunching = truth.BunchingRep },
        truth.ByPeople,
        Planted = truth.Planted.Select(one => new { Kind = one.Kind.Text(), one.Count, one.Asked }),
    };

    static TrueRates Of(TrueRates rates) =>
        new(Short(rates.Contacted), Short(rates.Qualified), Short(rates.Met), Short(rates.Won));

    static double Short(double number) => Math.Round(number, Digits);
}
