using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class ErlangTests
{
    static IEnumerable<(Erlang Team, Dictionary<string, string> Row)> Teams => Table("queueing/erlang.csv")
        .Select(row => (new Erlang(row.Number("lambda_per_h") / 60, row.Number("aht_min"), (int)row.Number("n")), row));

    [Fact]
    public void Those_who_go_at_once_are_as_Octave_has_them() => Assert.All(Teams, one =>
    {
        Near(one.Row.Number("offered_load"), one.Team.Load);
        NearRelative(one.Row.Number("erlang_b"), one.Team.Blocked(), ClosedForm);
    });

    [Fact]
    public void Those_who_wait_for_ever_are_as_Octave_has_them() => Assert.All(Teams, one =>
    {
        var (team, row) = one;
        if (row["erlang_c_pwait"].Length == 0)
        {
            Assert.Null(team.Patient());
            return;
        }
        var line = team.Patient()!.Value;
        NearRelative(row.Number("erlang_c_pwait"), line.Waits, ClosedForm);
        NearRelative(row.Number("erlang_c_asa_min"), line.MeanWait, ClosedForm);
        Near(row.Number("erlang_c_sl_1min"), line.AnsweredWithin(1));
        Near(row.Number("erlang_c_sl_5min"), line.AnsweredWithin(5));
    });

    [Fact]
    public void Those_who_give_up_are_as_Octave_has_them() => Assert.All(Teams, one =>
    {
        var (team, row) = one;
        var line = team.Impatient(row.Number("patience_min"));
        NearRelative(row.Number("erlang_a_p_wait"), line.Waits, ClosedForm);
        NearRelative(row.Number("erlang_a_p_abandon"), line.GivesUp, 1e-11);
        Near(row.Number("erlang_a_mean_wait_min"), line.MeanWait);
        Near(row.Number("erlang_a_mean_queue"), line.MeanQueue);
        Near(row.Number("erlang_a_occupancy"), line.Occupancy);
        Near(row.Number("erlang_a_throughput_per_min"), line.Answered);
    });

    [Fact]
    public void Endless_patience_is_the_queue_of_those_who_wait_for_ever()
    {
        var team = new Erlang(1, 5, 7);
        NearRelative(team.Patient()!.Value.MeanWait, team.Impatient(1e12).MeanWait, 1e-9);
    }

    [Fact]
    public void A_thousand_reps_are_no_trouble()
    {
        var line = new Erlang(1_000, 1, 1_000).Impatient(2);
        Near(1_000 * (1 - line.GivesUp), line.Occupancy * 1_000, 1e-9);
    }

    [Fact]
    public void Far_too_much_load_fills_the_queue_until_those_who_leave_make_up_for_it()
    {
        // Ten come in a minute, one is answered: nine give up, out of nine thousand with a patience of 1,000 minutes.
        var line = new Erlang(10, 1, 1).Impatient(1_000);
        Near(0.9, line.GivesUp, 1e-9);
        NearRelative(9_000, line.MeanQueue, 1e-9);
    }
}
