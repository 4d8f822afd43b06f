namespace Handraiser.App.Features.Audit.Report;

/// <summary>Every text of the report, in English and in Norwegian.</summary>
internal static partial class ReportTexts
{
    /// <summary>By key: English, Norwegian.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>[]
        {
            General, Answer, Comparing, Evidence, Effects, Closing,
            Waiting, Ladder, Worth, Buyers, Doubts, Files,
        }
        .SelectMany(part => part).ToDictionary(one => one.Key, one => one.Value);

    static Dictionary<string, string[]> General => new()
    {
        ["title"] = ["How fast raised hands are answered", "Hvor raskt henvendelser blir besvart"],
        ["made-from"] = ["{0} leads, {1} activities and {2} deals, known until {3} ({4}).",
            "{0} leads, {1} aktiviteter og {2} salg, kjent til {3} ({4})."],
        ["none"] = ["no outcome", "ikke noe utfall"], ["unknown"] = ["not recorded", "ikke registrert"],
        ["rest"] = ["{0} others", "{0} andre"],
        ["rest-one"] = ["one other", "én annen"],
        ["few"] = ["too few", "for få"],
        ["count-of"] = ["{0} of {1}, too few for a rate", "{0} av {1}, for få til en andel"],
        ["seconds"] = ["{0} s", "{0} s"],
        ["minutes"] = ["{0} min", "{0} min"],
        ["hours"] = ["{0} h", "{0} t"],
        ["hours-minutes"] = ["{0} h {1} min", "{0} t {1} min"],
        ["days-hours"] = ["{0} d {1} h", "{0} d {1} t"],
        ["leads"] = ["Leads", "Leads"],
        ["share"] = ["Share (95 % interval)", "Andel (95 % intervall)"],
        ["of-leads"] = ["of {0} leads", "av {0} leads"],
        ["of-leads-hour"] = ["of {0} leads; the hour includes the five minutes", "av {0} leads; timen omfatter de fem minuttene"],
        ["never"] = ["Never", "Aldri"],
        ["within5m"] = ["Within 5 minutes", "Innen 5 minutter"],
        ["within1h"] = ["Within 1 hour", "Innen 1 time"],
        ["from1hTo24h"] = ["1 to 24 hours", "1 til 24 timer"],
        ["over24h"] = ["Over 24 hours", "Over 24 timer"],
        ["as-logged"] = ["As logged", "Som loggført"],
        ["trusted"] = ["Trusted only", "Bare pålitelige"],
        ["band-<=5m"] = ["Up to 5 min", "Inntil 5 min"], ["band-5-30m"] = ["5\u201330 min", "5\u201330 min"],
        ["band-30-60m"] = ["30\u201360 min", "30\u201360 min"], ["band-1-4h"] = ["1\u20134 h", "1\u20134 t"],
        ["band-4-24h"] = ["4\u201324 h", "4\u201324 t"], ["band-1-3d"] = ["1\u20133 days", "1\u20133 døgn"],
        ["band->3d"] = ["Over 3 days", "Over 3 døgn"], ["band-never"] = ["Never", "Aldri"], ["band-date only"] = ["By date only", "Bare dato"],
        ["missing"] = ["Nothing can be said of this: {0}", "Om dette kan ingenting sies: {0}"],
        ["monday"] = ["Mon", "man"], ["tuesday"] = ["Tue", "tir"], ["wednesday"] = ["Wed", "ons"], ["thursday"] = ["Thu", "tor"],
        ["friday"] = ["Fri", "fre"], ["saturday"] = ["Sat", "lør"], ["sunday"] = ["Sun", "søn"],
    };

    static Dictionary<string, string[]> Answer => new()
    {
        ["answer"] = ["The answer", "Svaret"],
        ["answer-median"] = ["Half of those who were ever answered waited {0} or longer; {1} of all {2} leads got a human attempt within five "
            + "minutes.",
            "Halvparten av dem som noen gang ble besvart, ventet {0} eller lenger; {1} av alle {2} leads fikk et menneskelig forsøk innen fem "
                + "minutter."],
        ["answer-none"] = ["No lead of {0} has an answer with a time of day, so no response time can be told.",
            "Ingen av {0} leads har et svar med klokkeslett, så ingen svartid kan oppgis."],
        ["answer-never"] = ["{0} were never answered by a human at all ({1} of {2}).", "{0} ble aldri besvart av et menneske ({1} av {2})."],
        ["answer-trust"] = ["{0} of the activities cannot carry a figure; without them {1} were answered within an hour instead of {2}.",
            "{0} av aktivitetene kan ikke bære et tall; uten dem ble {1} besvart innen en time i stedet for {2}."],
        ["answer-trust-only"] = ["{0} of the activities cannot carry a figure.", "{0} av aktivitetene kan ikke bære et tall."],
        ["answer-dated"] = ["{0} were answered on a day without a time of day.", "{0} ble besvart en dag uten klokkeslett."],
        ["answer-clean"] = ["The records hold together: nothing was found that would change these figures.",
            "Registreringene henger sammen: ingenting ble funnet som ville endre disse tallene."],
        ["answer-picture"] = ["How soon a human tried, of all leads", "Hvor raskt et menneske prøvde, av alle leads"],
    };

