using Microsoft.AspNetCore.Http.HttpResults;

namespace Handraiser.App.Platform.Http;

/// <summary>
/// A form that cannot be taken: every wrong field named, to a script as problem details that it shows at the fields,
/// to a
/// browser without scripts as a page.
/// </summary>
internal sealed class Refused(int status, string title, params IReadOnlyList<(string Field, string Problem)> fields)
    : IResult
{
    public Task ExecuteAsync(HttpContext http)
    {
        http.Response.StatusCode = status;
        IResult answer = http.Request.WantsPage()
            ? new RazorComponentResult<FailurePage>(new
            {
                Status = status, Heading = title, Advice = "Go back and change it.",
                Faults = fields.Select(one => one.Problem).ToArray(),
            }) { StatusCode = status }
            : fields.Count > 0 ? Problems.Fields(status, title, fields) : Problems.Of(status, title);
        return answer.ExecuteAsync(http);
    }
}
