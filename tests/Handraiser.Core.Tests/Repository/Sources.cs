namespace Handraiser.Core.Tests.Repository;

/// <summary>The repository's own files, as text.</summary>
internal static class Sources
{
    static readonly string[] NotOurs = ["artifacts", "obj", ".git", "node_modules", "data"];

    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The files below some folders, with paths relative to the root and always with slashes.</summary>
    public static IEnumerable<(string Path, string Text)> Of(string[] folders, params string[] endings) =>
        from folder in folders
        where Directory.Exists(System.IO.Path.Combine(Root, folder))
        from file in Directory.EnumerateFiles(System.IO.Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let path = System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/')
        where endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) && !path.Split('/').Any(NotOurs.Contains)
        orderby path
        select (path, File.ReadAllText(file));

    public static IEnumerable<(string Path, string Text)> Code => Of(["src", "tests", "bench"], ".cs", ".razor");

    public static string[] Lines(string text) => text.Split('\n');

    /// <summary>There is none, and if there is, the test names them all.</summary>
    public static void None(IEnumerable<string> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    static string Above(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(here.FullName, "Handraiser.slnx"))) return here.FullName;
        }
        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
