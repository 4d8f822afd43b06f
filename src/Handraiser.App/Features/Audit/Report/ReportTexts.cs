namespace Handraiser.App.Features.Audit.Report;

/// <summary>Every text of the report, in English and in Norwegian.</summary>
internal static partial class ReportTexts
{
    /// <summary>By key: English, Norwegian.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>[] { General, Answer, Evidence, Effects, Closing }
        .SelectMany(part => part).ToDictionary(one => one.Key, one => one.Value);

    static Dictionary<string, string[]> General => new()
    {
        ["title"] = ["How fast raised hands are answered", "Hvor raskt henvendelser blir besvart"],
        ["made-from"] = ["{0} leads, {1} activities and {2} deals, known until {3} ({4}).", "{0} leads, {1} aktiviteter og {2} salg, kjent til {3} ({4})."],
        ["unknown"] = ["not recorded", "ikke registrert"],
        ["rest"] = ["{0} others", "{0} andre"],
        ["few"] = ["too few", "for få"],
        ["count-of"] = ["{0} of {1}, too few for a rate", "{0} av {1}, for få til en andel"],
        ["seconds"] = ["{0} s", "{0} s"],
        ["minutes"] = ["{0} min", "{0} min"],
        ["hours"] = ["{0} h", "{0} t"],
        ["hours-minutes"] = ["{0} h {1} min", "{0} t {1} min"],
        ["days-hours"] = ["{0} d {1} h", "{0} d {1} t"],
        ["leads"] = ["Leads", "Leads"],
        ["share"] = ["Share (95 % interval)", "Andel (95 % intervall)"],
        ["numbers"] = ["The numbers", "Tallene"],
        ["of-leads"] = ["of {0} leads", "av {0} leads"],
        ["never"] = ["Never", "Aldri"],
        ["within5m"] = ["Within 5 minutes", "Innen 5 minutter"],
        ["within1h"] = ["Within 1 hour", "Innen 1 time"],
        ["from1hTo24h"] = ["1 to 24 hours", "1 til 24 timer"],
        ["over24h"] = ["Over 24 hours", "Over 24 timer"],
        ["as-logged"] = ["As logged", "Som loggført"],
        ["trusted"] = ["Trusted only", "Bare pålitelige"],
        ["missing"] = ["Nothing can be said of this: {0}", "Om dette kan ingenting sies: {0}"],
        ["monday"] = ["Mon", "man"], ["tuesday"] = ["Tue", "tir"], ["wednesday"] = ["Wed", "ons"], ["thursday"] = ["Thu", "tor"],
        ["friday"] = ["Fri", "fre"], ["saturday"] = ["Sat", "lør"], ["sunday"] = ["Sun", "søn"],
    };

    static Dictionary<string, string[]> Answer => new()
    {
        ["answer"] = ["The answer", "Svaret"],
        ["answer-median"] = ["Half of those who were ever answered waited {0} or longer; {1} of all {2} leads got a human attempt within five minutes.",
            "Halvparten av dem som noen gang ble besvart, ventet {0} eller lenger; {1} av alle {2} leads fikk et menneskelig forsøk innen fem minutter."],
        ["answer-none"] = ["No lead of {0} has an answer with a time of day, so no response time can be told.",
            "Ingen av {0} leads har et svar med klokkeslett, så ingen svartid kan oppgis."],
        ["answer-never"] = ["{0} were never answered by a human at all ({1} of {2}).", "{0} ble aldri besvart av et menneske ({1} av {2})."],
        ["answer-trust"] = ["{0} of the activities cannot carry a figure; without them {1} were answered within an hour instead of {2}.",
            "{0} av aktivitetene kan ikke bære et tall; uten dem ble {1} besvart innen en time i stedet for {2}."],
        ["answer-clean"] = ["The records hold together: nothing was found that would change these figures.",
            "Registreringene henger sammen: ingenting ble funnet som ville endre disse tallene."],
        ["answer-effect"] = ["Whether speed itself wins: {0}", "Om det er farten som vinner: {0}"],
        ["answer-picture"] = ["How soon a human tried, of all leads", "Hvor raskt et menneske prøvde, av alle leads"],
    };

