using System.Text;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What the first rows show of each column.</summary>
internal sealed class ColumnSample
{
    ColumnSample(IReadOnlyList<string> values)
    {
        Values = [.. values.Where(value => value.Length > 0)];
        Filled = values.Count == 0 ? 0 : Values.Count / (double)values.Count;
        if (Values.Count == 0) return;
        var bytes = Values.Select(value => Encoding.UTF8.GetBytes(value)).ToList();
        Dates = Share(bytes.Count(value => DateText.Read(value, out var time, out var forms) && time != ReadTime.None
            && (forms & (DateForms.EpochSeconds | DateForms.Spreadsheet | DateForms.Compact)) == 0));
        Emails = Share(Values.Count(value => value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && value.IndexOf('.', at) > at));
        Numbers = Share(bytes.Count(value => AmountText.Read(value, out _, out _, out _)));
        Phones = Share(Values.Count(IsPhone));
        Distinct = Values.Distinct(StringComparer.Ordinal).Count() / (double)Values.Count;
        Longest = Values.Max(value => value.Length);
    }

    public IReadOnlyList<string> Values { get; }
    public double Filled { get; }
    public double Dates { get; }
    public double Emails { get; }
    public double Numbers { get; }
    public double Phones { get; }
    public double Distinct { get; }
    public int Longest { get; }

    public static ColumnSample[] Of(IReadOnlyList<string[]> rows, int columns) =>
        [.. Enumerable.Range(0, columns).Select(i => new ColumnSample([.. rows.Where(row => row.Length > i).Select(row => row[i])]))];

    static bool IsPhone(string value) => value.Count(char.IsAsciiDigit) is >= 8 and <= 15
        && value.All(one => char.IsAsciiDigit(one) || " +-().x/".Contains(one))
            && (value[0] is '+' or '(' or '0' || value.Contains('-') || value.Contains(' '));

    double Share(int count) => count / (double)Values.Count;
}
