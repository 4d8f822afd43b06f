using System.Collections.Concurrent;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Forms;

/// <summary>A form that may still raise hands. A deleted form's pages live on for a while: what they send is held, not lost.</summary>
/// <param name="HeldBecause">Why a human looks at its requests first; null for a live form.</param>
internal sealed record HeardForm(Form Form, string? HeldBecause);

/// <summary>Finds forms by what stands in pages: an id or a public key. Each node remembers an answer for a few seconds.</summary>
internal sealed class FormBook(Database database, TimeProvider time)
{
    /// <summary>How long pages that carry a deleted form, or an old key, are still heard.</summary>
    public static readonly Duration Grace = Duration.FromDays(90);

    static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);
    const int MostKept = 10_000;
    readonly ConcurrentDictionary<string, (Form? Form, DateTimeOffset Until)> known = new();

    /// <summary>The form; null when there is none, or none any more: from outside the two cannot be told apart.</summary>
    public async Task<HeardForm?> FindAsync(string handle, CancellationToken cancel)
    {
        if (handle.Length is < 20 or > 60) return null;
        var now = time.GetUtcNow();
        if (!known.TryGetValue(handle, out var found) || found.Until <= now)
        {
            var before = found.Form;
            try { found = (await database.ReadAsync(tx => FormStore.FindAsync(tx, handle), cancel), now + Memory); }
            // A form that was there is believed to be, until the database can be asked again.
            catch (DatabaseUnavailableException) when (before is not null) { found = (before, now + Memory); }
            if (known.Count > MostKept) known.Clear();
            known[handle] = found;
        }
        return found.Form is null ? null : Hear(found.Form, handle, Instant.FromDateTimeOffset(now));
    }

    /// <summary>A form changed: this node looks again at once.</summary>
    public void Forget() => known.Clear();

    static HeardForm? Hear(Form form, string handle, Instant now)
    {
        if (!form.IsLive)
        {
            return form.DeletedAt + Grace > now
                ? new(form, $"Orphan form: “{form.Name}” was deleted, and a page still sends it.") : null;
        }
        if (handle != form.OldKey) return new(form, null);
        return form.OldKeyUntil > now ? new(form, $"A page still sends “{form.Name}” with the form's old key.") : null;
    }
}
