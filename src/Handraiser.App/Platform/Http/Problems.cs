using Microsoft.AspNetCore.Http.HttpResults;

namespace Handraiser.App.Platform.Http;

/// <summary>Refusals as <c>application/problem+json</c>. Every field that is wrong is named, all of them at
/// once.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string title, string? detail = null,
        IEnumerable<KeyValuePair<string, object?>>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: more);

    public static ProblemHttpResult Fields(int status, string title,
        IEnumerable<(string Field, string Problem)> fields) =>
        Of(status, title, null, [new("errors", fields.GroupBy(one => one.Field.Length == 0 ? "body" : one.Field)
            .ToDictionary(group => group.Key, group => group.Select(one => one.Problem).ToArray()))]);

    public static ProblemHttpResult NotFound() => Of(StatusCodes.Status404NotFound, "There is nothing here.");

    public static ProblemHttpResult Conflict(string why, string? holder = null) =>
        Of(StatusCodes.Status409Conflict, why, null, holder is null ? null : [new("holder", holder)]);
}
