using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Handraiser.App.Platform.Ui;

/// <summary>
/// The files under wwwroot, embedded in the assembly, each under an address that names its content. Stylesheets arrive
/// with their imports joined in, and modules name the modules they import by content too, so that one page never mixes
/// files of two versions.
/// </summary>
internal static partial class Assets
{
    static readonly Lazy<FrozenDictionary<string, Asset>> All = new(() => Load(ReadEmbedded()));

    static readonly Lazy<FrozenDictionary<string, Asset>> ByAddress = new(() =>
        All.Value.Values.ToFrozenDictionary(asset => asset.Address, StringComparer.Ordinal));

    /// <summary>The address of a file, such as <c>/assets/css/app.3f2a91c07b.css</c> for <c>css/app.css</c>.</summary>
    public static string Url(string path) => "/assets/" + Get(path).Address;

    /// <summary>What a module imports, and what that imports: a page preloads them all.</summary>
    public static IReadOnlyList<string> Modules(string path) =>
        [.. Get(path).Imports.SelectMany(import => Modules(import).Prepend(Url(import))).Distinct()];

    /// <summary>The file at a requested address; <c>Immutable</c> if the address names this content.</summary>
    public static (Asset Asset, bool Immutable)? Find(string address)
    {
        if (ByAddress.Value.TryGetValue(address, out var exact))
        {
            return (exact, true);
        }

        // While nodes are being upgraded a page of one version may ask a node of another: what we have is better than
        // nothing, but must not be remembered under that name.
        var path = ContentName().Replace(address, "$1$2");
        return All.Value.TryGetValue(path, out var asset) ? (asset, false) : null;
    }

    internal static FrozenDictionary<string, Asset> Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var loaded = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var path in files.Keys)
        {
            LoadOne(path, files, loaded, []);
        }

        return loaded.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static Asset Get(string path) => All.Value.TryGetValue(path, out var asset)
        ? asset
        : throw new InvalidOperationException($"There is no asset '{path}'.");

    static Asset LoadOne(
        string path, IReadOnlyDictionary<string, byte[]> files, Dictionary<string, Asset> loaded, string[] trail)
    {
        if (loaded.TryGetValue(path, out var known))
        {
            return known;
        }

        if (trail.Contains(path) || !files.TryGetValue(path, out var content))
        {
            throw new InvalidOperationException($"'{path}' is missing or imports itself: {string.Join(" > ", trail)}");
        }

        var imports = new List<Asset>();
        Asset Import(Match match)
        {
            var folder = path[..(path.LastIndexOf('/') + 1)];
            imports.Add(LoadOne(folder + match.Groups["name"].Value, files, loaded, [.. trail, path]));
            return imports[^1];
        }

        var whole = Path.GetExtension(path) switch
        {
            ".css" => Rewrite(content, CssImport(), match => Encoding.UTF8.GetString(Import(match).Content)),
            ".js" => Rewrite(content, JsImport(), match =>
                $"{match.Groups["before"].Value}./{Path.GetFileName(Import(match).Address)}'"),
            _ => content,
        };
        return loaded[path] = new Asset(path, whole, [.. imports.Select(import => import.Path)]);
    }

    static byte[] Rewrite(byte[] content, Regex import, MatchEvaluator replace) =>
        Encoding.UTF8.GetBytes(import.Replace(Encoding.UTF8.GetString(content), replace));

    static Dictionary<string, byte[]> ReadEmbedded()
    {
        const string prefix = "wwwroot/";
        var assembly = typeof(Assets).Assembly;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            files[name[prefix.Length..].Replace('\\', '/')] = content;
        }

        return files;
    }

    [GeneratedRegex("""^@import "(?<name>[\w.-]+)";$""", RegexOptions.Multiline)]
    private static partial Regex CssImport();

    [GeneratedRegex("""(?<before>^(?:import|export)\b[^';]*')\./(?<name>[\w.-]+)'""", RegexOptions.Multiline)]
    private static partial Regex JsImport();

    [GeneratedRegex(@"^(.+)\.[0-9a-f]{10}(\.\w+)$")]
    private static partial Regex ContentName();
}
