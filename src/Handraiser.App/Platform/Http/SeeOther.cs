namespace Handraiser.App.Platform.Http;

/// <summary>"Done; look there": the answer to a form, so that reloading the page does not send it again.</summary>
internal sealed class SeeOther(string place) : IResult
{
    public Task ExecuteAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = place;
        return Task.CompletedTask;
    }
}
