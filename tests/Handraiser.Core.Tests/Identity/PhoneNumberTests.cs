using Handraiser.Core.Identity;

namespace Handraiser.Core.Tests.Identity;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+49 (0)30 901820", null, "+4930901820")]
    [InlineData("+49 30 901820", null, "+4930901820")]
    [InlineData("0049 30 901820", null, "+4930901820")]
    [InlineData("0049 30 901820", "US", "+4930901820")]
    [InlineData("011 49 30 901820", "US", "+4930901820")]
    [InlineData("030/901820", "DE", "+4930901820")]
    [InlineData("0171 / 1234567", "de", "+491711234567")]
    [InlineData("212 555 2671", "JM", "+12125552671")]
    [InlineData("(415) 555-2671", "US", "+14155552671")]
    [InlineData("1-415-555-2671", "US", "+14155552671")]
    [InlineData("+1 (1) 415 555 2671", null, "+14155552671")]
    [InlineData("020 7946 0958", "GB", "+442079460958")]
    [InlineData("020 7946 0958", "UK", "+442079460958")]
    [InlineData("06 698 12345", "IT", "+390669812345")]
    [InlineData("+39 (06) 698 12345", null, "+390669812345")]
    [InlineData("+34 (0)912 345 678", null, "+34912345678")]
    [InlineData("8 (912) 345-67-89", "RU", "+79123456789")]
    [InlineData("7 912 345 67 89", "RU", "+79123456789")]
    [InlineData("06 1 234 5678", "HU", "+3612345678")]
    [InlineData("01 23 45 67 89", "FR", "+33123456789")]
    [InlineData("090-1234-5678", "JP", "+819012345678")]
    [InlineData("0 11 98765-4321", "BR", "+5511987654321")]
    [InlineData("0412 345 678", "AU", "+61412345678")]
    [InlineData("098765 43210", "IN", "+919876543210")]
    [InlineData("tel:+49-30-901820", null, "+4930901820")]
    [InlineData("\u202A+49 30 901820\u202C", null, "+4930901820")]
    [InlineData("＋４９ ３０ ９０１８２０", null, "+4930901820")]
    [InlineData("٠٥٠ ١٢٣ ٤٥٦٧", "AE", "+971501234567")]
    [InlineData("+800 1234 5678", null, "+80012345678")]
    public void A_number_is_read_as_its_country_writes_it(string raw, string? country, string e164)
    {
        var reading = PhoneNumber.Read(raw, country);
        Assert.Equal(e164, reading.Number?.E164);
        Assert.Empty(reading.Doubts);
        Assert.Equal(raw, reading.Raw);
    }

    [Theory]
    [InlineData("+1 415 555 2671 x123", "123")]
    [InlineData("+1 415 555 2671 ext. 5", "5")]
    [InlineData("+1 415 555 2671 (Ext: 77)", "77")]
    [InlineData("tel:+14155552671;ext=42", "42")]
    [InlineData("+1 415 555 2671 #9", "9")]
    public void An_extension_is_split_off(string raw, string extension) =>
        Assert.Equal(new PhoneNumber("+14155552671", extension), PhoneNumber.Read(raw).Number);

    [Theory]
    [InlineData("1-800-FLOWERS", "US", PhoneDoubts.Letters)]
    [InlineData("call me", "US", PhoneDoubts.Letters)]
    [InlineData("+49 30 90+1820", null, PhoneDoubts.Letters)]
    [InlineData("030 901820", null, PhoneDoubts.NoCountry)]
    [InlineData("030 901820", "Germany", PhoneDoubts.NoCountry)]
    [InlineData("12", "DE", PhoneDoubts.Invalid)]
    [InlineData("+999 123456", null, PhoneDoubts.Invalid)]
    [InlineData("+1 123 456 7890", null, PhoneDoubts.Invalid)]
    [InlineData("+33 1 23 45 67 8", null, PhoneDoubts.Invalid)]
    [InlineData("1234567890123456789012345678901234567890", "DE", PhoneDoubts.TooLong)]
    [InlineData("+4912345678901234567890", null, PhoneDoubts.TooLong)]
    public void What_no_plan_holds_stays_raw(string raw, string? country, string doubt)
    {
        var reading = PhoneNumber.Read(raw, country);
        Assert.Null(reading.Number);
        Assert.Equal([doubt], reading.Doubts);
        Assert.Equal(raw, reading.Raw);
    }

    [Fact]
    public void A_spreadsheet_formula_is_read_as_a_number_and_flagged()
    {
        var reading = PhoneNumber.Read("=+49 (0)30 901820");
        Assert.Equal("+4930901820", reading.Number?.E164);
        Assert.Equal([PhoneDoubts.Formula], reading.Doubts);
        Assert.Null(PhoneNumber.Read("=+49+cmd|' /C calc'!A0").Number);
    }

    [Theory]
    [InlineData("030 901820; 0171 1234567")]
    [InlineData("030 901820 oder 0171 1234567")]
    [InlineData("030 901820\n0171 1234567")]
    public void Of_several_numbers_the_first_is_used_and_flagged(string raw)
    {
        var reading = PhoneNumber.Read(raw, "DE");
        Assert.Equal("+4930901820", reading.Number?.E164);
        Assert.Equal([PhoneDoubts.Several], reading.Doubts);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \u200B")]
    public void Nothing_given_is_nothing_doubted(string? raw)
    {
        var reading = PhoneNumber.Read(raw, "DE");
        Assert.Null(reading.Number);
        Assert.Empty(reading.Doubts);
    }
}
