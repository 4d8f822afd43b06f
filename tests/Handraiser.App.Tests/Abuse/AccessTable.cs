namespace Handraiser.App.Tests.Abuse;

/// <summary>What somebody is answered at an endpoint.</summary>
internal sealed record AccessRow(string Endpoint, IReadOnlyDictionary<Caller, string> Answers);

/// <summary>
/// Who may do what: a row for each endpoint, a column for each caller. A number is the status of the answer; <c>in</c> is being
/// sent to sign in first. What is asked for belongs to the rep Ann of the one company; foreigners are of the other.
/// </summary>
internal static class AccessTable
{
    const string Text =
        """
        #                                              nobody form api import owner mate other mgr admin gone expired alien akey
        GET    /                                       in     in   in  in     302   302  302   302 302   in   in      302   in
        GET    /assets/{**path}                        200    200  200 200    200   200  200   200 200   200  200     200   200
        HEAD   /assets/{**path}                        200    200  200 200    200   200  200   200 200   200  200     200   200
        GET    /deliveries                             in     in   in  in     403   403  403   200 200   in   in      200   in
        POST   /deliveries/resend                      in     in   in  in     403   403  403   303 303   in   in      303   in
        POST   /deliveries/{id}/resend                 in     in   in  in     403   403  403   303 303   in   in      404   in
        GET    /embed.js                               200    200  200 200    200   200  200   200 200   200  200     200   200
        HEAD   /embed.js                               200    200  200 200    200   200  200   200 200   200  200     200   200
        GET    /f/{form}                               303    303  303 303    303   303  303   303 303   303  303     303   303
        POST   /f/{form}                               303    303  303 303    303   303  303   303 303   303  303     303   303
        GET    /f/{form}/thanks                        200    200  200 200    200   200  200   200 200   200  200     200   200
        GET    /f/{form}/challenge                     204    204  204 204    204   204  204   204 204   204  204     204   204
        GET    /leads/{id}/merge                       in     in   in  in     200   200  200   200 200   in   in      404   in
        POST   /leads/{id}/merge                       in     in   in  in     303   409  409   303 303   in   in      404   in
        GET    /work.js                                200    200  200 200    200   200  200   200 200   200  200     200   200
        HEAD   /work.js                                200    200  200 200    200   200  200   200 200   200  200     200   200
        GET    /api/v1/openapi.json                    200    200  200 200    200   200  200   200 200   200  200     200   200
        POST   /api/v1/leads/{id}/merge                401    401  200 200    401   401  401   401 401   401  401     401   404
        GET    /first-run                              302    302  302 302    302   302  302   302 302   302  302     302   302
        POST   /first-run                              303    303  303 303    303   303  303   303 303   303  303     303   303
        GET    /forms                                  in     in   in  in     403   403  403   200 200   in   in      200   in
        POST   /forms                                  in     in   in  in     403   403  403   303 303   in   in      303   in
        GET    /forms/new                              in     in   in  in     403   403  403   200 200   in   in      200   in
        GET    /forms/{id}                             in     in   in  in     403   403  403   200 200   in   in      404   in
        POST   /forms/{id}                             in     in   in  in     403   403  403   303 303   in   in      404   in
        POST   /forms/{id}/delete                      in     in   in  in     403   403  403   303 303   in   in      404   in
        POST   /forms/{id}/key                         in     in   in  in     403   403  403   303 303   in   in      404   in
        POST   /forms/{id}/restore                     in     in   in  in     403   403  403   303 303   in   in      404   in
        GET    /h/{form}                               200    200  200 200    200   200  200   200 200   200  200     200   200
        GET    /healthz                                200    200  200 200    200   200  200   200 200   200  200     200   200
        GET    /inbox                                  in     in   in  in     200   200  200   200 200   in   in      200   in
        GET    /inbox/find                             in     in   in  in     302   302  302   302 302   in   in      302   in
        GET    /inbox/list                             in     in   in  in     200   200  200   200 200   in   in      200   in
        GET    /inbox/news                             in     in   in  in     200   200  200   200 200   in   in      200   in
        GET    /leads/{id}                             in     in   in  in     200   200  200   200 200   in   in      404   in
        GET    /leads/{id}/assignment                  in     in   in  in     200   200  200   200 200   in   in      404   in
        POST   /leads/{id}/assignment                  in     in   in  in     303   409  409   303 303   in   in      404   in
        POST   /leads/{id}/claim                       in     in   in  in     303   409  409   303 303   in   in      404   in
        GET    /leads/{id}/close                       in     in   in  in     200   200  200   200 200   in   in      404   in
        POST   /leads/{id}/close                       in     in   in  in     303   409  409   303 303   in   in      404   in
        GET    /leads/{id}/erasure                     in     in   in  in     403   403  403   403 200   in   in      404   in
        POST   /leads/{id}/erasure                     in     in   in  in     403   403  403   403 303   in   in      404   in
        POST   /leads/{id}/give-back                   in     in   in  in     303   409  409   409 409   in   in      404   in
        POST   /leads/{id}/release                     in     in   in  in     303   303  303   303 303   in   in      404   in
        POST   /leads/{id}/reopen                      in     in   in  in     303   409  409   303 303   in   in      404   in
        GET    /leads/{id}/touches                     in     in   in  in     200   200  200   200 200   in   in      404   in
        POST   /leads/{id}/touches                     in     in   in  in     303   303  303   303 303   in   in      404   in
        GET    /people                                 in     in   in  in     200   200  200   200 200   in   in      200   in
        POST   /people                                 in     in   in  in     403   403  403   403 200   in   in      200   in
        GET    /people/{id}                            in     in   in  in     200   200  200   200 200   in   in      404   in
        POST   /people/{id}                            in     in   in  in     403   403  403   303 303   in   in      404   in
        POST   /people/{id}/deactivate                 in     in   in  in     403   403  403   403 303   in   in      404   in
        POST   /people/{id}/leave                      in     in   in  in     303   403  403   303 303   in   in      404   in
        POST   /people/{id}/leave/{leave}/remove       in     in   in  in     303   403  403   303 303   in   in      404   in
        POST   /people/{id}/password-link              in     in   in  in     403   403  403   403 200   in   in      404   in
        POST   /people/{id}/presence                   in     in   in  in     403   403  403   303 303   in   in      404   in
        POST   /people/{id}/reactivate                 in     in   in  in     403   403  403   403 303   in   in      404   in
        GET    /playbook                               in     in   in  in     403   403  403   200 200   in   in      200   in
        POST   /playbook                               in     in   in  in     403   403  403   303 303   in   in      409   in
        POST   /playbook/check                         in     in   in  in     403   403  403   200 200   in   in      422   in
        GET    /playbook/versions/{version:long}       in     in   in  in     403   403  403   200 200   in   in      200   in
        POST   /playbook/versions/{version:long}/again in     in   in  in     403   403  403   303 303   in   in      303   in
        GET    /pools                                  in     in   in  in     200   200  200   200 200   in   in      200   in
        POST   /presence                               in     in   in  in     303   303  303   303 303   in   in      303   in
        GET    /profile                                in     in   in  in     200   200  200   200 200   in   in      200   in
        POST   /profile                                in     in   in  in     303   303  303   303 303   in   in      303   in
        POST   /profile/password                       in     in   in  in     400   400  400   400 400   in   in      400   in
        GET    /readyz                                 200    200  200 200    200   200  200   200 200   200  200     200   200
        GET    /reports                                in     in   in  in     403   403  403   200 200   in   in      200   in
        GET    /reports/page                           in     in   in  in     403   403  403   200 200   in   in      200   in
        GET    /reports/report.json                    in     in   in  in     403   403  403   200 200   in   in      200   in
        GET    /reports/leads.csv                      in     in   in  in     403   403  403   200 200   in   in      200   in
        POST   /reports/subscribe                      in     in   in  in     403   403  403   303 303   in   in      303   in
        POST   /reports/unsubscribe                    in     in   in  in     403   403  403   303 303   in   in      303   in
        GET    /set-password                           410    410  410 410    410   410  410   410 410   410  410     410   410
        POST   /set-password                           410    410  410 410    410   410  410   410 410   410  410     410   410
        GET    /settings                               in     in   in  in     403   403  403   403 200   in   in      200   in
        POST   /settings                               in     in   in  in     403   403  403   403 303   in   in      303   in
        GET    /settings/endpoints                     in     in   in  in     403   403  403   403 200   in   in      200   in
        POST   /settings/endpoints                     in     in   in  in     403   403  403   403 200   in   in      200   in
        GET    /settings/endpoints/new                 in     in   in  in     403   403  403   403 200   in   in      200   in
        GET    /settings/endpoints/{id}                in     in   in  in     403   403  403   403 200   in   in      404   in
        POST   /settings/endpoints/{id}/delete         in     in   in  in     403   403  403   403 303   in   in      404   in
        POST   /settings/endpoints/{id}/disable        in     in   in  in     403   403  403   403 303   in   in      404   in
        POST   /settings/endpoints/{id}/enable         in     in   in  in     403   403  403   403 303   in   in      404   in
        POST   /settings/endpoints/{id}/rotate         in     in   in  in     403   403  403   403 200   in   in      404   in
        POST   /settings/endpoints/{id}/test           in     in   in  in     403   403  403   403 200   in   in      404   in
        POST   /settings/keys                          in     in   in  in     403   403  403   403 200   in   in      200   in
        POST   /settings/keys/{id}/revoke              in     in   in  in     403   403  403   403 303   in   in      404   in
        GET    /sign-in                                200    200  200 200    302   302  302   302 302   200  200     302   200
        POST   /sign-in                                401    401  401 401    401   401  401   401 401   401  401     401   401
        POST   /sign-out                               303    303  303 303    303   303  303   303 303   303  303     303   303
        GET    /live                                   in     in   in  in     200   200  200   200 200   in   in      200   in
        GET    /api/v1/endpoints                       401    401  200 200    401   401  401   401 401   401  401     401   200
        POST   /api/v1/endpoints                       401    401  201 201    401   401  401   401 401   401  401     401   201
        DELETE /api/v1/endpoints/{id}                  401    401  204 204    401   401  401   401 401   401  401     401   404
        POST   /api/v1/endpoints/{id}/disable          401    401  204 204    401   401  401   401 401   401  401     401   404
        POST   /api/v1/endpoints/{id}/enable           401    401  204 204    401   401  401   401 401   401  401     401   404
        POST   /api/v1/endpoints/{id}/rotate           401    401  200 200    401   401  401   401 401   401  401     401   404
        POST   /api/v1/endpoints/{id}/test             401    401  200 200    401   401  401   401 401   401  401     401   404
        GET    /api/v1/leads                           401    401  200 200    401   401  401   401 401   401  401     401   200
        GET    /api/v1/leads/{id}                      401    401  200 200    401   401  401   401 401   401  401     401   404
        POST   /api/v1/leads/{id}/assignment           401    401  200 200    401   401  401   401 401   401  401     401   404
        POST   /api/v1/leads/{id}/claim                401    401  200 200    401   401  401   401 401   401  401     401   404
        POST   /api/v1/leads/{id}/close                401    401  200 200    401   401  401   401 401   401  401     401   404
        POST   /api/v1/leads/{id}/erasure              401    401  403 403    401   401  401   401 401   401  401     401   403
        GET    /api/v1/leads/{id}/events               401    401  200 200    401   401  401   401 401   401  401     401   404
        POST   /api/v1/leads/{id}/touches              401    401  200 200    401   401  401   401 401   401  401     401   404
        POST   /api/v1/requests                        401    201  201 201    401   401  401   401 401   401  401     401   201
        """;

    public static IReadOnlyList<AccessRow> Rows { get; } = [.. Text.Split('\n').Where(line => line.Length > 0 && line[0] is not '#').Select(Read)];

    static AccessRow Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var callers = Enum.GetValues<Caller>();
        if (words.Length != 2 + callers.Length) throw new FormatException($"A row has {callers.Length} answers: {line}");
        return new($"{words[0]} {words[1]}", callers.Zip(words.Skip(2)).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
