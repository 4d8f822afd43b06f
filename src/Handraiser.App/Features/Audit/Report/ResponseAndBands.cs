using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>The two sections that a query over the same files could give too, in the shape that they have in a report.</summary>
internal sealed record ResponseAndBands(LoggedResponse Response, IReadOnlyList<WaitBand> Bands)
{
    public static ResponseAndBands Of(History history)
    {
        var answers = Answers.Of(history);
        return new(new(Core.Proof.Response.Of(answers, answers).AsLogged), Core.Proof.Bands.Of(answers));
    }
}

/// <summary>The response times as the records claim them.</summary>
internal sealed record LoggedResponse(ResponseView AsLogged);
