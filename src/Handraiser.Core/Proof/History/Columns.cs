using System.Text;

namespace Handraiser.Core.Proof;

/// <summary>A column of words from a small vocabulary: each distinct word once, and a code per row.</summary>
public sealed class CodeColumn(IReadOnlyList<string> words, int[] codes)
{
    public IReadOnlyList<string> Words => words;

    /// <summary>Index into <see cref="Words"/>, or <see cref="Unknown.Code"/>.</summary>
    public int[] Codes => codes;

    /// <summary>The word of a row; null when it has none.</summary>
    public string? this[int row] => codes[row] < 0 ? null : words[codes[row]];

    /// <summary>No row has a word.</summary>
    public static CodeColumn Empty(int rows)
    {
        var codes = new int[rows];
        Array.Fill(codes, Unknown.Code);
        return new CodeColumn([], codes);
    }
}

/// <summary>A column of texts that are mostly distinct, such as ids, held as bytes: a text is made when it is asked
/// for.
/// </summary>
public sealed class TextColumn(byte[] bytes, int[] ends)
{
    public int Count => ends.Length;

    public static TextColumn Of(IEnumerable<string> texts)
    {
        var (bytes, ends) = (new List<byte>(), new List<int>());
        foreach (var text in texts)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(text));
            ends.Add(bytes.Count);
        }
        return new TextColumn([.. bytes], [.. ends]);
    }

    public string this[int row] => Encoding.UTF8.GetString(Bytes(row));

    public ReadOnlySpan<byte> Bytes(int row)
    {
        var start = row == 0 ? 0 : ends[row - 1];
        return bytes.AsSpan(start, ends[row] - start);
    }
}
