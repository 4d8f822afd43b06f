using Handraiser.Core.Identity;

namespace Handraiser.Core.Tests.Identity;

public sealed class IdentityKeysTests
{
    static EmailAddress? Email(string text) => EmailAddress.Read(text).Address;

    static PhoneNumber? Phone(string text) => PhoneNumber.Read(text).Number;

    [Fact]
    public void The_email_comes_before_the_telephone() =>
        Assert.Equal(["e:ann@x.com", "p:+4930901820"], IdentityKeys.Of(Email("Ann@X.com"), Phone("+49 30 901820")));

    [Fact]
    public void Two_emails_with_one_telephone_are_two_people()
    {
        var phone = Phone("+49 30 901820");
        Assert.NotEqual(
            IdentityKeys.Identifying(Email("ann@x.com"), phone), IdentityKeys.Identifying(Email("bob@x.com"), phone));
    }

    [Fact]
    public void A_telephone_alone_identifies_when_no_email_was_given() =>
        Assert.Equal("p:+4930901820", IdentityKeys.Identifying(null, Phone("0049 30 901820")));

    [Fact]
    public void Two_desks_behind_one_exchange_are_two_people() =>
        Assert.NotEqual(
            IdentityKeys.Identifying(null, Phone("+49 30 901820 x1")),
            IdentityKeys.Identifying(null, Phone("+49 30 901820 x2")));

    [Fact]
    public void Nothing_given_identifies_nobody()
    {
        Assert.Empty(IdentityKeys.Of(null, null));
        Assert.Null(IdentityKeys.Identifying(null, null));
    }

    [Fact]
    public void One_email_written_twice_is_one_person() =>
        Assert.Equal(IdentityKeys.Of(Email("John.Doe@EX.com"), null), IdentityKeys.Of(Email(" john.doe@ex.com"), null));
}
