using Handraiser.Core.Screening;

namespace Handraiser.Core.Tests.Screening;

public sealed class SpamTextTests
{
    [Theory]
    [InlineData("see https://a.com and www.b.org, HTTP://C.net/x", 3)]
    [InlineData("https://www.acme.com", 1)]
    [InlineData("we are acme.com", 0)]
    [InlineData(null, 0)]
    public void Links_are_counted(string? text, int count) => Assert.Equal(count, SpamText.CountLinks(text));

    [Theory]
    [InlineData("asdfgh")]
    [InlineData("Qwerty Qwerty")]
    [InlineData("xxxx")]
    [InlineData("bcdfghjk")]
    [InlineData("фывапр")]
    [InlineData("Win now http://a.b")]
    public void Mashed_names_are_noticed(string name) => Assert.True(SpamText.LooksMashed(name));

    [Theory]
    [InlineData("Krzysztof Brzęczyszczykiewicz")]
    [InlineData("Ng")]
    [InlineData("Schwartz-Hirschsprung")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("Власов Всеволод")]
    [InlineData("王")]
    [InlineData("J. R. R. Tolkien")]
    [InlineData("III")]
    [InlineData("")]
    [InlineData(null)]
    public void Names_of_people_are_not(string? name) => Assert.False(SpamText.LooksMashed(name));

    [Theory]
    [InlineData("Our specialist plays sociable socialist games.")]
    [InlineData("We need a demo for 40 people; our pharmacy chain has 12 shops.")]
    [InlineData("Здравствуйте, нам нужна демонстрация для аптечной сети.")]
    public void Ordinary_business_uses_no_spam_words(string text) =>
        Assert.Equal(0, SpamScore.Of(new() { Message = text }).Score);

    [Fact]
    public void Words_hidden_by_invisible_characters_are_found() =>
        Assert.NotEqual(0, SpamScore.Of(new() { Message = "cheap vi\u200Bag\u00ADra" }).Score);

    [Fact]
    public void A_word_that_mixes_alphabets_scores() =>
        Assert.NotEqual(0, SpamScore.Of(new() { Message = "nice prоduct" }).Score);

    [Fact]
    public void An_endless_text_is_judged_by_its_start() =>
        Assert.Equal(0, SpamScore.Of(new() { Message = new string('<', 1_000_000) }).Score);
}
