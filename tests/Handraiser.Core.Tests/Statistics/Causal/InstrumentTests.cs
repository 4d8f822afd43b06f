using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Statistics.Regression;
using Handraiser.Core.Tests.Statistics.Regression;
using static Handraiser.Core.Tests.Statistics.Causal.OracleStudy;

namespace Handraiser.Core.Tests.Statistics.Causal;

public sealed class InstrumentTests
{
    static readonly InstrumentStudy Night = new(
        Rows.Numbers("won"), Rows.Numbers("treated"), [Rows.Number("off")], Covariates);

    [Fact]
    public void Two_stages_are_those_of_R()
    {
        var oracle = Oracle.Causal;
        var (robust, classical) = (Instrument.TwoStage(Night), Instrument.TwoStage(Night with { Errors = ErrorKind.Classical }));
        Oracle.Close(oracle.Number("iv/value"), robust.Effect.Value, 1e-10);
        Oracle.Close(oracle.Number("iv/classical"), classical.Effect.StandardError, 1e-10);
        Oracle.Close(oracle.Number("iv/robust"), robust.Effect.StandardError, 1e-10);
        var clustered = Instrument.TwoStage(Night with { Clusters = Rows.Clusters("cluster") });
        Oracle.Close(oracle.Number("iv/clustered"), clustered.Effect.StandardError, 1e-10);
    }

    [Fact]
    public void The_first_stage_the_reduced_form_and_Wu_Hausman_are_those_of_R()
    {
        var oracle = Oracle.Causal;
        var (robust, classical) = (Instrument.TwoStage(Night), Instrument.TwoStage(Night with { Errors = ErrorKind.Classical }));
        Oracle.Close(oracle.Number("iv/f"), classical.FirstStage.F, 1e-10);
        Oracle.Close(oracle.Number("iv/robustF"), robust.FirstStage.F, 1e-10);
        Oracle.Close(oracle.Number("iv/reduced"), robust.ReducedForm[0].Value, 1e-10);
        Oracle.Close(oracle.Number("iv/reducedRobust"), robust.ReducedForm[0].StandardError, 1e-10);
        Oracle.Close(oracle.Number("iv/wu"), classical.WuHausman.F, 1e-9);
        Oracle.Close(oracle.Number("iv/wuP"), classical.WuHausman.P, 1e-8);
    }

    [Fact]
    public void Several_instruments_share_one_first_stage()
    {
        var many = Instrument.TwoStage(new(
            Array.ConvertAll(Rows.Numbers("won"), won => Math.Log(won + 1.5)), Rows.Numbers("treated"),
            [Rows.Number("off"), Rows.Number("hour"), Rows.Category("source", "form")], [Rows.Number("size")])
        {
            Errors = ErrorKind.Classical,
        });
        Oracle.Close(Oracle.Causal.Number("iv2/value"), many.Effect.Value, 1e-9);
        Oracle.Close(Oracle.Causal.Number("iv2/classical"), many.Effect.StandardError, 1e-9);
        Oracle.Close(Oracle.Causal.Number("iv2/f"), many.FirstStage.F, 1e-9);
        Oracle.Close(Oracle.Causal.Number("iv2/wu"), many.WuHausman.F, 1e-8);
        Assert.Equal(4, many.FirstStage.Numerator);
        Assert.Empty(many.Balance);
    }

    [Fact]
    public void Balance_across_the_instrument_lists_every_covariate() => Assert.Equal(
        ["size", "hour", "source: chat", "source: form", "source: web"],
        Instrument.TwoStage(Night).Balance.Select(row => row.Name));

    [Fact]
    public void Residual_inclusion_is_that_of_R()
    {
        var oracle = Oracle.Causal;
        var (rows, clusters) = (ResidualInclusion.Of(Night), ResidualInclusion.Of(Night with { Clusters = Rows.Clusters("cluster") }));
        Oracle.Close(oracle.Number("inclusion/logOdds"), rows.LogOdds.Value, 1e-9);
        Oracle.Close(oracle.Number("inclusion/logOddsSe"), rows.LogOdds.StandardError, 1e-6);
        Oracle.Close(oracle.Number("inclusion/difference"), rows.Difference.Value, 1e-9);
        Oracle.Close(oracle.Number("inclusion/se"), rows.Difference.StandardError, 1e-6);
        Oracle.Close(oracle.Number("inclusion/clusterSe"), clusters.Difference.StandardError, 1e-6);
    }

    [Fact]
    public void An_instrument_that_moves_nothing_has_no_first_stage()
    {
        var none = Night with { Instruments = [new NumericColumn("flat", new double[Rows.Count])] };
        Assert.Equal(0, Instrument.TwoStage(none).FirstStage.F);
    }
}
