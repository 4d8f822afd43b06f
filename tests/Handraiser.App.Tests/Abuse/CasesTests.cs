using System.Globalization;

namespace Handraiser.App.Tests.Abuse;

/// <summary>The table of abuses names tests that exist, for every case that concerns the product.</summary>
public sealed class CasesTests
{
    static readonly string Root = Above(AppContext.BaseDirectory);

    static readonly List<(int Case, string[] Tests)> Rows =
    [
        .. File.ReadLines(Path.Combine(Root, "tests/Handraiser.App.Tests/Abuse/cases.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 5 && int.TryParse(cells[1], out _))
            .Select(cells => (int.Parse(cells[1], CultureInfo.InvariantCulture), cells[3].Split(", "))),
    ];

    [Fact]
    public void Every_case_of_what_there_is_has_a_row()
    {
        Assert.Equal(Enumerable.Range(1, 64).Concat(Enumerable.Range(99, 14)), Rows.Select(row => row.Case).Order());
    }

    [Fact]
    public void Every_test_that_the_table_names_exists()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(Path.GetFileNameWithoutExtension, File.ReadAllText);
        var missing = Rows.SelectMany(row => row.Tests).Where(test => test != "later").Where(test => test.Split('.') is not [var name, var method]
            || !files[name].Any(text => text.Contains($" {method}(", StringComparison.Ordinal)));
        Assert.Empty(missing);
    }

    static string Above(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Handraiser.slnx"))) return here.FullName;
        }
        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
