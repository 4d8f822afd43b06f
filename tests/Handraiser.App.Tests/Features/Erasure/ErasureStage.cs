using System.Text;
using System.Text.Json;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Tests.Abuse;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Erasure;

/// <summary>Erasing through the API, and looking for what must be gone in every row and in every byte of the files.</summary>
internal static class ErasureStage
{
    public static Task<HttpClient> EraserAsync(this TestApp app) => app.KeyedAsync(KeyScope.Erase);

    public static async Task<HttpClient> KeyedAsync(this TestApp app, string scope) =>
        app.NewClient(await app.Database.WriteAsync(tx => Task.FromResult(
            ApiKeys.Add(tx, app.Get<Chance>(), app.Workspace.WorkspaceId, "Privacy", scope))));

    /// <summary>Erases the person of a lead; anything but 200 fails the test.</summary>
    public static async Task<JsonElement> EraseAsync(this TestApp app, string lead)
    {
        using var client = await app.EraserAsync();
        using var answer = await app.PostAsync($"/api/v1/leads/{lead}/erasure", new { }, client: client);
        var text = await answer.TextAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>What is answered to a raised hand.</summary>
    public static async Task<JsonElement> SaidAsync(this TestApp app, object body, string key)
    {
        using var answer = await app.PostAsync("/api/v1/requests", body, key);
        return JsonDocument.Parse(await answer.TextAsync()).RootElement.Clone();
    }

    /// <summary>Where any of the words stands: a table's row or a file of the database.</summary>
    public static async Task<List<string>> FindAsync(string setting, params IEnumerable<string> words)
    {
        var all = words.ToList();
        var found = new List<string>();
        foreach (var (table, row) in (await Contents.TablesAsync(setting)).SelectMany(one =>
            one.Rows.Select(row => (one.Table, row))))
        {
            found.AddRange(all.Where(word => row.Contains(word, StringComparison.OrdinalIgnoreCase))
                .Select(word => $"{word} in {table}: {row}"));
        }
        if (!setting.StartsWith("sqlite:", StringComparison.Ordinal)) return found;
        var file = setting["sqlite:".Length..];
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
        {
            var bytes = Encoding.Latin1.GetString(await BytesAsync(path));
            found.AddRange(all.Where(word => bytes.Contains(word, StringComparison.OrdinalIgnoreCase))
                .Select(word => $"{word} in {Path.GetExtension(path)}"));
        }
        return found;
    }

    // It is open elsewhere.
    static async Task<byte[]> BytesAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }
}