    static Dictionary<string, string[]> Evidence => new()
    {
        ["response"] = ["Response time", "Svartid"],
        ["response-note"] = ["From the raised hand to the first human attempt, and to the first time both sides spoke. Automatic messages, opens and clicks never count. Shares are of all leads whose time is known.",
            "Fra henvendelsen til det første menneskelige forsøket, og til første gang begge parter snakket sammen. Automatiske meldinger, åpninger og klikk teller aldri. Andelene er av alle leads med kjent tid."],
        ["attempt"] = ["First attempt", "Første forsøk"],
        ["contact"] = ["First real contact", "Første virkelige kontakt"],
        ["working-attempt"] = ["First attempt, working hours only", "Første forsøk, bare arbeidstid"],
        ["median"] = ["Median of the answered", "Median for de besvarte"],
        ["p90"] = ["Nine of ten within", "Ni av ti innen"],
        ["mean30d"] = ["Mean of those answered within 30 days", "Snitt for dem som ble besvart innen 30 dager"],
        ["date-only"] = ["{0} more were answered on a day without a time of day: that is no response time, and they are left out of the shares.",
            "{0} til ble besvart en dag uten klokkeslett: det er ingen svartid, og de er ikke med i andelene."],
        ["lag"] = ["Half of the leads reached the CRM within {0} of the raised hand, nine of ten within {1}.", "Halvparten av leadene nådde CRM innen {0} etter henvendelsen, ni av ti innen {1}."],
        ["automated-first"] = ["{0} heard from a machine before any human tried. A dashboard that counts that shows a wait that nobody had.",
            "{0} hørte fra en maskin før noe menneske prøvde. En oversikt som teller det, viser en ventetid ingen hadde."],
        ["hbr"] = ["Beside the published table", "Ved siden av den publiserte tabellen"],
        ["hbr-note"] = ["{0}. n = {1} {2}. Their mean of 42 hours is among those who answered within 30 days; they give no median. Theirs counts companies, ours counts leads: compare with care.",
            "{0}. n = {1} {2}. Deres snitt på 42 timer er blant dem som svarte innen 30 dager; de oppgir ingen median. De teller bedrifter, vi teller leads: sammenlign med varsomhet."],
        ["hbr-theirs"] = ["HBR 2011", "HBR 2011"],
        ["hbr-ours"] = ["Yours", "Deres"],
        ["difference"] = ["Difference, points", "Forskjell, prosentpoeng"],
        ["week"] = ["When they ask, and how many are answered within five minutes", "Når de spør, og hvor mange som besvares innen fem minutter"],
        ["week-note"] = ["Hours of the week in {0}. The darker, the larger the share answered within five minutes; hours with fewer than 20 leads are empty.",
            "Ukens timer i {0}. Jo mørkere, desto større andel besvart innen fem minutter; timer med færre enn 20 leads er tomme."],
        ["week-cell"] = ["{0} {1}:00: {2} leads, {3} within five minutes", "{0} {1}:00: {2} leads, {3} innen fem minutter"],
        ["week-busiest"] = ["The hours with most leads", "Timene med flest leads"],
        ["by-source"] = ["By source", "Etter kilde"],
        ["by-owner"] = ["By owner", "Etter eier"],
        ["by-kind"] = ["By what was asked for", "Etter hva det ble spurt om"],
        ["name"] = ["Name", "Navn"],
        ["bands"] = ["Outcome by response time", "Utfall etter svartid"],
        ["bands-note"] = ["Of the leads that asked at least {0} days before the end, so that each had the same time to come to something. This describes; it proves no effect: see how the sources differ from row to row.",
            "Av leadene som spurte minst {0} dager før slutten, så alle hadde like lang tid. Dette beskriver; det beviser ingen virkning: se hvordan kildene skiller seg fra rad til rad."],
        ["band"] = ["Wait", "Ventetid"], ["contacted"] = ["Contacted", "Kontaktet"], ["qualified"] = ["Qualified", "Kvalifisert"], ["met"] = ["Met", "Møtt"], ["won"] = ["Won", "Vunnet"],
        ["mix"] = ["Largest sources", "Største kilder"],
        ["too-young"] = ["{0} leads were too young and are left out of the outcomes.", "{0} leads var for ferske og er ikke med i utfallene."],
        ["funnel"] = ["Where they drop off", "Hvor de faller fra"],
        ["asked"] = ["Asked", "Spurte"], ["attempted"] = ["Attempted", "Forsøkt"],
        ["trust"] = ["Data you cannot trust", "Data man ikke kan stole på"],
        ["trust-note"] = ["{0} human activities of {1} cannot carry a figure. Every figure above is told as logged; where they matter, also without them.",
            "{0} menneskelige aktiviteter av {1} kan ikke bære et tall. Alle tall over er oppgitt som loggført; der det betyr noe, også uten dem."],
        ["found"] = ["What was found", "Hva som ble funnet"],
        ["count"] = ["Count", "Antall"],
        ["left-out"] = ["Left out of trusted figures", "Utelatt fra pålitelige tall"],
        ["yes"] = ["yes", "ja"], ["no"] = ["no", "nei"],
        ["flag-before-request"] = ["Activities with a time before the lead's own request", "Aktiviteter med et tidspunkt før leadets egen henvendelse"],
        ["flag-after-logged"] = ["Activities with a later time than the record of them", "Aktiviteter med et senere tidspunkt enn registreringen av dem"],
        ["flag-logged-late"] = ["Written down more than a day after they are said to have met a target, or a week after", "Skrevet ned mer enn et døgn etter at de skal ha nådd et mål, eller en uke etter"],
        ["flag-bulk-logged"] = ["Written down eight or more within a minute, but said to have happened at other times", "Skrevet ned åtte eller flere innen ett minutt, men sagt å ha skjedd til andre tider"],
        ["flag-overlapping-calls"] = ["Connected calls of one person at the same time", "Besvarte samtaler av samme person på samme tid"],
        ["flag-connected-too-short"] = ["Connected calls of less than five seconds", "Besvarte samtaler på under fem sekunder"],
        ["flag-impossible-duration"] = ["A length that a conversation cannot have", "En varighet en samtale ikke kan ha"],
        ["flag-duplicate"] = ["Repeats of another record of the same activity", "Gjentakelser av en annen registrering av samme aktivitet"],
        ["flag-minute-heaping"] = ["On the full or half hour far more often than chance allows: they look rounded", "På hel eller halv time langt oftere enn tilfeldig: de ser avrundet ut"],
        ["flag-bunching"] = ["Leads first answered just inside a target that far fewer just missed; reminders before the target do the same", "Leads besvart like innenfor et mål som langt færre så vidt bommet på; påminnelser før målet gjør det samme"],
        ["flag-outside-hours"] = ["Done hours away from opening time by people who seldom work then", "Gjort timer utenfor åpningstid av folk som sjelden jobber da"],
        ["flag-automated-first"] = ["Leads that a machine answered first; that is not counted as a response", "Leads som en maskin besvarte først; det teller ikke som svar"],
        ["flag-opens"] = ["Loaded images and followed links, which mail programs also do by themselves; never counted as contact", "Innlastede bilder og fulgte lenker, som e-postprogrammer også gjør selv; teller aldri som kontakt"],
        ["trust-none"] = ["Nothing was found.", "Ingenting ble funnet."],
        ["owners-marked"] = ["Owners whose share of marked records stands out", "Eiere med påfallende stor andel merkede registreringer"],
    };