    static Dictionary<string, string[]> Comparing => new()
    {
        ["compare"] = ["{0} beside {1}", "{0} ved siden av {1}"],
        ["compare-note"] = ["{0} and {1} leads. The difference is the second less the first, in percentage points, with Newcombe's 95 % limits. "
            + "They may differ in more than speed: in sources, seasons and people.",
            "{0} og {1} leads. Forskjellen er den andre minus den første, i prosentpoeng, med Newcombes 95 % grenser. De kan være ulike i mer enn "
                + "fart: i kilder, sesonger og folk."],
        ["of-contacted"] = ["Contacted within {0} days", "Kontaktet innen {0} dager"],
        ["of-qualified"] = ["Qualified within {0} days", "Kvalifisert innen {0} dager"],
        ["of-met"] = ["Met within {0} days", "Møtt innen {0} dager"],
        ["of-won"] = ["Won within {0} days", "Vunnet innen {0} dager"],
    };

    static Dictionary<string, string[]> Evidence => new()
    {
        ["response"] = ["Response time", "Svartid"],
        ["response-note"] = ["From the raised hand to the first human attempt, and to the first time both sides spoke. Automatic messages, opens "
            + "and clicks never count. Shares are of all leads whose time is known.",
            "Fra henvendelsen til det første menneskelige forsøket, og til første gang begge parter snakket sammen. Automatiske meldinger, "
                + "åpninger og klikk teller aldri. Andelene er av alle leads med kjent tid."],
        ["attempt"] = ["First attempt", "Første forsøk"],
        ["contact"] = ["First real contact", "Første virkelige kontakt"],
        ["median"] = ["Median of the answered", "Median for de besvarte"],
        ["p90"] = ["Nine of ten within", "Ni av ti innen"],
        ["mean30d"] = ["Mean of those answered within 30 days", "Snitt for dem som ble besvart innen 30 dager"],
        ["date-only"] = ["{0} more were answered on a day without a time of day: that is no response time, and they are left out of the shares.",
            "{0} til ble besvart en dag uten klokkeslett: det er ingen svartid, og de er ikke med i andelene."],
        ["hbr"] = ["Beside the published table", "Ved siden av den publiserte tabellen"],
        ["hbr-theirs"] = ["HBR 2011", "HBR 2011"],
        ["hbr-ours"] = ["Yours", "Deres"],
        ["difference"] = ["Difference, points", "Forskjell, prosentpoeng"],
        ["week"] = ["When they ask, and how many are answered within five minutes", "Når de spør, og hvor mange som besvares innen fem minutter"],
        ["week-cell"] = ["{0} {1}:00: {2} leads, {3} within five minutes", "{0} {1}:00: {2} leads, {3} innen fem minutter"],
        ["week-busiest"] = ["The hours with most leads", "Timene med flest leads"],
        ["by-source"] = ["By source", "Etter kilde"],
        ["by-owner"] = ["By owner", "Etter eier"],
        ["by-kind"] = ["By what was asked for", "Etter hva det ble spurt om"],
        ["name"] = ["Name", "Navn"],
        ["bands"] = ["Outcome by response time", "Utfall etter svartid"],
        ["bands-note"] = ["Of the leads that asked at least {0} days before the end, so that each had the same time to come to something. This "
            + "describes; it proves no effect: see how the sources differ from row to row.",
            "Av leadene som spurte minst {0} dager før slutten, så alle hadde like lang tid. Dette beskriver; det beviser ingen virkning: se "
                + "hvordan kildene skiller seg fra rad til rad."],
        ["band"] = ["Wait", "Ventetid"],
        ["contacted"] = ["Contacted", "Kontaktet"],
        ["qualified"] = ["Qualified", "Kvalifisert"],
        ["met"] = ["Met", "Møtt"],
        ["won"] = ["Won", "Vunnet"],
        ["too-young"] = ["{0} leads were too young and are left out of the outcomes.", "{0} leads var for ferske og er ikke med i utfallene."],
        ["funnel"] = ["Where they drop off", "Hvor de faller fra"],
        ["asked"] = ["Asked", "Spurte"], ["attempted"] = ["Attempted", "Forsøkt"],
        ["trust"] = ["Data you cannot trust", "Data man ikke kan stole på"],
        ["found"] = ["What was found", "Hva som ble funnet"],
        ["count"] = ["Count", "Antall"],
        ["left-out"] = ["Left out of trusted figures", "Utelatt fra pålitelige tall"],
        ["yes"] = ["yes", "ja"], ["no"] = ["no", "nei"],
        ["flag-before-request"] = ["Activities with a time before the lead's own request",
            "Aktiviteter med et tidspunkt før leadets egen henvendelse"],
        ["flag-after-logged"] = ["Activities with a later time than the record of them",
            "Aktiviteter med et senere tidspunkt enn registreringen av dem"],
        ["flag-logged-late"] = ["Written down more than a day after they are said to have met a target, or a week after",
            "Skrevet ned mer enn et døgn etter at de skal ha nådd et mål, eller en uke etter"],
        ["flag-bulk-logged"] = ["Written down eight or more within a minute, but said to have happened at other times",
            "Skrevet ned åtte eller flere innen ett minutt, men sagt å ha skjedd til andre tider"],
        ["flag-overlapping-calls"] = ["Connected calls of one person at the same time", "Besvarte samtaler av samme person på samme tid"],
        ["flag-connected-too-short"] = ["Connected calls of less than five seconds", "Besvarte samtaler på under fem sekunder"],
        ["flag-impossible-duration"] = ["A length that a conversation cannot have", "En varighet en samtale ikke kan ha"],
        ["flag-duplicate"] = ["Repeats of another record of the same activity", "Gjentakelser av en annen registrering av samme aktivitet"],
        ["flag-minute-heaping"] = ["On the full or half hour far more often than chance allows: they look rounded",
            "På hel eller halv time langt oftere enn tilfeldig: de ser avrundet ut"],
        ["flag-bunching"] = ["Leads first answered just inside a target that far fewer just missed; reminders before the target do the same",
            "Leads besvart like innenfor et mål som langt færre så vidt bommet på; påminnelser før målet gjør det samme"],
        ["flag-outside-hours"] = ["Done hours away from opening time by people who seldom work then",
            "Gjort timer utenfor åpningstid av folk som sjelden jobber da"],
        ["flag-automated-first"] = ["Leads that a machine answered first; that is not counted as a response",
            "Leads som en maskin besvarte først; det teller ikke som svar"],
        ["flag-opens"] = ["Loaded images and followed links, which mail programs also do by themselves; never counted as contact",
            "Innlastede bilder og fulgte lenker, som e-postprogrammer også gjør selv; teller aldri som kontakt"],
        ["trust-none"] = ["Nothing was found.", "Ingenting ble funnet."],
    };

