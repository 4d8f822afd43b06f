using System.Text;
using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Tests.Platform.Mail;

public sealed class DotStuffingTests
{
    [Theory]
    [InlineData(".\r\n", "..\r\n")]
    [InlineData("..a\r\n.b\r\n", "...a\r\n..b\r\n")]
    [InlineData("a.\r\nb.c\r\n", "a.\r\nb.c\r\n")]
    [InlineData("", "")]
    public void A_line_that_begins_with_a_dot_gets_exactly_one_more(string mail, string stuffed) =>
        Assert.Equal(stuffed, Encoding.ASCII.GetString(DotStuffing.Stuff(Encoding.ASCII.GetBytes(mail)).Span));
}
