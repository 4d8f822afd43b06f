using System.Collections.Frozen;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Handraiser.App.Platform.Ui;

namespace Handraiser.App.Tests.Platform.Ui;

public sealed class AssetsTests(UiHost host) : IClassFixture<UiHost>, IDisposable
{
    readonly HttpClient client = new() { BaseAddress = new Uri(host.Url) };

    [Fact]
    public async Task An_address_that_names_the_content_is_kept_for_ever()
    {
        using var answer = await GetAsync(Assets.Url("css/app.css"));

        Assert.Matches("^/assets/css/app\\.[0-9a-f]{10}\\.css$", Assets.Url("css/app.css"));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.ETag!.IsWeak);
    }

    [Theory]
    [InlineData("/assets/css/app.css")]
    [InlineData("/assets/css/app.0123456789.css")]
    public async Task Any_other_address_of_it_is_asked_for_again_each_time(string address)
    {
        using var answer = await GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        using var answer = await GetAsync("/assets/../handraiser.dll");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_browser_that_has_it_already_gets_no_body()
    {
        using var first = await GetAsync("/assets/css/app.css", "br");
        using var request = Request("/assets/css/app.css", "br");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_encoding_holds_the_same_bytes_under_a_tag_of_its_own()
    {
        using var plain = await GetAsync("/assets/js/morph.js");
        using var brotli = await GetAsync("/assets/js/morph.js", "br, gzip");
        using var gzip = await GetAsync("/assets/js/morph.js", "gzip, br;q=0");

        var text = await BytesAsync(plain, body => body);
        Assert.Equal("br", brotli.Content.Headers.ContentEncoding.Single());
        Assert.Equal("gzip", gzip.Content.Headers.ContentEncoding.Single());
        Assert.Equal(text, await BytesAsync(brotli, body => new BrotliStream(body, CompressionMode.Decompress)));
        Assert.Equal(text, await BytesAsync(gzip, body => new GZipStream(body, CompressionMode.Decompress)));
        Assert.Equal(3, new[] { plain, brotli, gzip }.Select(answer => answer.Headers.ETag!.Tag).Distinct().Count());
        Assert.All([plain, brotli, gzip], answer => Assert.Contains("Accept-Encoding", answer.Headers.Vary));
    }

    [Fact]
    public void A_stylesheet_holds_what_it_imports()
    {
        var files = Load(("css/app.css", "@import \"a.css\";\n.b {}"), ("css/a.css", ".a {}"));

        Assert.Equal(".a {}\n.b {}", Encoding.UTF8.GetString(files["css/app.css"].Content));
    }

    [Fact]
    public void A_change_in_a_module_changes_the_address_of_all_that_import_it()
    {
        var before = Load(("js/a.js", "import { b } from './b.js';"), ("js/b.js", "export const b = 1;"));
        var after = Load(("js/a.js", "import { b } from './b.js';"), ("js/b.js", "export const b = 2;"));

        Assert.NotEqual(before["js/a.js"].Address, after["js/a.js"].Address);
        Assert.Equal($"import {{ b }} from './{Path.GetFileName(after["js/b.js"].Address)}';",
            Encoding.UTF8.GetString(after["js/a.js"].Content));
    }

    [Fact]
    public void An_import_of_what_is_not_there_fails_at_once() =>
        Assert.Throws<InvalidOperationException>(() => Load(("js/a.js", "import './b.js';")));

    [Fact]
    public void Modules_that_import_each_other_fail_at_once() =>
        Assert.Throws<InvalidOperationException>(() =>
            Load(("js/a.js", "import './b.js';"), ("js/b.js", "import './a.js';")));

    [Fact]
    public void Nothing_we_serve_asks_another_host_for_anything() =>
        Assert.All([Assets.Url("css/app.css"), .. Assets.Modules("js/app.js")], address =>
        {
            var asset = Assets.Find(address["/assets/".Length..])!.Value.Asset;
            Assert.DoesNotMatch("https?://|url\\(|\\bstyle=", Encoding.UTF8.GetString(asset.Content));
        });

    public void Dispose() => client.Dispose();

    static FrozenDictionary<string, Asset> Load(params (string Path, string Text)[] files) =>
        Assets.Load(files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetBytes(file.Text)));

    static HttpRequestMessage Request(string address, string? encodings)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var encoding in encodings?.Split(", ") ?? [])
        {
            request.Headers.AcceptEncoding.Add(StringWithQualityHeaderValue.Parse(encoding));
        }

        return request;
    }

    static async Task<byte[]> BytesAsync(HttpResponseMessage answer, Func<Stream, Stream> open)
    {
        await using var body = open(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, TestContext.Current.CancellationToken);
        return whole.ToArray();
    }

    async Task<HttpResponseMessage> GetAsync(string address, string? encodings = null)
    {
        using var request = Request(address, encodings);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