    static Dictionary<string, string[]> Effects => new()
    {
        ["days"] = ["{0} d", "{0} d"],
        ["survival"] = ["How long they wait, never-answered included", "Hvor lenge de venter, også de som aldri ble besvart"],
        ["survival-note"] = ["Kaplan-Meier: leads that were never answered are censored when the export ends or the lead closes, so they are "
                + "neither dropped nor counted as quick.",
            "Kaplan-Meier: leads som aldri ble besvart, sensureres når eksporten slutter eller leadet lukkes, så de verken faller ut eller teller "
                + "som raske."],
        ["still-waiting"] = ["Share that still waits", "Andel som fortsatt venter"],
        ["answered"] = ["answered", "besvart"],
        ["disqualified-untouched"] = ["disqualified untouched", "diskvalifisert uten forsøk"],
        ["waiting"] = ["waiting", "venter"],
        ["median-all"] = ["Median of all", "Median for alle"],
        ["mean-24h"] = ["Hours waited in the first 24", "Timer ventet av de første 24"],
        ["mean-7d"] = ["Waited in the first 7 days", "Ventet av de første 7 døgn"],
        ["not-reached"] = ["not reached", "ikke nådd"],
        ["effect"] = ["What speed itself does", "Hva farten selv gjør"],
        ["effect-note"] = ["First attempt within {0} against later or never, for {1} within {2} days, among {3} leads. Observational: who was "
                + "answered quickly was not drawn by lot. Every step is shown, whether it pleases or not.",
            "Første forsøk innen {0} mot senere eller aldri, for {1} innen {2} dager, blant {3} leads. Observasjoner: hvem som ble besvart raskt, "
                + "ble ikke trukket ut. Alle trinn vises, enten de passer eller ikke."],
        ["effect-none"] = ["Too few leads have an outcome and a known wait to say anything about speed.",
            "For få leads har et utfall og en kjent ventetid til å si noe om fart."],
        ["ladder"] = ["The effect of speed as a ladder", "Virkningen av fart som en stige"],
        ["step-raw"] = ["raw", "rått"],
        ["step-gFormula"] = ["model (g-formula)", "modell (g-formel)"],
        ["step-overlapWeights"] = ["overlap weights", "overlappsvekter"],
        ["step-inverseWeights"] = ["inverse weights", "inverse vekter"],
        ["step-doublyRobust"] = ["doubly robust", "dobbelt robust"],
        ["step-eValue"] = ["E-value", "E-verdi"],
        ["step-negativeControl"] = ["negative control", "negativ kontroll"],
        ["step-closingTime"] = ["closing time", "stengetid"],
        ["step-offHours"] = ["off-hours instrument", "utenfor åpningstid"],
        ["step-offHoursResidualInclusion"] = ["off-hours, residuals", "utenfor åpningstid, residualer"],
        ["step-weekdayEvenings"] = ["weekday evenings", "hverdagskvelder"],
        ["step-experiment"] = ["experiment", "eksperiment"],
        ["not-told"] = ["cannot be told", "kan ikke oppgis"],
        ["risks"] = ["Adjusted outcome by wait", "Justert utfall etter ventetid"],
        ["money"] = ["What slowness cost", "Hva treghet kostet"],
        ["outcomes"] = ["Outcomes lost", "Tapte utfall"],
        ["amount"] = ["Amount", "Beløp"],
        ["money-raw"] = ["Raw", "Rått"],
        ["money-adjusted"] = ["Adjusted", "Justert"],
        ["money-natural"] = ["Natural experiment", "Naturlig eksperiment"],
        ["money-never"] = ["Never answered", "Aldri besvart"],
        ["money-capped"] = ["Adjusted, within capacity", "Justert, innen kapasitet"],
        ["money-capped-never"] = ["Never answered, within capacity", "Aldri besvart, innen kapasitet"],
        ["spent"] = ["Spent", "Brukt"],
        ["per-request"] = ["Per request", "Per henvendelse"],
        ["per-conversation"] = ["Per conversation", "Per samtale"],
        ["touches"] = ["How many attempts it takes", "Hvor mange forsøk som trengs"],
        ["touches-note"] = ["The chance that an attempt reaches somebody whom the ones before did not. Leads that were given up are censored at "
                + "their last attempt, not counted as unreachable.",
            "Sjansen for at et forsøk når noen som de forrige ikke nådde. Leads som ble gitt opp, sensureres ved siste forsøk og teller ikke som "
                + "umulige."],
        ["touches-advice"] = ["Make at least {0} attempts: by then {1} would be reached, nine tenths of all that the data can see.",
            "Gjør minst {0} forsøk: da ville {1} være nådd, ni tideler av alt dataene kan se."],
        ["hazard"] = ["Chance of reaching them, by attempt", "Sjanse for å nå dem, etter forsøk"],
        ["attempt-number"] = ["Attempt", "Forsøk"],
        ["reached-by-now"] = ["Reached by then", "Nådd til da"],
        ["given-up"] = ["Given up after it", "Gitt opp etter det"],
        ["gap"] = ["Wait before it, median", "Ventetid før, median"],
        ["dropped"] = ["Dropped on the floor", "Mistet på gulvet"],
        ["dropped-note"] = ["{0} got no human attempt at all: {1} leads, of which {2} heard from a machine only. {3} of them asked again.",
            "{0} fikk ikke noe menneskelig forsøk: {1} leads, hvorav {2} bare hørte fra en maskin. {3} av dem spurte igjen."],
        ["dropped-owners-note"] = ["Share of the owner's own leads", "Andel av eierens egne leads"],
        ["uncertain"] = [", uncertain", ", usikkert"],
        ["lead"] = ["Lead", "Lead"], ["raised"] = ["Asked on", "Spurte"], ["owner"] = ["Owner", "Eier"], ["source"] = ["Source", "Kilde"],
        ["oldest"] = ["The oldest that are still open", "De eldste som fortsatt er åpne"],
        ["attribution"] = ["Deals and the leads they came from", "Salg og leadene de kom fra"],
        ["no-won"] = ["There are no won deals in the files.", "Det er ingen vunne salg i filene."],
        ["links"] = ["Won deals by what ties them to a lead", "Vunne salg etter hva som kobler dem til et lead"],
        ["link-id"] = ["Number of the lead", "Leadets nummer"],
        ["link-email"] = ["E-mail address", "E-postadresse"],
        ["link-domain"] = ["Company domain", "Bedriftens domene"],
        ["link-none"] = ["Nothing", "Ingenting"],
        ["unlinked"] = ["Won deals without a lead, by owner", "Vunne salg uten lead, etter eier"],
        ["gauges"] = ["The refinery", "Raffineriet"],
        ["gauge-accepted"] = ["Hand-overs accepted", "Godtatte overleveringer"],
        ["gauge-lost7"] = ["Lost within 7 days", "Tapt innen 7 dager"],
        ["gauge-lost14"] = ["Lost within 14 days", "Tapt innen 14 dager"],
        ["gauge-won"] = ["Won of the decided", "Vunnet av de avgjorte"],
        ["gauge-load"] = ["Load of the reps", "Selgernes belastning"],
        ["gauge-reps"] = ["{0} reps, {1} days", "{0} selgere, {1} dager"],
        ["customers"] = ["Who becomes a customer", "Hvem som blir kunde"],
        ["customers-beat"] = ["On leads it had not seen it ranks {0:0.00} ({1:0.00}–{2:0.00}) of pairs rightly, more than the source alone "
                + "({3:0.00}).",
            "På leads den ikke har sett, rangerer den {0:0.00} ({1:0.00}–{2:0.00}) av parene riktig, mer enn kilden alene ({3:0.00})."],
        ["customers-not"] = ["On leads it had not seen it ranks {0:0.00} ({1:0.00}–{2:0.00}) of pairs rightly, no better than the source alone "
                + "({3:0.00}): do not use it.",
            "På leads den ikke har sett, rangerer den {0:0.00} ({1:0.00}–{2:0.00}) av parene riktig, ikke bedre enn kilden alene ({3:0.00}): ikke "
                + "bruk den."],
        ["feature"] = ["What is known", "Hva som er kjent"],
        ["level"] = ["Value", "Verdi"],
        ["odds"] = ["Odds against the usual", "Odds mot det vanlige"],
        ["process"] = ["What actually happens, step by step", "Hva som faktisk skjer, trinn for trinn"],
        ["process-note"] = ["{0} leads take {1} different paths; the {2} most common hold {3}. Whole paths are filtered, never single steps.",
            "{0} leads går {1} ulike veier; de {2} vanligste rommer {3}. Hele veier filtreres, aldri enkelttrinn."],
        ["path"] = ["Path", "Vei"],
        ["step"] = ["Step", "Trinn"],
    };

