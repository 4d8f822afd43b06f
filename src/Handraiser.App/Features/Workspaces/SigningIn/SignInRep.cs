using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;

namespace Handraiser.App.Features.Workspaces.SigningIn;

/// <summary>What became of an attempt to sign in.</summary>
internal abstract record SignInResult
{
    private SignInResult() { }

    public sealed record Done(string Token) : SignInResult;

    /// <summary>Not that e-mail, not that password, or not active any more: which one, nobody is told.</summary>
    public sealed record Refused : SignInResult;

    public sealed record TooMany(TimeSpan Wait) : SignInResult;
}

/// <summary>
/// Signs a rep in. Guessing is slowed down for who guesses: per account and network, per network, and per account
/// over all
/// networks. The last spares the networks where the account is signed in, so that nobody locks somebody else out.
/// </summary>
internal sealed class SignInRep(Database database, Chance chance, Sessions sessions, TimeProvider time)
{
    const int PerAccountHere = 5;
    const int PerNetwork = 50;
    const int PerAccount = 30;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    readonly Throttle throttle = new(time, Window);

    /// <param name="before">The token that the browser brought: it ends here, so that none outlives a change of
    /// hands.</param>
    public async Task<SignInResult> RunAsync(string email, string password, string? network, string? before,
        CancellationToken cancel)
    {
        email = email.Trim().ToLowerInvariant();
        var (here, net, everywhere) = ($"{network} {email}", $"network {network}", $"account {email}");
        var found = await database.ReadAsync(tx => FindAsync(tx, email, network), cancel);
        var wait = throttle.WaitOf(here, PerAccountHere) ?? throttle.WaitOf(net, PerNetwork)
            ?? (found.Any(rep => rep.Familiar != 0) ? null : throttle.WaitOf(everywhere, PerAccount));
        if (wait is { } much) return new SignInResult.TooMany(much);
        if (Matching(found, password) is not { } who)
        {
            throttle.Failed(here);
            throttle.Failed(net);
            throttle.Failed(everywhere);
            return new SignInResult.Refused();
        }
        var token = await database.WriteAsync(async tx =>
        {
            // Between the look and now somebody may have been deactivated, or their password changed.
            var still = await tx.SingleAsync<string>(
                $"select password from rep where workspace_id = @WorkspaceId and id = @Id and active = 1{tx.ForUpdate}", who);
            if (still != who.Password) return null;
            if (before is not null) sessions.End(tx, before);
            return Sessions.Start(tx, chance, who.WorkspaceId, who.Id, network);
        }, cancel);
        if (token is null) return new SignInResult.Refused();
        throttle.Forgive(here);
        return new SignInResult.Done(token);
    }

    static Task<List<Candidate>> FindAsync(Tx tx, string email, string? network) => tx.ListAsync<Candidate>(
        """
        select workspace_id, id, password, (select count(*) from session s where s.workspace_id = rep.workspace_id
          and s.rep_id = rep.id and s.network = @Network and s.expires_at > @Now) as familiar
        from rep where email = @Email and active = 1 and password is not null order by created_at limit 5
        """,
        new { Email = email, Network = network ?? "", tx.Now });

    static Candidate? Matching(List<Candidate> found, string password)
    {
        // A stranger takes as long as a rep, or the time would tell who is one.
        if (found.Count == 0) Passwords.Matches(Passwords.Nobody, password);
        return found.Find(rep => Passwords.Matches(rep.Password, password));
    }

    sealed record Candidate
    {
        public string WorkspaceId { get; init; } = "";

        public string Id { get; init; } = "";

        public string Password { get; init; } = "";

        public long Familiar { get; init; }
    }
}
