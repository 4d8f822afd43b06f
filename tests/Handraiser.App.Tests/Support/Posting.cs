using System.Net.Http.Headers;
using System.Text;

namespace Handraiser.App.Tests.Support;

/// <summary>A foreign page's browser: posts a form as it stands.</summary>
internal static class Posting
{
    public static Task<HttpResponseMessage> SendFormAsync(this TestApp app, string path, params (string Name, string Value)[] fields) =>
        app.SendRawAsync(path, string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));

    public static Task<HttpResponseMessage> SendRawAsync(this TestApp app, string path, string body, string type = "application/x-www-form-urlencoded") =>
        app.SendRawAsync(path, Encoding.Latin1.GetBytes(body), type);

    public static async Task<HttpResponseMessage> SendRawAsync(this TestApp app, string path, byte[] body, string type, string? key = null)
    {
        using var client = app.NewClient(key);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    /// <summary>How many rows of a kind there are.</summary>
    public static Task<long> CountAsync(this TestApp app, string table) => app.AskAsync<long>($"select count(*) from {table}")!;
}
