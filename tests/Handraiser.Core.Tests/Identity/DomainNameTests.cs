using Handraiser.Core.Identity;

namespace Handraiser.Core.Tests.Identity;

public sealed class DomainNameTests
{
    static DomainName Domain(string text) =>
        DomainName.Read(text) ?? throw new InvalidOperationException($"no domain in {text}");

    [Theory]
    [InlineData("acme.co.uk")]
    [InlineData("WWW.Acme.co.uk.")]
    [InlineData("https://shop.acme.co.uk:8443/a/b?c=d@e#f")]
    [InlineData("https://ann:secret@acme.co.uk/")]
    [InlineData("//acme.co.uk/x")]
    [InlineData("acme.co.uk/path")]
    [InlineData("Ann@mail.acme.co.uk")]
    [InlineData("https://acme.co.uk\\@evil.io")]
    public void A_domain_a_url_and_an_address_lead_to_what_was_registered(string text) =>
        Assert.Equal("acme.co.uk", Domain(text).Registrable);

    // The examples of https://publicsuffix.org/list/ and one of each kind of rule.
    [Theory]
    [InlineData("com", "com", null)]
    [InlineData("co.uk", "co.uk", null)]
    [InlineData("b.c.kobe.jp", "c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("c.kobe.jp", "c.kobe.jp", null)]
    [InlineData("www.city.kobe.jp", "kobe.jp", "city.kobe.jp")]
    [InlineData("city.kobe.jp", "kobe.jp", "city.kobe.jp")]
    [InlineData("kobe.jp", "jp", "kobe.jp")]
    [InlineData("www.ck", "ck", "www.ck")]
    [InlineData("a.b.test.ck", "test.ck", "b.test.ck")]
    [InlineData("b.example.k12.ak.us", "k12.ak.us", "example.k12.ak.us")]
    [InlineData("a.b.github.io", "github.io", "b.github.io")]
    [InlineData("github.io", "github.io", null)]
    [InlineData("www.食狮.公司.cn", "xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("a.b.internal", "internal", "b.internal")]
    [InlineData("localhost", "localhost", null)]
    public void The_public_suffix_is_the_one_of_the_list(string text, string suffix, string? registrable)
    {
        var domain = Domain(text);
        Assert.Equal((suffix, registrable), (domain.PublicSuffix, domain.Registrable));
    }

    [Fact]
    public void A_suffix_that_a_company_lends_out_is_told_from_a_registry()
    {
        Assert.True(Domain("acme.github.io").IsPrivateSuffix);
        Assert.False(Domain("acme.co.uk").IsPrivateSuffix);
        Assert.False(Domain("acme.internal").IsKnownSuffix);
    }

    [Fact]
    public void Every_rule_of_the_list_is_found_under_its_own_name()
    {
        var rules = PublicSuffixes.Rules.ToHashSet(StringComparer.Ordinal);
        Assert.True(rules.Count > 9000);
        foreach (var rule in rules)
        {
            if (rules.Contains($"*.{rule}")) continue;
            var name = rule.Replace("*.", "", StringComparison.Ordinal).TrimStart('!');
            var (text, labels) = rule[0] switch
            {
                '!' => ($"zzzz.{name}", name.Split('.').Length - 1),
                '*' => ($"a.zzzz.{name}", name.Split('.').Length + 1),
                _ => ($"zzzz.{name}", name.Split('.').Length),
            };
            var domain = Domain(text);
            Assert.True(domain.PublicSuffix.Split('.').Length == labels && domain.IsKnownSuffix, rule);
            Assert.True(domain.Unicode == text, $"{rule} is read as {domain.Unicode}");
        }
    }

    [Theory]
    [InlineData("evil-acme.com")]
    [InlineData("acme.com.evil.io")]
    [InlineData("аcme.com")]
    [InlineData("acme.co")]
    [InlineData("xn--acme-.com")]
    [InlineData("acme-com.io")]
    [InlineData("https://acme.com@evil.io/")]
    public void Look_alikes_never_match_the_account(string text) =>
        Assert.NotEqual("acme.com", DomainName.Read(text)?.AccountKey);

    [Theory]
    [InlineData("аcme.com", true)]
    [InlineData("асе.com", true)]
    [InlineData("acmé.com", false)]
    [InlineData("президент.рф", false)]
    [InlineData("пример.com", false)]
    [InlineData("日本acme.jp", false)]
    [InlineData("tokyoタワー.jp", false)]
    [InlineData("παράδειγμα.gr", false)]
    [InlineData("acme.com", false)]
    public void Mixed_scripts_are_flagged_and_honest_ones_are_not(string text, bool isMixed)
    {
        var domain = Domain(text);
        Assert.Equal(isMixed, domain.IsMixedScript);
        Assert.Equal(isMixed, domain.AccountKey is null);
    }

    [Theory]
    [InlineData("gmail.com")]
    [InlineData("mail.yahoo.co.jp")]
    [InlineData("qq.com")]
    [InlineData("co.uk")]
    [InlineData("localhost")]
    public void Free_mail_and_bare_suffixes_match_no_account(string text) => Assert.Null(Domain(text).AccountKey);

    [Fact]
    public void Every_free_mail_provider_is_a_domain_that_somebody_registered()
    {
        Assert.True(MailProviders.FreeMailDomains.Count() > 150);
        foreach (var name in MailProviders.FreeMailDomains)
            Assert.True(Domain(name) is { IsFreeMail: true, IsKnownSuffix: true, Registrable: not null }, name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("1.2.3.4")]
    [InlineData("[::1]")]
    [InlineData("http://[2001:db8::1]:80/")]
    [InlineData("a..b")]
    [InlineData("-a.com")]
    [InlineData("a b.com")]
    [InlineData("javascript:alert(1)")]
    public void What_is_no_domain_is_null(string? text) => Assert.Null(DomainName.Read(text));

    [Fact]
    public void Two_writings_of_one_domain_are_equal() =>
        Assert.Equal(Domain("Bücher.example"), Domain("https://xn--bcher-kva.example/"));
}
