using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Identity;

namespace Handraiser.Core.Tests.Identity;

public sealed class IdentityLawsTests
{
    static readonly string[] Pieces =
    [
        "@", ".", "..", "ann", "ANN", "x.com", "co.uk", "github.io", "bücher", "аcme", "İ", "ß", "Ⱥ", "J\u030C",
        "e\u0301", "\u212A", "\u037E", "＠", "。", "\"", "\\", "'", "<", ">", ";", ",", " ", "\u00A0", "\t", "\r\n", "\0",
        "\u200D", "\u202E", "\uD800", "\uDC00", "😀", "mailto:", "%0D", "%EF%BC%A0", "%22", "?", "xn--", "xn--a", "-", "_",
        "+", "+49", "0", "00", "030", "901820", "(0)", "415", "5552671", "x", "ext", "=", "//", ":", "日本",
        new string('a', 63),
    ];

    static readonly string?[] Countries =
        [null, "DE", "US", "IT", "AR", "RU", "BR", "SM", "AG", "zz", "HU", "AU", "001"];

    static Arbitrary<string> Nasty() => Gen.OneOf(
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)),
        Gen.Elements(Pieces).ListOf().Select(pieces => $"{string.Concat(pieces)}@x.com"),
        ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? "")).ToArbitrary();

    static void Holds(Func<string, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(2026, 1), Prop.ForAll(Nasty(), law));

    [Fact]
    public void Reading_never_throws_and_keeps_the_raw_text() => Holds(text =>
        EmailAddress.Read(text).Raw == text
        && Array.TrueForAll(Countries, country => PhoneNumber.Read(text, country).Raw == text)
        && (DomainName.Read(text) is null || DomainName.Read(text)!.Ascii.Length <= 253)
        && PersonName.Read(text).Display.Length >= 0);

    [Fact]
    public void A_key_reads_as_itself() => Holds(text =>
        EmailAddress.Read(text).Address is not { } address
        || EmailAddress.Read(address.Key).Address?.Key == address.Key);

    [Fact]
    public void The_text_to_write_to_has_the_same_key_and_no_line_break() => Holds(text =>
        EmailAddress.Read(text).Address is not { } address
        || (EmailAddress.Read(address.Text).Address?.Key == address.Key && !address.Text.Any(char.IsControl)));

    [Fact]
    public void An_address_without_doubt_is_certain_when_read_again() => Holds(text =>
        EmailAddress.Read(text) is not { IsCertain: true, Address: { } address }
        || EmailAddress.Read(address.Text).IsCertain);

    [Fact]
    public void A_domain_reads_as_itself_in_both_writings() => Holds(text =>
        DomainName.Read(text) is not { } domain
        || (domain.Equals(DomainName.Read(domain.Ascii)) && domain.Equals(DomainName.Read(domain.Unicode))));

    [Fact]
    public void What_was_registered_is_registered_as_a_whole() => Holds(text =>
        DomainName.Read(text)?.Registrable is not { } registrable
        || DomainName.Read(registrable)!.Registrable == registrable);

    [Fact]
    public void A_number_reads_as_itself_whatever_the_country() => Holds(text => Array.TrueForAll(Countries, country =>
        PhoneNumber.Read(text, country).Number is not { } number
        || Array.TrueForAll(Countries, other => PhoneNumber.Read(number.E164, other).Number?.E164 == number.E164)));

    [Fact]
    public void A_shown_name_shows_as_itself_and_is_short() => Holds(text =>
    {
        var shown = PersonName.Read(text).Display;
        return PersonName.Read(shown, PersonName.CharactersMax + 1).Display == shown && !shown.Any(char.IsControl);
    });
}
