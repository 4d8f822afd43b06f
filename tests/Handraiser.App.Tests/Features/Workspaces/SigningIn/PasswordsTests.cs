using Handraiser.App.Features.Workspaces.SigningIn;

namespace Handraiser.App.Tests.Features.Workspaces.SigningIn;

public sealed class PasswordsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("123456789")]
    [InlineData("Password123")]
    [InlineData("qwertyuiop!!")]
    [InlineData("abababababab")]
    [InlineData("xxxxxxxxxxxxx")]
    [InlineData("Ada@Acme.example")]
    public void What_anybody_would_try_first_is_refused(string password) =>
        Assert.NotNull(Passwords.Fault(password, "ada@acme.example"));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("only lower case")]
    [InlineData("пароль из слов")]
    [InlineData("7391064825")]
    public void Length_counts_and_composition_does_not(string password) =>
        Assert.Null(Passwords.Fault(password, "ada@acme.example"));

    [Fact]
    public void Sixty_four_characters_and_more_are_taken() =>
        Assert.Null(Passwords.Fault(string.Concat(Enumerable.Range(0, 60).Select(i => i + " "))));
}
