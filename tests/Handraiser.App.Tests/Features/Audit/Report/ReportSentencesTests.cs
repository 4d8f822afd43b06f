using Handraiser.App.Features.Audit.Report;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Tests.Features.Audit.Report;

public sealed class ReportSentencesTests
{
    [Theory]
    [InlineData("Only 7 leads were answered within the hour.", "Bare 7 leads ble besvart innen timen.")]
    [InlineData("Nobody drew lots over who is answered quickly. Run the experiment.",
        "Ingen trakk lodd om hvem som ble besvart raskt. Gjør eksperimentet.")]
    [InlineData("Its name has the word “quality”, so it may tell of what happened after the request.",
        "Navnet har ordet “quality”, så den kan si noe om det som skjedde etter henvendelsen.")]
    [InlineData("By closing time the effect is +1.5 points, -0.5 points to +3.5 points; "
        + "the adjusted answer expects +2.0 points, +1.0 points to +3.0 points of the same leads.",
        "Etter stengetid er virkningen +1,5 prosentpoeng, -0,5 prosentpoeng til +3,5 prosentpoeng; det justerte svaret venter +2,0 prosentpoeng, "
            + "+1,0 prosentpoeng til +3,0 prosentpoeng av de samme leadene.")]
    public void A_sentence_keeps_its_figures(string english, string norwegian) => Assert.Equal(norwegian, ReportSentences.Translate(english));

    [Theory]
    [InlineData("L000001 / L000002")]
    [InlineData("Nobody drew lots over who is answered quickly. By hand.")]
    public void What_is_not_known_stays_whole(string text) => Assert.Equal(text, ReportSentences.Translate(text));

    public static TheoryData<string> Histories => ["sample", "empty", "few", "no outcome"];

    [Theory, MemberData(nameof(Histories))]
    public void Every_sentence_of_a_report_has_a_Norwegian_one(string name)
    {
        var report = name == "sample" ? AuditedSample.Of.Report : AuditReport.Of(Made(name));
        var english = Sentences(report).OfType<string>().Distinct().ToList();
        Assert.NotEmpty(english);
        Assert.DoesNotContain(english, sentence => ReportSentences.Translate(sentence) == sentence);
    }

    static IEnumerable<string?> Sentences(AuditReport report) =>
    [
        .. report.Effect.Steps.Select(step => step.Missing ?? step.Says), .. report.Effect.Reasons,
        report.Effect.Supported ? report.Effect.Verdict : null, report.Money.Missing, report.Money.Capped.Says, report.Money.Cost.Missing,
        .. new[] { report.Money.Raw, report.Money.Adjusted, report.Money.Natural, report.Money.NeverAnswered, report.Money.Capped.Adjusted }
            .SelectMany(figure => new[] { figure.Says, figure.Missing }),
        .. report.Gauges.Advice.Select(advice => advice.Sentence), .. report.Trust.Silenced.Select(one => one.Reason),
        report.Customers.Reason, .. report.Customers.Rejected.Select(one => one.Detail), report.Process.Deals?.Reason,
    ];

    static History Made(string name)
    {
        var (builder, from) = (new HistoryBuilder(), Instant.FromUtc(2026, 3, 2, 9, 0));
        var leads = name switch { "few" => 30, "no outcome" => 200, _ => 0 };
        for (var i = 0; i < leads; i++)
        {
            var at = from + Duration.FromHours(i);
            builder.AddLead(new($"{i}", at) { QualifiedAt = name == "few" ? at + Duration.FromDays(1) : null });
            if (i % 2 == 0) builder.AddTouch(new($"{i}", at + Duration.FromMinutes(i), Grade.Personal));
        }
        return builder.Build(DateTimeZone.Utc, WrittenHours.Read(WrittenHours.Usual, DateTimeZone.Utc).Hours!, from + Duration.FromDays(150));
    }
}
