using Handraiser.Core.Leads;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Simulation;

/// <summary>What people write: buyers in their forms, reps in their notes.</summary>
internal static class StoryWords
{
    const double InOwnLanguage = 0.3;

    static readonly string[] Channels = ["search", "search", "ads", "social", "referral", "newsletter", "direct"];

    static readonly string[][] Messages =
    [
        ["Quick question: does this work with our phone system?", "Hi, is anybody there?",
            "Can I see the difference between the two plans?", "Do you have an office near us?"],
        ["Please call me this morning if you can.", "I would rather talk than write. Call me?",
            "Call me after lunch, we compare three vendors this week."],
        ["We would like to see how it handles two sites and about forty users.",
            "Could you show this to me and a colleague from finance?",
            "{company} replaces its old system in the spring. A demo with our own data would help.",
            "We saw you at a fair and want a closer look."],
        ["Who is the right person to speak to about a renewal?", "We have a question about data residency.",
            "Do you support single sign-on?", "Please get in touch about a partnership."],
        ["What does it cost for 120 people, paid yearly?", "Is there a price for non-profits?",
            "We need a quote by Friday for our budget round."],
        ["Trying it with my team of six.", "How do I import last year's data into the trial?", ""],
        ["", "", "Downloaded for a talk at {company}."],
        ["Met your team at the stand.", "Please send the slides of the talk."],
        ["How did others set up their holiday calendar?", ""],
    ];

    static readonly Dictionary<string, string[]> OwnLanguage = new(StringComparer.Ordinal)
    {
        ["NO"] = ["Hei! Vi vil gjerne se en demo.", "Kan dere ringe meg i løpet av dagen?"],
        ["SE"] = ["Hej! Vi vill gärna veta mer om priserna.", "Kan ni höra av er i dag?"],
        ["DK"] = ["Hej, vi vil gerne se, hvordan det virker.", "Ring gerne i formiddag."],
        ["DE"] = ["Wir hätten gerne eine Vorführung für unser Team.", "Bitte um Rückruf, am besten vormittags."],
        ["FR"] = ["Nous souhaitons une démonstration pour notre équipe.", "Merci de me rappeler dès que possible."],
        ["ES"] = ["¿Nos pueden enseñar cómo funciona?", "Nos gustaría recibir un presupuesto."],
        ["BR"] = ["Gostaríamos de uma demonstração.", "Qual é o preço para 50 usuários?"],
        ["JP"] = ["デモをお願いできますか。", "料金について教えてください。"],
    };

    static readonly string[] SpamMessages =
    [
        "Boost your ranking!!! 1000 backlinks http://rank.example http://links.example http://seo.example",
        "CONGRATULATIONS you have been selected, claim at http://prize.example/win",
        "We offer web design at best price, see http://cheap.example and http://cheap.example/more",
    ];

    static readonly string[][] Notes =
    [
        ["Sent the confirmation."],
        ["No answer, left a voicemail.", "Rang twice, nobody picked up.", "Line busy, will try again.",
            "Reached the switchboard, not the person."],
        ["Wrote a short mail with two times to talk.", "Answered the question by mail and asked for a call.",
            "Sent the page they asked for, with my number."],
        ["Spoke for ten minutes. Interested, compares two others.", "Good talk: budget is there, timing is spring.",
            "Answered their questions, they want to involve finance.", "Talked briefly, they asked me to write."],
        ["Meeting held. Next step agreed.", "Showed it to three people; a proposal is wanted."],
    ];

    public static string? Message(ref Dice dice, RequestKind kind, StoryPerson person, bool spam)
    {
        var own = dice.Happens(InOwnLanguage);
        var list = spam ? SpamMessages
            : own && person.Country is { } country && OwnLanguage.TryGetValue(country, out var local) ? local
            : Messages[(int)kind];
        var message = list[dice.Below(list.Length)].Replace("{company}", person.Company, StringComparison.Ordinal);
        return message.Length == 0 ? null : message;
    }

    public static string Channel(ref Dice dice) => Channels[dice.Below(Channels.Length)];

    public static string Page(RequestKind kind) => kind switch
    {
        RequestKind.Pricing => "/pricing",
        RequestKind.Demo => "/demo",
        RequestKind.Trial => "/trial",
        RequestKind.Content => "/guides/response-times",
        RequestKind.Event => "/events",
        RequestKind.Community => "/community",
        _ => "/contact",
    };

    public static StoryTouch Touch(ref Dice dice, RequestKind kind, TouchPlan touch)
    {
        var observed = dice.Happens(0.6);
        var channel = touch.Grade switch
        {
            Grade.Personal => "mail",
            Grade.Meeting => "meeting",
            Grade.TwoWay when kind == RequestKind.Chat => "chat",
            _ => "phone",
        };
        // Telephony and mail that are connected tell us themselves; the rest is the rep's word.
        var origin = observed || channel == "chat" ? Origin.Observed : Origin.Reported;
        var notes = Notes[(int)touch.Grade];
        return new(touch.Grade, channel, origin, notes[dice.Below(notes.Length)], touch.Handling, touch.Next);
    }
}
