using NodaTime;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class TimeResolvingTests
{
    const string Header = "id,created\n";

    [Fact]
    public void A_day_above_twelve_tells_the_order_for_the_whole_column()
    {
        using var export = new Export().With("leads", Header + "1,03/04/2026 10:00\n2,25/04/2026 11:00\n");
        var reading = export.Read();
        Assert.Equal("2026-04-03T10:00:00Z", Export.At(reading.History!.Leads.RaisedAt[0]));
        Assert.Contains("day first", reading.Times[0].Order, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_tells_the_order_it_asks_and_shows_a_date()
    {
        using var export = new Export().With("leads", Header + "1,03/04/2026 10:00\n2,05/04/2026 11:00\n");
        var reading = export.Read();
        Assert.Null(reading.History);
        Assert.Equal(("created", "03/04/2026 10:00"), (reading.Questions[0].Column, reading.Questions[0].Example));
    }

    [Fact]
    public void The_map_answers()
    {
        using var export = new Export { Map = "leads: { dates: mdy }" }.With("leads", Header + "1,03/04/2026 10:00\n");
        Assert.Equal("2026-03-04T10:00:00Z", Export.At(export.History().Leads.RaisedAt[0]));
    }

    [Fact]
    public void Another_column_of_the_file_answers_and_it_is_said()
    {
        using var export = new Export().With("leads", "id,created,closed_at\n1,03/04/2026 10:00,28/04/2026 10:00\n");
        var reading = export.Read();
        Assert.Equal("2026-04-03T10:00:00Z", Export.At(reading.History!.Leads.RaisedAt[0]));
        Assert.Contains(reading.Times, use => use.Order.Contains("other columns", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_are_in_order_under_one_reading_only_answer()
    {
        // Twelve days of March in order, then April: read with the day first they jump about.
        var rows = Enumerable.Range(0, 36).Select(i => $"{i},{3 + i / 12}/{1 + i % 12}/2026 10:00");
        using var export = new Export().With("leads", Header + string.Join('\n', rows));
        Assert.Equal("2026-03-02T10:00:00Z", Export.At(export.History().Leads.RaisedAt[1]));
    }

    [Fact]
    public void A_date_that_can_only_be_read_in_the_other_order_is_told()
    {
        var rows = string.Concat(Enumerable.Range(1, 99).Select(i => $"{i},{13 + i % 15}/04/2026 10:00\n"));
        using var export = new Export().With("leads", Header + rows + "200,04/25/2026 10:00\n");
        var reading = export.Read();
        Assert.Equal("2026-04-25T10:00:00Z", Export.At(reading.History!.Leads.RaisedAt[99]));
        Assert.Contains(reading.Notes, note => note is { Kind: "dates-in-the-other-order", Count: 1 });
    }

    [Fact]
    public void Local_times_are_of_the_zone_and_skipped_and_double_ones_are_told()
    {
        using var export = new Export { Zone = DateTimeZoneProviders.Tzdb["Europe/Oslo"] }.With("leads",
            Header + "1,2026-01-10 12:00:00\n2,2026-07-10 12:00:00\n3,2026-03-29 02:30:00\n4,2026-10-25 02:30:00\n5,2026-07-10T12:00:00Z\n");
        var reading = export.Read();
        Assert.Equal(["2026-01-10T11:00:00Z", "2026-07-10T10:00:00Z", "2026-03-29T01:30:00Z", "2026-10-25T00:30:00Z", "2026-07-10T12:00:00Z"],
            reading.History!.Leads.RaisedAt.Select(Export.At));
        Assert.Contains(reading.Notes, note => note is { Kind: "times-that-clocks-skipped", Count: 1 });
        Assert.Contains(reading.Notes, note => note is { Kind: "times-that-came-twice", Count: 1 });
    }

    [Theory]
    [InlineData("{0:yyyy-MM-dd}", true)]
    [InlineData("{0:yyyy-MM-dd} 00:00:00", true)]
    [InlineData("{0:dd MMM, yyyy} 00:{1:00}:00", true)]
    [InlineData("{0:yyyy-MM-dd} 1{1:0}:15", false)]
    public void A_column_without_times_of_day_is_said_to_be_one(string form, bool dateOnly)
    {
        var rows = Enumerable.Range(0, 40).Select(i =>
            $"{i}|{string.Format(System.Globalization.CultureInfo.InvariantCulture, form, new DateTime(2026, 1, 1).AddDays(i), i % 9)}");
        using var export = new Export().With("leads", "id|created\n" + string.Join('\n', rows));
        Assert.All(export.History().Leads.DateOnly, one => Assert.Equal(dateOnly, one));
    }
}
