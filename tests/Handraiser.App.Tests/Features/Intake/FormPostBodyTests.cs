using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Features.Intake;
using Handraiser.Core.Leads;

namespace Handraiser.App.Tests.Features.Intake;

public sealed class FormPostBodyTests
{
    [Theory]
    [InlineData("E-Mail=a@b.example", "a@b.example")]
    [InlineData("mail=a@b.example", "a@b.example")]
    [InlineData("your-email=a@b.example", "a@b.example")]
    [InlineData("email=&mail=a@b.example", "a@b.example")]
    [InlineData("email=a@b.example&mail=c@d.example", "a@b.example")]
    public void An_address_is_found_however_the_page_calls_it(string raw, string address) => Assert.Equal(address, Read(raw).Body.Email);

    [Fact]
    public void Every_usual_name_means_what_people_mean_by_it()
    {
        var body = Read("tel=030&Full_Name=Bea&Organisation=Buyer&website=buyer.example&country=DE&company_size=51-200&comments=Hi"
            + "&utm_source=ad&utm_campaign=spring&utm_medium=cpc&page=https://x.example/a?token=1%26utm_source%3Dad&referer=https://y.example/?q=secret").Body;
        Assert.Equal(("030", "Bea", "Buyer", "buyer.example", "DE", "51-200", "Hi"),
            (body.Phone, body.Name, body.CompanyName, body.CompanyDomain, body.Country, body.Employees, body.Message));
        Assert.Equal(new RequestSource("ad", "spring", "https://x.example/a?utm_source=ad", "https://y.example/"), body.Source);
        Assert.Equal("cpc", Assert.Single(body.Fields).Value);
    }

    [Fact]
    public void A_second_value_is_kept_beside_the_first()
    {
        var body = Read("email=a@b.example&email=c@d.example&need=x&need=y").Body;
        Assert.Equal("a@b.example", body.Email);
        Assert.Equal("c@d.example", body.Fields["email"]);
        Assert.Equal("x, y", body.Fields["need"]);
    }

    [Fact]
    public void A_whole_name_counts_before_its_parts_and_the_parts_are_kept()
    {
        var body = Read("email=a@b.example&name=Bea+B.+Buyer&first_name=Bea&last_name=Buyer").Body;
        Assert.Equal("Bea B. Buyer", body.Name);
        Assert.Equal("Bea", body.Fields["first_name"]);
    }

    [Theory]
    [InlineData("name=J%F6rg&email=a@b.example", "iso-8859-1", "Jörg")]
    [InlineData("name=%8ER%93c&email=a@b.example", "Shift_JIS", "山田")]
    [InlineData("name=J%C3%B6rg&email=a@b.example", null, "Jörg")]
    public void Old_pages_are_read_in_the_encoding_that_they_declare(string raw, string? charset, string name)
    {
        var type = charset is null ? null : $"application/x-www-form-urlencoded; charset={charset}";
        var (body, problems) = FormPostBody.Read(FormPost.Read(raw, type), RequestKind.Contact);
        Assert.Empty(problems);
        Assert.False(body.Fields.ContainsKey("_doubt"));
        Assert.Equal(name, body.Name);
    }

    [Fact]
    public void The_browser_may_name_the_encoding_in_a_field()
    {
        var body = Read("_charset_=windows-1252&name=%80uro&email=a@b.example").Body;
        Assert.Equal("€uro", body.Name);
        Assert.Empty(body.Fields);
    }

    [Theory]
    [InlineData("name=J%F6rg&email=a@b.example", null)]
    [InlineData("name=%ED%A0%80&email=a@b.example", null)]
    [InlineData("name=%C0%AF&email=a@b.example", "utf-8")]
    [InlineData("name=Bea&email=a@b.example", "utf-7")]
    [InlineData("name=Bea&email=a@b.example", "klingon")]
    public void What_cannot_be_read_for_certain_is_taken_with_a_doubt(string raw, string? charset)
    {
        var (body, problems) = FormPostBody.Read(FormPost.Read(raw, $"application/x-www-form-urlencoded{(charset is null ? "" : $"; charset={charset}")}"), RequestKind.Contact);
        Assert.Empty(problems);
        Assert.Contains("encoding", body.Fields["_doubt"], StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_writes_a_doubt_or_any_name_of_ours_into_the_fields() =>
        Assert.Empty(Read("email=a@b.example&_doubt=x&_key=k&_website=w&_next=n&_hosted=1&_elapsed=1&_t=1&_referer=r").Body.Fields);

    [Fact]
    public void More_fields_than_the_limit_are_left_out_with_a_doubt_and_the_address_behind_them_still_counts()
    {
        var raw = string.Join('&', Enumerable.Range(0, 150).Select(i => $"f{i}=x")) + "&" + new string('n', 201) + "=x&email=a@b.example";
        var (body, problems) = Read(raw);
        Assert.Empty(problems);
        Assert.Equal("a@b.example", body.Email);
        Assert.Equal(JsonBody.MostFields + 1, body.Fields.Count);
        Assert.Contains("left out", body.Fields["_doubt"], StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_is_kept_as_text()
    {
        var body = Read("email=a@b.example&name=%00%E2%80%AEBea%00&x=%22%3E%3Cscript%3E").Body;
        Assert.Equal("\uFFFD\u202EBea\uFFFD", body.Name);
        Assert.Equal("\"><script>", body.Fields["x"]);
    }

    [Fact]
    public void Any_bytes_are_read_without_a_fault_and_what_is_stored_reads_the_same_again() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            var post = FormPost.Of(FormBytes.Split(bytes), null);
            var again = FormPost.Read(post.Raw, post.ContentType);
            FormPostBody.Read(post, RequestKind.Contact);
            return post.Pairs.SequenceEqual(again.Pairs) && post.Raw == again.Raw && Ascii.IsValid(post.Raw);
        }));

    static (RequestBody Body, IReadOnlyList<FieldProblem> Problems) Read(string raw) => FormPostBody.Read(FormPost.Read(raw, null), RequestKind.Contact);
}
