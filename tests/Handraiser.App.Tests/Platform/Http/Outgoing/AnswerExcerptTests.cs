using System.Text;
using Handraiser.App.Platform.Http.Outgoing;

namespace Handraiser.App.Tests.Platform.Http.Outgoing;

public sealed class AnswerExcerptTests
{
    [Theory]
    [InlineData("a\u0000b\u001b[31mc\u202ed", "ab[31mcd")]
    [InlineData("one\r\n\ttwo", "one   two")]
    [InlineData("  \n ", "")]
    public void An_excerpt_is_plain_text(string text, string excerpt) =>
        Assert.Equal(excerpt, AnswerExcerpt.Tidy(text));

    [Fact]
    public void An_excerpt_is_a_kibibyte_however_wide_its_letters()
    {
        Assert.Equal(1024, AnswerExcerpt.Tidy(new string('x', 5000)).Length);
        Assert.Equal(1023, Encoding.UTF8.GetByteCount(AnswerExcerpt.Tidy(new string('字', 5000))));
    }
}