    static Dictionary<string, string[]> Effects => new();

    static Dictionary<string, string[]> Closing => new()
    {
        ["method"] = ["Method and caveats", "Metode og forbehold"],
        ["method-1"] = ["Time zero is the raised hand, not the insert into the CRM. Never-answered leads stay in every share; in the curves they are censored when the export ends or the lead closes.",
            "Tidspunkt null er henvendelsen, ikke registreringen i CRM. Leads som aldri ble besvart, er med i alle andeler; i kurvene sensureres de når eksporten slutter eller leadet lukkes."],
        ["method-2"] = ["Intervals are Wilson's at 95 %. Shares of fewer than 20 are not printed. Quantiles are of type 7. Outcomes count within a fixed horizon from the request.",
            "Intervallene er Wilsons på 95 %. Andeler av færre enn 20 trykkes ikke. Kvantiler er type 7. Utfall teller innen en fast horisont fra henvendelsen."],
        ["method-3"] = ["Everything here is observational unless it says otherwise: who was answered quickly was not drawn by lot.",
            "Alt her er observasjoner når annet ikke er sagt: hvem som ble besvart raskt, ble ikke trukket ut ved loddtrekning."],
        ["reading"] = ["How the files were read", "Hvordan filene ble lest"],
        ["rejected"] = ["{0} rows could not be used; each is in rejected.csv with its reason.", "{0} rader kunne ikke brukes; alle står i rejected.csv med sin grunn."],
        ["file"] = ["File", "Fil"], ["rows"] = ["Rows", "Rader"], ["shape"] = ["Shape", "Form"],
        ["column"] = ["Column", "Kolonne"], ["stands-for"] = ["Stands for", "Står for"], ["evidence"] = ["Because", "Fordi"],
        ["note"] = ["Note", "Merknad"], ["example"] = ["Example", "Eksempel"],
    };
}
