using System.Globalization;
using Handraiser.Core.Identity;

namespace Handraiser.Core.Tests.Identity;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("  Ann \t\r\n  Doe ", "Ann Doe")]
    [InlineData("Ann\0Doe", "Ann Doe")]
    [InlineData("\u202EeoD nnA\u202C", "eoD nnA")]
    [InlineData("A\u200Bn\u200Dn\uFEFF", "Ann")]
    [InlineData("علی\u200Cرضا", "علی\u200Cرضا")]
    [InlineData("Nguyễn Thị Ánh", "Nguyễn Thị Ánh")]
    [InlineData(null, "")]
    [InlineData("\u200B \u202E", "")]
    public void A_name_is_shown_on_one_line_as_it_reads(string? raw, string display) =>
        Assert.Equal(display, PersonName.Read(raw).Display);

    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_missing() =>
        Assert.Equal("Ann\uFFFD", PersonName.Read("Ann\uD83D").Display);

    [Fact]
    public void A_tower_of_marks_is_cut_down()
    {
        var display = PersonName.Read("A" + new string('\u0301', 200) + "nn").Display;
        Assert.Equal("A" + new string('\u0301', 5) + "nn", display);
    }

    [Fact]
    public void A_long_name_is_cut_between_whole_characters()
    {
        var display = PersonName.Read(string.Concat(Enumerable.Repeat("👍🏽", 2048))).Display;
        Assert.Equal(string.Concat(Enumerable.Repeat("👍🏽", PersonName.CharactersMax)) + "…", display);
        Assert.Equal("e\u0301e\u0301…", PersonName.Read("e\u0301e\u0301e\u0301", 2).Display);
        Assert.Equal(3, new StringInfo(PersonName.Read("abc", 3).Display).LengthInTextElements);
    }

    [Theory]
    [InlineData("ann van doe", "AD")]
    [InlineData("Ann", "A")]
    [InlineData("o'brien", "O")]
    [InlineData("(Dr.) 'élodie' 😀", "DÉ")]
    [InlineData("山田 太郎", "山太")]
    [InlineData("42", "")]
    [InlineData("", "")]
    public void Initials_are_of_the_first_and_the_last_word(string raw, string initials) =>
        Assert.Equal(initials, PersonName.Read(raw).Initials);
}
