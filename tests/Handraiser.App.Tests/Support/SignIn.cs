using System.Net;
using System.Text.RegularExpressions;

namespace Handraiser.App.Tests.Support;

/// <summary>A rep's browser, as far as a test needs one: cookies, the forgery token of a page, forms.</summary>
internal static partial class SignIn
{
    public static async Task<HttpClient> SignedInAsync(this TestApp app, string email = TestApp.AdminEmail,
        string password = TestApp.Password)
    {
        var client = app.NewClient();
        using var answer = await client.PostFormAsync("/sign-in", new { Email = email, Password = password });
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther,
            $"Signing in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return client;
    }

    /// <summary>The text of a page; anything but 200 fails the test.</summary>
    public static async Task<string> PageAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative),
            TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK,
            $"{path}: {(int)answer.StatusCode} {answer.Headers.Location} {text}");
        return text;
    }

    /// <summary>The forgery token that a page's forms carry.</summary>
    public static async Task<string> TokenAsync(this HttpClient client, string page = "/sign-in")
    {
        var found = Token().Match(await client.PageAsync(page));
        Assert.True(found.Success, $"{page} holds no forgery token.");
        return WebUtility.HtmlDecode(found.Groups[1].Value);
    }

    /// <summary>Posts a form as a page would, with that page's token.</summary>
    /// <param name="page">A page that holds a form; without one, the page that is posted to.</param>
    /// <param name="background">As our script does it, in place of the browser.</param>
    public static async Task<HttpResponseMessage> PostFormAsync(
        this HttpClient client, string path, object fields, string? page = null, bool background = false)
    {
        var form = fields.GetType().GetProperties().Where(property => property.GetValue(fields) is not null)
            .Select(property => KeyValuePair.Create(property.Name, Convert.ToString(property.GetValue(fields),
                System.Globalization.CultureInfo.InvariantCulture)!)).ToList();
        form.Add(new("__RequestVerificationToken", await client.TokenAsync(page ?? path)));
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        message.Headers.Accept.ParseAdd(background ? "application/json" : "text/html");
        if (background) message.Headers.Add("X-Requested-With", "handraiser");
        return await client.SendAsync(message, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
