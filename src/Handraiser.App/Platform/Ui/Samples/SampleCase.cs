using NodaTime;

namespace Handraiser.App.Platform.Ui.Samples;

/// <summary>An invented row of an inbox, in minutes around the present.</summary>
public sealed record SampleCase(
    string Key, string Name, string Title, string Company, string Kind, string Source, string Says,
    double Waited, double Target, string? Owner, Tone Tone = Tone.Neutral)
{
    public Instant Arrived(Instant now) => now - Duration.FromMinutes(Waited);

    public Instant Due(Instant now) => Arrived(now) + Duration.FromMinutes(Target);
}

internal static class Sample
{
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static Viewer Viewer { get; } = new("Amara Osei", "Inbound, EMEA");

    public static IReadOnlyList<NavItem> Nav { get; } =
    [
        new("Inbox", "/ui/inbox", "inbox", 9, Tone.Bad, InBar: true, Hotkey: "g i"),
        new("Leads", "/ui/lead", "users", InBar: true, Hotkey: "g l"),
        new("Meetings", "/ui#meetings", "calendar", 3, InBar: true, Hotkey: "g m"),
        new("Alarms", "/ui#alarms", "alarm", 2, Tone.Warn, InBar: true),
        new("Forms", "/ui/buyer", "form", Section: "Set up"),
        new("Playbook", "/ui", "book", Section: "Set up"),
        new("Pools", "/ui#pools", "route", Section: "Set up"),
        new("Hours", "/ui#hours", "clock", Section: "Set up"),
        new("Proof", "/ui#proof", "chart", Section: "Know"),
        new("Webhooks", "/ui#webhooks", "webhook", 1, Tone.Warn, Section: "Know"),
        new("Settings", "/ui/sign-in", "settings", Section: "Know"),
    ];

    public static IReadOnlyList<SampleCase> Late { get; } =
    [
        new("lead-481", "Jonas Lindqvist", "COO", "Fjordline Ferries", "Call me", "Pricing page",
            "Please ring before four, our contract with the current vendor ends on Friday.", 11.4, 5, null, Tone.Info),
        new("lead-479", "Priya Raghunathan", "VP Revenue Operations", "Kestrel Payments", "Demo", "Google Ads",
            "We route about 900 inbound requests a month by hand and lose track of half.", 136, 5, "Amara Osei"),
    ];

    public static IReadOnlyList<SampleCase> Running { get; } =
    [
        new("lead-486", "Marta Kowalczyk", "Head of Operations", "Nordlicht Logistik GmbH", "Demo", "Comparison page",
            "Forty dispatchers in three countries. Can you show how hand-over works across time zones?", 4.15, 5, null),
        new("lead-487", "Tom Okafor", "Founder", "Bramble & Co", "Pricing", "Newsletter",
            "What would 12 seats cost us for a year?", 2.3, 5, "Amara Osei"),
        new("lead-488", "Yuki Tanaka", "Sales manager", "Aozora Medical", "Trial", "Docs",
            "Trial started. Question on the form: does it work with our phones?", 0.7, 5, "Amara Osei", Tone.Good),
        new("lead-489", "Elena Petrova", "Marketing lead", "Sofia Robotics", "Contact", "Partner site",
            "A colleague in Munich uses you and will not stop talking about it.", 0.2, 5, null),
    ];

    public static IReadOnlyList<SampleCase> Later { get; } =
    [
        new("lead-470", "Diego Fuentes", "Analyst", "Andes Capital", "Content", "Benchmark report",
            "Downloaded the response time benchmark; two colleagues did so as well.", 22, 60, "Amara Osei"),
        new("lead-466", "Charlotte de Vries-Oosterhuis", "Procurement", "Stichting Zorgnet Noord-Holland", "Event",
            "Utrecht fair", "Scanned at the stand, asked for the security questionnaire.", 310, 1440, "Amara Osei"),
        new("lead-465", "Ben Achterberg", "Engineer", "Havenmeester", "Content", "Blog",
            "Read the guide on fairness.", 41, 60, null),
    ];
}
