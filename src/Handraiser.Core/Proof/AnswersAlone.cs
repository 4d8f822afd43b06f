namespace Handraiser.Core.Proof;

/// <summary>The two sections that a query over the same files could give too, in the shape that they have in a report.
/// </summary>
public sealed record AnswersAlone(LoggedAnswers Response, IReadOnlyList<WaitBand> Bands)
{
    /// <param name="together">Does all the parts that it is given; see <see cref="AuditReport.Find"/>.</param>
    public static AnswersAlone Of(History history, Action<AuditPart[]> together)
    {
        var answers = Answers.Of(history);
        ResponseView view = null!;
        WaitBand[] bands = null!;
        together([
            new("response", () => view = ResponseView.Of(answers)),
            new("bands", () => bands = Proof.Bands.Of(answers)),
        ]);
        return new(new(view), bands);
    }
}

/// <summary>The response times as the records claim them.</summary>
public sealed record LoggedAnswers(ResponseView AsLogged);
