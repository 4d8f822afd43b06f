using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>Something a caller does while the server is attacked, and how to see afterwards that it was kept.</summary>
internal sealed class Deed(string what, Func<Deed, Task<bool>> does, Func<Tx, Deed, Task<bool>> isStored)
{
    public string What => what;

    /// <summary>Text of the answer that acknowledges it, and of no other: so the answer is found on the wire.</summary>
    public string? Marker { get; set; }

    /// <summary>The server said that it has it.</summary>
    public bool IsAcknowledged { get; private set; }

    /// <summary>The answer, for asking again with the same key.</summary>
    public string? Told { get; set; }

    /// <summary>Under which key a spool holds it, and whose it is.</summary>
    public string? Key { get; set; }

    public string? Workspace { get; set; }

    /// <summary>Sends the same once more; null when it cannot be sent twice.</summary>
    public Func<Served, Task<Answer?>>? Again { get; init; }

    public async Task DoAsync() => IsAcknowledged = await does(this);

    public Task<bool> IsStoredAsync(Tx tx) => isStored(tx, this);

    /// <summary>An act that an answer acknowledges.</summary>
    /// <param name="stored">Counts what it left behind, for <c>@Id</c>.</param>
    /// <param name="shown">The id that the answer shows, when that is another.</param>
    public static Deed Of(string what, string id, Func<Task<Answer?>> send, string stored, string? shown = null) =>
        new(what,
        async deed =>
        {
            if (await send() is not { IsTaken: true }) return false;
            deed.Marker = shown ?? id;
            return true;
        },
        (tx, _) => HasAsync(tx, stored, id));

    /// <summary>A raised hand: acknowledged by the id of its request.</summary>
    public static Deed Raise(Floor floor, string email, string kind = "pricing", string? country = null)
    {
        var key = $"key-{floor.Next()}";
        var body = new
        {
            kind, person = new { email, name = "Bea Buyer" }, company = country is null ? null
                : new { name = "Buyer Ltd", country },
            message = "Please call me.",
        };
        return new($"a hand raised ({key})",
            async deed =>
            {
                if (await floor.Server.RaiseAsync(body, key) is not { IsTaken: true } answer) return false;
                (deed.Marker, deed.Told) = (answer.Read("requestId"), answer.Text);
                return deed.Marker is not null;
            },
            (tx, deed) => HasAsync(tx, "select count(*) from request where id = @Id", deed.Marker!))
        {
            Again = server => server.RaiseAsync(body, key),
        };
    }

    /// <summary>Something that happens by itself; done when it shows.</summary>
    public static Deed Wait(string what, Func<Task<bool>> isSo, int everyMs = 20) => new(what,
        async _ => { await Waiting.IsSoWithinAsync(TimeSpan.FromSeconds(10), isSo, everyMs); return false; },
        (_, _) => Task.FromResult(true));

    static async Task<bool> HasAsync(Tx tx, string sql, string id) =>
        await tx.SingleAsync<long>(sql, new { Id = id }) > 0;
}