    static Dictionary<string, string[]> Closing => new()
    {
        ["method"] = ["Method and caveats", "Metode og forbehold"],
        ["method-1"] = ["Time zero is the raised hand, not the insert into the CRM. Never-answered leads stay in every share; in the curves they "
            + "are censored when the export ends or the lead closes.",
            "Tidspunkt null er henvendelsen, ikke registreringen i CRM. Leads som aldri ble besvart, er med i alle andeler; i kurvene sensureres "
                + "de når eksporten slutter eller leadet lukkes."],
        ["method-2"] = ["Intervals are Wilson's at 95 %. Shares of fewer than 20 are not printed. Quantiles are of type 7. Outcomes count within "
            + "a fixed horizon from the request.",
            "Intervallene er Wilsons på 95 %. Andeler av færre enn 20 trykkes ikke. Kvantiler er type 7. Utfall teller innen en fast horisont fra "
                + "henvendelsen."],
        ["method-3"] = ["Everything here is observational unless it says otherwise: who was answered quickly was not drawn by lot.",
            "Alt her er observasjoner når annet ikke er sagt: hvem som ble besvart raskt, ble ikke trukket ut ved loddtrekning."],
        ["reading"] = ["How the files were read", "Hvordan filene ble lest"],
        ["file"] = ["File", "Fil"], ["shape"] = ["Shape", "Form"],
        ["note"] = ["Note", "Merknad"], ["example"] = ["Example", "Eksempel"],
    };
}
