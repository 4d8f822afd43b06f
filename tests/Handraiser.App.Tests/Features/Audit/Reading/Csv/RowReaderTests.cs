using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Features.Audit.Reading;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class RowReaderTests
{
    static readonly CsvSigns Comma = new((byte)',', (byte)'\n');

    static readonly byte[] Room = new byte[3 << 20];

    [Fact]
    public void A_line_break_inside_quotes_ends_no_row() =>
        Assert.Equal(["a|one\ntwo|b", "c|d|e"], Read("a,\"one\ntwo\",b\nc,d,e\n"));

    [Fact]
    public void A_quote_that_is_never_closed_costs_its_own_line_and_no_other() =>
        Assert.Equal(["a|b", "Quote", "c|d", "e|f"], Read("a,b\nx,\"open\nc,d\ne,f"));

    [Fact]
    public void A_quote_that_runs_into_the_next_quoted_field_costs_its_own_line_only() =>
        Assert.Equal(["Quote", "c|d e", "e|f"], Read("x,\"open\nc,\"d e\"\ne,f"));

    [Fact]
    public void A_sign_of_inches_inside_a_field_is_a_sign() => Assert.Equal(["a 5\" pipe|b"], Read("a 5\" pipe,b\n"));

    [Fact]
    public void Line_breaks_of_Windows_and_blank_lines_belong_to_no_field() =>
        Assert.Equal(["a|b", "c|d"], Read("a,b\r\n\r\n\"c\",d\r\n"));

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_read_as_Windows_1252() =>
        Assert.Equal(["Gérard|b", "Bjørn|c"], Read([.. "G"u8, 0xE9, .. "rard,b\n"u8, .. Encoding.UTF8.GetBytes("Bjørn,c\n")]));

    [Fact]
    public void A_row_with_a_zero_is_no_row() => Assert.Equal(["Zero", "c|d"], Read("a\0,b\nc,d\n"));

    [Fact]
    public void What_was_quoted_is_read_back() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(2026, 11), Prop.ForAll(
        Gen.Elements("a", "\"", ",", "\n", ";", "é", "0").ListOf().Select(string.Concat).NonEmptyListOf().ToArbitrary(), fields =>
        {
            var row = string.Join(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";
            Assert.Equal([string.Join('|', fields.Select(field => field.Trim(' ', '\t', '\r', '\n')))], Read(row));
        }));

    [Fact]
    public void Where_the_file_is_cut_changes_no_row() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(2026, 13), Prop.ForAll(
        Gen.Elements("a", "\"", ",", "\n", "\r\n", "\"\"", ",\"", "\",", "x").ListOf().Select(string.Concat).ToArbitrary(),
        Gen.Choose(1, 40).ToArbitrary(), (text, size) => Assert.Equal(Read(text), ReadInPieces(Encoding.UTF8.GetBytes(text), size))));

    [Fact]
    public void No_bytes_at_all_make_it_fail() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(2026, 13), Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => Assert.Equal(Read(bytes), ReadInPieces(bytes, 7))));

    static List<string> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    static List<string> Read(byte[] data)
    {
        var (rows, reader) = (new List<string>(), new RowReader(Comma));
        reader.Begin(data);
        for (var at = 0; reader.Read(data, ref at);)
        {
            rows.Add(reader.Fault != RowFault.None ? reader.Fault.ToString() : string.Join('|',
                Enumerable.Range(0, reader.Count).Select(i => Encoding.UTF8.GetString(reader.Field(data, i)))));
        }
        return rows;
    }

    static List<string> ReadInPieces(byte[] bytes, int size)
    {
        using var file = SourceFile.Open(SourceFile.Stdin, () => new MemoryStream(bytes), headBytes: size);
        // The mark of order is taken off a file and not off a piece of it.
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.GetPreamble()) || file.Encoding != "UTF-8") return Read(bytes);
        return [.. new ChunkCutter(file, Comma, size, length => Room.Length >= length ? Room : new byte[length]).Cut().SelectMany(chunk =>
            Read(chunk.Bytes.ToArray()))];
    }
}
