using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Mail;

namespace Handraiser.App.Features.Alerts;

/// <summary>
/// What an alert says, before it is a mail or a chat message. Everything that a stranger typed is one line of plain
/// text without control characters by now; whoever writes it into markup encodes it.
/// </summary>
/// <param name="Opening">What the recipient is asked, in one or two sentences.</param>
/// <param name="Quote">The person's own words, cut short, line by line.</param>
/// <param name="Facts">Label and value: both clocks, the reason, who was told.</param>
internal sealed record AlertText(
    string Subject, string Opening, IReadOnlyList<string> Quote, IReadOnlyList<(string Label, string Value)> Facts,
        string Act, Uri Link)
{
    const int NameMax = 80;
    const int QuoteLinesMax = 8;
    const int QuoteMax = 600;

    /// <exception cref="InvalidOperationException">The alert has no recipient; see <see cref="AlertMoot"/>.</exception>
    public static AlertText Of(AlertFacts facts, string baseUrl)
    {
        var rep = facts.Recipient ?? throw new InvalidOperationException("An alert without a recipient is moot.");
        var times = new AlertTimes(facts.Zone, facts.Now);
        var what = $"{RequestOf(facts.Lead.Kind)}: {WhoOf(facts)}";
        return new(
            $"{PrefixOf(facts)}{what} — {UrgencyOf(facts, times)}", OpeningOf(facts, rep.Id), QuoteOf(facts.Message),
            [.. Lines(facts, times)], facts.Purpose == Purpose.Held ? "Look at it" : "Take it",
            new Uri($"{baseUrl.TrimEnd('/')}/leads/{facts.Lead.Id}"));
    }

    static string PrefixOf(AlertFacts facts) => facts.Purpose switch
    {
        Purpose.Again => "Again: ",
        Purpose.Nudge => "Still waiting: ",
        Purpose.Manager => "Nobody has answered: ",
        Purpose.OnCall => "You are on call: ",
        Purpose.Held => facts.Lead.Held == "quarantine" ? "Real or spam? " : "Second look: ",
        _ => "",
    };

    static string RequestOf(string kind) => kind switch
    {
        "chat" => "Chat",
        "call-me" => "Call me back",
        "demo" => "Demo request",
        "contact" => "Contact request",
        "pricing" => "Pricing request",
        "trial" => "Trial request",
        "content" => "Content request",
        "event" => "Event request",
        "community" => "Community question",
        _ => "Request",
    };

    static string WhoOf(AlertFacts facts)
    {
        var name = Short(facts.Person.Name) ?? Short(facts.Person.Email) ?? Short(facts.Person.Phone)
            ?? "somebody without a name";
        return Short(facts.Person.Company) is { } company ? $"{name}, {company}" : name;
    }

    static string UrgencyOf(AlertFacts facts, AlertTimes times) => facts.Clock switch
    {
        null => $"waiting since {times.At(facts.Lead.ArrivedAt)}",
        { DueAt: var due } when due < facts.Now => $"late since {times.At(due)} ({times.Since(due)})",
        { DueAt: var due } => $"due {times.At(due)} ({times.Until(due)})",
    };

    static string OpeningOf(AlertFacts facts, string rep)
    {
        var owner = Short(facts.Policy.NameOf(facts.Lead.OwnerId));
        return facts.Purpose switch
        {
            Purpose.Again => "They raised a hand again, and they are still yours.",
            Purpose.Nudge => "They are yours, and nobody has answered them yet.",
            Purpose.Manager when facts.Lead.OwnerId == rep =>
                "You own this, you manage the team, and nobody has answered yet.",
            Purpose.Manager => $"{owner} owns this and has not answered yet. You manage the team.",
            Purpose.OnCall =>
                "Nobody answered in time. They are yours now, and the alarm stays up until somebody acts.",
            Purpose.Held when facts.Lead.Held == "quarantine" =>
                "This looks like spam and was kept aside. Please look, in case a buyer wrote it.",
            Purpose.Held => "A rule would have turned them away. Please take a second look; their clock runs.",
            _ when facts.Lead.Waiting != 0 =>
                $"Nobody of {facts.Lead.Pool} could take this yet. You stand behind them, so it is yours "
                + "until somebody does.",
            _ => "This one is yours.",
        };
    }

    static IEnumerable<(string, string)> Lines(AlertFacts facts, AlertTimes times)
    {
        var lead = facts.Lead;
        yield return ("Waiting", $"since {times.At(lead.ArrivedAt)} ({AlertTimes.Passed(facts.BuyerClock)})");
        yield return (lead.Waiting != 0 ? $"In {lead.Pool}" : $"With {Short(facts.Policy.NameOf(lead.OwnerId))}",
            $"since {times.At(lead.OwnedSince)} ({AlertTimes.Passed(facts.OwnerClock)} of open hours)");
        if (facts.Clock is { DueAt: var due })
        {
            yield return due < facts.Now
                ? ("Late", $"since {times.At(due)} ({times.Since(due)})")
                    : ("Due", $"{times.At(due)} ({times.Until(due)} left)");
        }
        yield return ("Times", $"are {times.ZoneName}");
        if (lead.Requests > 1) yield return ("Requests", $"{lead.Requests} from this person in this case");
        if (Cut(HeaderText.OneLine(lead.Reason), QuoteMax) is { Length: > 0 } reason) yield return ("Why", reason);
        if (facts.ToldBefore.Count > 0) yield return ("Told so far", Tellings(facts, times));
    }

    static string Tellings(AlertFacts facts, AlertTimes times) =>
        string.Join("; ", facts.ToldBefore.TakeLast(6).Select(told =>
        $"{Short(facts.Policy.NameOf(told.Rep))} ({told.As}) {times.At(told.At)}"));

    static List<string> QuoteOf(string? message)
    {
        var lines = new List<string>();
        var room = QuoteMax;
        foreach (var line in (message ?? "").ReplaceLineEndings("\n").Split('\n').Select(AnswerExcerpt.Tidy)
            .Where(line => line.Length > 0))
        {
            if (lines.Count == QuoteLinesMax || room <= 0)
            {
                lines[^1] += lines[^1].EndsWith('…') ? "" : " …";
                break;
            }
            lines.Add(Cut(line, room));
            room -= line.Length;
        }
        return lines;
    }

    static string? Short(string? text) =>
        text is null || AnswerExcerpt.Tidy(HeaderText.OneLine(text)) is not { Length: > 0 } line ? null
            : Cut(line, NameMax);

    // Never between the two halves of a character.
    static string Cut(string text, int most) => text.Length <= most ? text
        : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].TrimEnd() + "…";
}
