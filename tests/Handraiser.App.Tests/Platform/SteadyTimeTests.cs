using Handraiser.App.Platform;

namespace Handraiser.App.Tests.Platform;

/// <summary>The machine's clock is set by people and programs; what runs by it must not stop or run backwards.</summary>
public sealed class SteadyTimeTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly Machine machine = new() { Wall = Noon };

    [Fact]
    public void It_is_the_machines_time_while_that_goes_forward()
    {
        var time = new SteadyTime(machine);
        Assert.Equal(Noon, time.GetUtcNow());
        machine.Pass(TimeSpan.FromSeconds(7));
        Assert.Equal(Noon.AddSeconds(7), time.GetUtcNow());
        machine.Wall = Noon.AddDays(1);
        Assert.Equal(Noon.AddDays(1), time.GetUtcNow());
    }

    [Fact]
    public void It_goes_on_a_tenth_slower_when_the_clock_is_set_back_until_that_has_caught_up()
    {
        var time = new SteadyTime(machine);
        time.GetUtcNow();
        machine.Wall = Noon.AddHours(-1);
        Assert.Equal(Noon, time.GetUtcNow());
        machine.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(Noon.AddMinutes(9), time.GetUtcNow());
        machine.Pass(TimeSpan.FromMinutes(590));
        Assert.Equal(Noon.AddHours(9), time.GetUtcNow());
        machine.Pass(TimeSpan.FromHours(1));
        Assert.Equal(Noon.AddHours(10), time.GetUtcNow());
    }

    [Fact]
    public void What_was_written_before_the_start_lies_in_the_past()
    {
        var time = new SteadyTime(machine);
        time.StartAfter(Noon.AddHours(1));
        machine.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(Noon.AddMinutes(69), time.GetUtcNow());
        time.StartAfter(Noon);
        Assert.Equal(Noon.AddMinutes(69), time.GetUtcNow());
    }

    sealed class Machine : TimeProvider
    {
        long passed;

        public DateTimeOffset Wall { get; set; }

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time)
        {
            Wall += time;
            passed += time.Ticks;
        }
    }
}
