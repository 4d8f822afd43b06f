using System.Net;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Erasure;

public sealed class ErasurePagesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_admin_types_a_word_and_the_lead_is_a_tombstone(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var ada = await app.SignedInAsync();
        Assert.Contains($"href=\"/leads/{lead}/erasure\"", await ada.PageAsync($"/leads/{lead}"), StringComparison.Ordinal);
        Assert.Contains("every word\n                            of 1 request", await ada.PageAsync($"/leads/{lead}/erasure"), StringComparison.Ordinal);

        using var done = await ada.PostFormAsync($"/leads/{lead}/erasure", new { Confirm = " Erase " });

        Assert.Equal((HttpStatusCode.SeeOther, $"/leads/{lead}"), (done.StatusCode, done.Headers.Location?.ToString()));
        var page = await ada.PageAsync($"/leads/{lead}");
        Assert.Contains("This person was erased", page, StringComparison.Ordinal);
        Assert.Contains("The person was erased <span class=\"quiet-text\">Ada Admin</span>", page, StringComparison.Ordinal);
        Assert.Contains("History sealed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bea", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/erasure\"", page, StringComparison.Ordinal);
        Assert.Contains("Erased person", await ada.PageAsync("/inbox?view=closed"), StringComparison.Ordinal);
        Assert.Contains("They were erased already", await ada.PageAsync($"/leads/{lead}/erasure"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_word_nothing_happens(bool background)
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var ada = await app.SignedInAsync();

        using var refused = await ada.PostFormAsync($"/leads/{lead}/erasure", new { Confirm = "yes" }, background: background);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Type the word erase.", await refused.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("erasure"));
    }

    [Fact]
    public async Task A_manager_is_not_offered_it()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);

        Assert.DoesNotContain("/erasure", await mia.PageAsync($"/leads/{lead}"), StringComparison.Ordinal);
    }
}
