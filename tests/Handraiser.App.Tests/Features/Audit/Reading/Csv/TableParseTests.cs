using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class TableParseTests
{
    static readonly string[] Tables = ["leads", "activities", "deals", "costs"];

    const string Header = "Lead ID,Created,Source\n";
    static readonly (string Row, bool Sound)[] Kinds =
    [
        ("{0},2026-03-02 09:00:00,Web", true), ("{0},02/13/2026 9:05 AM,\"Fair, \"\"Oslo\"\"\nhall 2\"", true), ("{0},never,Web", false),
        ("{0},2026-03-02", false), ("{0},2026-03-02,Web,more", false), ("{0},2026-03-02,Web,,", true), (",,", false),
        ("{0},2026-03-02,\"open", false), ("{0},2026-03-02,a\0b", false), ("{0},,Web", false),
    ];

    [Fact]
    public void Every_row_is_used_or_rejected_with_a_reason() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(2026, 21), Prop.ForAll(
        Gen.Choose(0, Kinds.Length - 1).NonEmptyListOf().ToArbitrary(), kinds =>
        {
            var text = Header + string.Concat(kinds.Select((kind, i) => string.Format(null, Kinds[kind].Row, i + 1) + "\n"));
            using var export = new Export().With("leads", text);
            var reading = export.Read();
            var sound = kinds.Count(kind => Kinds[kind].Sound);
            Assert.Equal(kinds.Count, reading.Files[0].Rows);
            Assert.Equal((sound, kinds.Count - sound), (reading.Files[0].Used, reading.Files[0].Rejected));
            Assert.Equal(kinds.Count - sound, reading.Rejected.Sum(one => one.Count));
            if (reading.Problems.Count == 0) Assert.Equal(sound, reading.History!.Leads.Count);
        }));

    [Fact]
    public void Whatever_the_bytes_it_answers_and_counts() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2026, 23), Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), Gen.Elements("\"", ",", "\n", "1", "2026-01-02", "=", "\r",
            "\0").ListOf().Select(string.Concat).ToArbitrary(),
        (bytes, tail) =>
        {
            foreach (var table in Tables)
            {
                using var export = new Export().With(table, [.. Encoding.UTF8.GetBytes(tail), .. bytes]).With("deals", "id,stage\n1,Won\n");
                var reading = export.Read();
                Assert.All(reading.Files, file => Assert.Equal(file.Rows, file.Used + file.Rejected));
            }
        }));

    [Fact]
    public void A_rejected_row_keeps_its_line_and_starts_no_formula()
    {
        using var export = new Export().With("leads", Header + "1,2026-01-01,\"two\nlines\"\n=HYPERLINK(1),never,x\n");
        export.Read();
        var line = export.Rejected.ToString().Split("\r\n")[1];
        Assert.EndsWith(",4,\"It has no date that can be read.\",\"'=HYPERLINK(1),never,x\"", line);
    }

    [Fact]
    public void Of_leads_with_one_id_the_first_counts_and_the_others_are_told()
    {
        using var export = new Export().With("leads", Header + "1,2026-01-01,a\nx,never,b\n2,2026-01-02,b\n1,2026-01-03,c\n");
        var reading = export.Read();
        Assert.Equal(2, reading.History!.Leads.Count);
        Assert.Contains("5,\"Another lead of this id stands above it.\",\"1,2026-01-03,c\"", export.Rejected.ToString());
        Assert.Contains(reading.Notes, note => note is { Kind: "duplicate-lead-ids", Count: 1 });
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    [InlineData("mark")]
    [InlineData("stdin")]
    public void However_it_is_packed_or_written_it_is_read(string way)
    {
        var text = "id;opprettet;kilde\r\n1;2026-03-02 09:00;Bjørns messe\r\n2;2026-03-02 10:00;Bjørns messe\r\n";
        byte[] bytes = way switch
        {
            "gzip" => Packed(Encoding.UTF8.GetBytes(text)),
            "windows-1252" => Encoding.Latin1.GetBytes(text),
            "mark" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            "stdin" => Encoding.UTF8.GetBytes(text),
            _ => [.. Encoding.GetEncoding(way).GetPreamble(), .. Encoding.GetEncoding(way).GetBytes(text)],
        };
        using var export = new Export { Stdin = new MemoryStream(bytes) };
        var leads = (way == "stdin" ? export.WithFile("leads", "-") : export.With("leads", bytes)).History().Leads;
        Assert.Equal((2, "Bjørns messe", "2026-03-02T10:00:00Z"), (leads.Count, leads.Source[1], Export.At(leads.RaisedAt[1])));
    }

    [Fact]
    public void Files_of_one_table_may_have_other_columns_and_delimiters()
    {
        using var export = new Export().With("leads", Header + "1,2026-01-01,Web\n").With("leads", "Source;Created;Lead ID\nFair;2026-01-02;2\n");
        var leads = export.History().Leads;
        Assert.Equal(("Web", "Fair", "2"), (leads.Source[0], leads.Source[1], leads.Id[1]));
    }

    [Fact]
    public void A_row_longer_than_a_mebibyte_is_rejected_and_its_neighbours_are_not()
    {
        using var export = new Export().With("leads", Header + $"1,2026-01-01,a\n2,2026-01-01,{new string('x', 5 << 20)}\n3,2026-01-01,b\n");
        var reading = export.Read();
        Assert.Equal((2, "The row is longer than 1 MiB."), (reading.History!.Leads.Count, reading.Rejected[0].Reason));
    }

    static byte[] Packed(byte[] bytes)
    {
        var memory = new MemoryStream();
        using (var packer = new GZipStream(memory, CompressionLevel.Fastest)) packer.Write(bytes);
        return memory.ToArray();
    }
}
