using Handraiser.App.Features.Forms;
using Handraiser.App.Features.Workspaces;

namespace Handraiser.App.Features.Intake;

/// <summary>Who raises hands here: a program with its key, or a page with a form's public key.</summary>
/// <param name="Page">The form whose key it is; null for a program.</param>
internal sealed record IntakeCaller(string WorkspaceId, string KeyId, bool MayImport, HeardForm? Page);

internal sealed class IntakeCallers(ApiKeys keys, FormBook forms)
{
    const string FormKey = "hrf_";

    public async Task<IntakeCaller?> FindAsync(HttpRequest request, CancellationToken cancel)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return null;
        var key = header["Bearer ".Length..].Trim();
        if (key.StartsWith(FormKey, StringComparison.Ordinal))
        {
            return await forms.FindAsync(key, cancel) is { } page ? new(page.Form.WorkspaceId, page.Form.Id, false, page) : null;
        }
        return await keys.FindAsync(key, cancel) is { } caller ? new(caller.WorkspaceId, caller.KeyId, caller.MayImport, null) : null;
    }
}
