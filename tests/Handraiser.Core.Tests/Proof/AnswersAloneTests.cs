using Handraiser.Core.Proof;

namespace Handraiser.Core.Tests.Proof;

public sealed class AnswersAloneTests
{
    [Fact]
    public void They_are_those_of_the_whole_report()
    {
        var history = Core.Proof.Sample.Read(new SamplePlan(400), 3).History;
        var report = AuditReport.Of(history);
        var alone = AnswersAlone.Of(history, parts => Array.ForEach(parts, part => part.Do()));
        Assert.Equal(report.Response.AsLogged, alone.Response.AsLogged);
        Assert.Equal(report.Bands.Select(band => (band.Band, band.Leads, band.Met, band.Won)),
            alone.Bands.Select(band => (band.Band, band.Leads, band.Met, band.Won)));
    }
}
