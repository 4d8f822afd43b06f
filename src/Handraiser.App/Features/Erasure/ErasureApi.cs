using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;

namespace Handraiser.App.Features.Erasure;

/// <summary>What was erased, for programs.</summary>
/// <param name="Leads">Cases that are tombstones now.</param>
/// <param name="Requests">Raised hands of which only is kept that there was one.</param>
/// <param name="CalledOff">Messages about the person that waited, and are never sent.</param>
/// <param name="UnderWay">Messages that were being sent at that moment, or in doubt: they may have arrived.</param>
internal sealed record ErasureView(string Id, string At, long Leads, long Requests, long CalledOff, long UnderWay)
{
    public static ErasureView Of(ErasureRow row) =>
        new(row.Id, row.At.Iso(), row.Leads, row.Requests, row.CalledOff, row.UnderWay);
}

/// <summary>Erasing for programs whose key allows it.</summary>
internal static class ErasureApi
{
    public static async Task<IResult> PostAsync(
        HttpContext http, ApiKeys keys, ErasePerson erase, string id, CancellationToken cancel)
    {
        if (await keys.FindAsync(http.Request, cancel) is not { MayErase: true } caller)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "This key may not erase people. Make one that may, under Settings.");
        }
        return await erase.RunAsync(caller.WorkspaceId, "key:" + caller.KeyId, id, cancel) is ErasureResult.Done done
            ? TypedResults.Ok(ErasureView.Of(done.Erasure)) : Problems.NotFound();
    }
}
