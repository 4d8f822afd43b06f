using System.Net;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Features.Workspaces.SigningIn;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Workspaces.SigningIn;

public sealed class SignInTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rep_signs_in_with_a_cookie_that_scripts_cannot_read(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var client = app.NewClient();
        using var answer = await client.PostFormAsync("/sign-in",
            new { Email = " ADA@acme.example ", TestApp.Password });
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), one =>
            one.StartsWith("handraiser=", StringComparison.Ordinal));
        Assert.Matches("^handraiser=[0-9a-z]{32}; max-age=2592000; path=/; samesite=lax; httponly$", cookie);
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from session where hash = @Token",
            new { Token = cookie[11..43] }));
    }

    [Fact]
    public async Task Behind_https_the_cookie_never_travels_in_the_clear()
    {
        await using var app =
            await TestApp.StartAsync(settings: one => one with { BaseUrl = "https://leads.acme.example" });
        using var client = app.NewClient();
        // The forgery cookie is for https only, so the test carries both by hand.
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Contains("secure", Assert.Single(page.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task A_session_starts_anew_at_each_sign_in()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.SignedInAsync();
        using var second = await client.PostFormAsync("/sign-in",
            new { Email = TestApp.AdminEmail, TestApp.Password }, page: "/profile");
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from session"));
    }

    [Theory]
    [InlineData("ada@acme.example", "wrong password here")]
    [InlineData("nobody@acme.example", "correct horse battery staple")]
    [InlineData("", "")]
    public async Task A_stranger_is_not_told_what_was_wrong(string email, string password)
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var answer = await client.PostFormAsync("/sign-in", new { Email = email, Password = password });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("This e-mail and password do not belong together.",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_from_one_network_has_to_wait_and_is_told_how_long()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        for (var guess = 0; guess < 5; guess++)
        {
            using var wrong = await client.PostFormAsync("/sign-in",
                new { Email = TestApp.AdminEmail, Password = $"guess number {guess}" });
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }
        using (var right = await client.PostFormAsync("/sign-in", new { Email = TestApp.AdminEmail, TestApp.Password }))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
            Assert.Equal(TimeSpan.FromMinutes(15), right.Headers.RetryAfter!.Delta);
        }
        app.Clock.Advance(Duration.FromMinutes(15));
        using var later = await client.PostFormAsync("/sign-in", new { Email = TestApp.AdminEmail, TestApp.Password });
        Assert.Equal(HttpStatusCode.SeeOther, later.StatusCode);
    }

    [Fact]
    public async Task Guesses_from_everywhere_do_not_lock_out_who_is_signed_in_at_home()
    {
        await using var app = await TestApp.StartAsync();
        var signIn = app.Get<SignInRep>();
        Task<SignInResult> Try(string password, string network) =>
            signIn.RunAsync(TestApp.AdminEmail, password, network, null, TestContext.Current.CancellationToken);
        Assert.IsType<SignInResult.Done>(await Try(TestApp.Password, "198.51.100.0/24"));
        for (var guess = 0; guess < 30; guess++) await Try("not the password", $"10.0.{guess}.0/24");
        Assert.IsType<SignInResult.TooMany>(await Try(TestApp.Password, "10.1.0.0/24"));
        Assert.IsType<SignInResult.Done>(await Try(TestApp.Password, "198.51.100.0/24"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Signing_out_ends_the_session_for_whoever_still_holds_its_cookie(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var client = await app.SignedInAsync();
        using var answer = await client.PostFormAsync("/sign-out", new { }, page: "/profile");
        Assert.Equal("/sign-in", answer.Headers.Location!.ToString());
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from session"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_session_that_ends_elsewhere_is_dead_here_within_five_seconds(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var client = await app.SignedInAsync();
        await client.PageAsync("/profile");
        // As another node does it: this one hears nothing of it.
        await app.ChangeAsync("update rep set active = 0");
        app.Clock.Advance(Duration.FromSeconds(5));
        using var answer = await client.GetAsync(new Uri("/profile", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal("/sign-in?return=%2Fprofile", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_session_ends_after_thirty_days()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.SignedInAsync();
        app.Clock.Advance(Sessions.Lifetime);
        using var answer = await client.GetAsync(new Uri("/profile", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }
}
