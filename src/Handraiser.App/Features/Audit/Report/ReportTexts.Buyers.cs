namespace Handraiser.App.Features.Audit.Report;

/// <summary>The texts about buyers and paths, what cannot be trusted, and how the files were read.</summary>
internal static partial class ReportTexts
{
    static Dictionary<string, string[]> Buyers => new()
    {
        ["customers-few"] = ["{0} leads with {1} wins are too few to learn from.", "{0} leads med {1} vunne er for få å lære av."],
        ["customers-note"] = ["Learnt from the earlier {0} leads, of which {3} were won; tested on those from {1} on. A win counts within {2} days.",
            "Lært av de første {0} leadene, derav {3} vunnet; prøvd på dem fra {1}. En vunnet teller innen {2} dager."],
        ["method-firth"] = ["Logistic model with Firth's correction, for wins are rare.",
            "Logistisk modell med Firths korreksjon, for det er få vunne."],
        ["method-ridge"] = ["Logistic model, drawn towards no difference (ridge).", "Logistisk modell, trukket mot ingen forskjell (ridge)."],
        ["tree"] = ["The same as a tree of three questions at most", "Det samme som et tre med høyst tre spørsmål"],
        ["tree-all"] = ["All that it learnt from", "Alle den lærte av"],
        ["tree-not"] = ["{0}: not {1}", "{0}: ikke {1}"],
        ["calibration"] = ["Foretold and come true, on leads it had not seen", "Forutsagt og inntruffet, på leads den ikke har sett"],
        ["calibration-note"] = ["{0} later leads with {1} wins. Brier {2:0.0000}, where always saying the base rate gives {3:0.0000}; slope {4}, "
            + "where 1 is right.",
            "{0} senere leads med {1} vunne. Brier {2:0.0000}, der å alltid si grunnraten gir {3:0.0000}; stigning {4}, der 1 er riktig."],
        ["tenth"] = ["Tenth, by what was foretold", "Tidel, etter det forutsagte"],
        ["foretold"] = ["Foretold", "Forutsagt"],
        ["came"] = ["Won", "Vunnet"],
        ["leaks"] = ["Not used, lest it knew the outcome", "Ikke brukt, for ikke å vite utfallet på forhånd"],
        ["to"] = [" to ", " til "],
        ["name-kind"] = ["asked for", "spurt om"], ["name-source"] = ["source", "kilde"], ["name-country"] = ["country", "land"],
        ["name-employees"] = ["employees", "ansatte"], ["name-campaign"] = ["campaign", "kampanje"], ["name-owner"] = ["owner", "eier"],
        ["name-size"] = ["size", "størrelse"], ["name-size unknown"] = ["size unknown", "ukjent størrelse"], ["name-team"] = ["team", "team"],
        ["name-quarter"] = ["quarter", "kvartal"], ["name-hour"] = ["hour", "klokken"], ["name-month"] = ["month", "måned"],
        ["level-unknown"] = ["unknown", "ukjent"], ["level-other"] = ["other", "andre"],
        ["funnel-note"] = ["Of {0} leads whose horizon of {1} days has passed", "Av {0} leads med utløpt horisont på {1} dager"],
        ["edges"] = ["The most common steps", "De vanligste trinnene"],
        ["median-gap"] = ["Median time between", "Median tid mellom"],
        ["rework"] = ["What comes back after something else", "Hva som kommer tilbake etter noe annet"],
        ["activity"] = ["Activity", "Aktivitet"],
        ["came-back"] = ["Leads in which it came back", "Leads der det kom tilbake"],
        ["repeats"] = ["Right after itself", "Rett etter seg selv"],
        ["returns"] = ["After something else", "Etter noe annet"],
        ["dwell"] = ["How long they stay between two steps", "Hvor lenge de er mellom to trinn"],
        ["dwell-note"] = ["Kaplan-Meier: those still in a step are counted as not seen any longer. The median of those who moved on is too short, "
            + "and stands beside it.",
            "Kaplan-Meier: de som fortsatt er i et trinn, regnes som ikke sett lenger. Medianen for dem som gikk videre, er for kort, og står ved "
                + "siden av."],
        ["moved"] = ["Moved on", "Gikk videre"],
        ["median-moved"] = ["Median of those who moved on", "Median for dem som gikk videre"],
        ["kind-automated"] = ["automatic", "automatisk"], ["kind-inbound"] = ["from the buyer", "fra kjøperen"],
        ["act-request"] = ["request", "henvendelse"], ["act-attempt"] = ["attempt", "forsøk"], ["act-contact"] = ["contact", "kontakt"],
        ["act-qualified"] = ["qualified", "kvalifisert"], ["act-met"] = ["met", "møtt"], ["act-handed over"] = ["handed over", "overlevert"],
        ["act-accepted"] = ["accepted", "godtatt"], ["act-won"] = ["won", "vunnet"], ["act-lost"] = ["lost", "tapt"],
        ["act-disqualified"] = ["disqualified", "diskvalifisert"], ["act-merged"] = ["merged", "slått sammen"],
        ["act-no answer"] = ["no answer", "ikke svar"], ["act-erased"] = ["erased", "slettet"],
        ["deal-steps"] = ["Which activities lengthen or help deals", "Hvilke aktiviteter forlenger eller hjelper salg"],
        ["deal-steps-note"] = ["{0} deals that link to a lead, {1} closed and {2} won. An activity counts from the moment it happened "
            + "(time-dependent Cox); q is p after Benjamini and Hochberg. "
            + "Pace below 1: deals take longer. Observational: reps choose what to do with which deal.",
            "{0} salg som er koblet til et lead, {1} lukket og {2} vunnet. En aktivitet teller fra den skjedde (tidsavhengig Cox); q er p etter "
                + "Benjamini og Hochberg. "
            + "Tempo under 1: salg tar lengre tid. Observasjoner: selgerne velger hva de gjør med hvilket salg."],
        ["deals-with"] = ["Deals that had it", "Salg som hadde den"],
        ["pace"] = ["Pace of closing", "Tempo mot lukking"],
        ["winning"] = ["Rate of winning", "Rate for å vinne"],
        ["pace-band"] = ["Pace, {0} deals ({1} to {2})", "Tempo, {0} salg ({1} til {2})"],
        ["size-small"] = ["small", "små"], ["size-middle"] = ["middle", "middels"], ["size-large"] = ["large", "store"],
        ["landmark"] = ["Won later, with less without", "Vunnet senere, med minus uten"],
        ["landmark-day"] = ["day {0}: {1}", "dag {0}: {1}"],
        ["reads"] = ["Reads as", "Leses som"],
        ["reads-lengthens"] = ["lengthens", "forlenger"], ["reads-shortens"] = ["shortens", "forkorter"], ["reads-helps"] = ["helps", "hjelper"],
        ["reads-hurts"] = ["goes with losing", "følger tap"], ["reads-not clear"] = ["not clear", "ikke klart"],
        ["differs"] = ["; differs by size", "; ulikt etter størrelse"],
    };

    static Dictionary<string, string[]> Doubts => new()
    {
        ["trust-note"] = ["{2}: {0} human activities of {1} cannot carry a figure. Response times, waits and comparisons are told as logged and "
            + "without them. "
            + "A mark is a question to ask and no verdict on anybody: most have innocent causes.",
            "{2}: {0} menneskelige aktiviteter av {1} kan ikke bære et tall. Svartider, ventetider og sammenligninger er oppgitt som loggført og "
                + "uten dem. "
            + "Et merke er et spørsmål å stille og ingen dom over noen: de fleste har uskyldige årsaker."],
        ["for-example"] = ["For example", "For eksempel"],
        ["about-touches"] = ["activities", "aktiviteter"], ["about-leads"] = ["leads", "leads"],
        ["looked-for"] = ["Looked for and not found:", "Lett etter og ikke funnet:"],
        ["short-before-request"] = ["times before the request", "tider før henvendelsen"],
        ["short-after-logged"] = ["times after the record of them", "tider etter registreringen"],
        ["short-logged-late"] = ["logged late", "sent loggført"],
        ["short-bulk-logged"] = ["logged in bulk", "loggført i bunker"],
        ["short-overlapping-calls"] = ["overlapping calls", "overlappende samtaler"],
        ["short-connected-too-short"] = ["calls of seconds that count as connected", "sekundkorte samtaler som teller som besvart"],
        ["short-impossible-duration"] = ["impossible lengths", "umulige varigheter"],
        ["short-duplicate"] = ["repeated records", "gjentatte registreringer"],
        ["short-minute-heaping"] = ["times on the half hour", "tider på halvtimen"],
        ["short-bunching"] = ["answers just inside a target", "svar like innenfor et mål"],
        ["short-outside-hours"] = ["work far outside hours", "arbeid langt utenfor åpningstid"],
        ["short-automated-first"] = ["machines that are logged as a first response", "maskiner som er loggført som første svar"],
        ["short-opens"] = ["opens and clicks", "åpninger og klikk"],
        ["silenced"] = ["Rules that could not be judged here", "Regler som ikke kunne vurderes her"],
        ["silenced-count"] = ["It would have marked {0}.", "Den ville ha merket {0}."],
        ["logging"] = ["{0} of {1} activities say when they were logged, {2} of them as an import does. {3} logged late claim a response within "
            + "an hour; {4} are late by habit and not marked.",
            "{0} av {1} aktiviteter sier når de ble loggført, {2} av dem slik en import gjør. {3} sent loggførte hevder et svar innen en time; "
                + "{4} er sene av vane og ikke merket."],
        ["owners-marked"] = ["How much of each owner's record is marked", "Hvor mye av hver eiers registreringer som er merket"],
        ["owners-note"] = ["Drawn towards the share of all the more the fewer records there are (empirical Bayes). It stands out when even the "
            + "lower limit is above the share of all.",
            "Trukket mot andelen for alle, mer jo færre registreringer (empirisk Bayes). Den skiller seg ut når selv nedre grense er over andelen "
                + "for alle."],
        ["marked-of"] = ["Marked / all", "Merket / alle"],
        ["score"] = ["Share", "Andel"],
        ["stands-out"] = ["Stands out", "Skiller seg ut"],
        ["method-4"] = ["As logged means as the records claim; trusted only leaves out what the section on data marks as left out.",
            "Som loggført betyr som registreringene sier; bare pålitelige utelater det som er merket som utelatt i delen om data."],
        ["method-5"] = ["Among the answered is not among all: who answers only the easy ones looks quick. The curves count those who still wait.",
            "Blant de besvarte er ikke blant alle: den som bare svarer de enkle, ser rask ut. Kurvene teller dem som fortsatt venter."],
        ["method-6"] = ["Nothing that happened after the request is adjusted for. Adjusted methods that agree with each other are no evidence: "
            + "they share what nobody recorded.",
            "Ingenting som skjedde etter henvendelsen, justeres for. At justerte metoder er enige, er intet bevis: de deler det ingen har "
                + "registrert."],
        ["method-7"] = ["The same figures are in report.json; each lead with its waits, band and flags is in leads.csv.",
            "De samme tallene er i report.json; hvert lead med ventetider, bånd og merker er i leads.csv."],
    };

    static Dictionary<string, string[]> Files => new()
    {
        ["column"] = ["Column", "Kolonne"], ["stands-for"] = ["Stands for", "Står for"], ["evidence"] = ["Because", "Fordi"],
        ["columns"] = ["What each column was taken for", "Hva hver kolonne ble tatt for"],
        ["by-columns"] = ["known by its columns", "kjent på kolonnene"],
        ["rows-used"] = ["Rows used / all", "Rader brukt / alle"],
        ["rejected"] = ["{0} rows could not be used; each is in rejected.csv with its reason.",
            "{0} rader kunne ikke brukes; alle står i rejected.csv med sin grunn."],
        ["oddities"] = ["What is odd about the files", "Hva som er rart med filene"],
        ["unknown-words"] = ["Words that were not understood; --map can say what they mean:",
            "Ord som ikke ble forstått; --map kan si hva de betyr:"],
        ["note-calls-of-no-length"] = ["Calls of no length", "Samtaler uten lengde"],
        ["note-calls-of-negative-length"] = ["Calls of negative length", "Samtaler med negativ lengde"],
        ["note-lasting-more-than-8-hours"] = ["Lasting more than eight hours", "Varer mer enn åtte timer"],
        ["note-lasting-months"] = ["Lasting months", "Varer i måneder"],
        ["note-started-after-it-was-logged"] = ["Started after they were logged", "Begynte etter at de ble loggført"],
        ["note-started-before-it-was-logged"] = ["Logged after they started", "Loggført etter at de begynte"],
        ["note-before-the-lead-existed"] = ["Before the lead existed", "Før leadet fantes"],
        ["note-orphan-activities"] = ["Activities of no lead in the files", "Aktiviteter uten lead i filene"],
        ["note-no-time-of-day"] = ["No time of day", "Uten klokkeslett"],
        ["note-few-activities-join"] = ["Few activities join to a lead", "Få aktiviteter kan kobles til et lead"],
        ["note-column-of-dates-only"] = ["A column of dates only", "En kolonne med bare datoer"],
        ["note-unreadable-dates"] = ["Dates that cannot be read", "Datoer som ikke kan leses"],
        ["note-dates-in-the-other-order"] = ["Dates that only fit the other order", "Datoer som bare passer i den andre rekkefølgen"],
        ["note-times-that-clocks-skipped"] = ["Times that the clocks skipped", "Tider som klokken hoppet over"],
        ["note-times-that-came-twice"] = ["Times that came twice", "Tider som kom to ganger"],
        ["note-several-date-formats"] = ["Dates written in several ways", "Datoer skrevet på flere måter"],
        ["note-first-event-is-the-raise"] = ["The first event was taken for the raised hand", "Den første hendelsen ble tatt for henvendelsen"],
        ["note-deals-without-lead"] = ["Deals without a lead", "Salg uten lead"],
        ["note-rows-without-account"] = ["Rows without an account", "Rader uten kunde"],
        ["note-words-nearly-equal"] = ["Words that are nearly equal", "Ord som nesten er like"],
        ["note-several-currencies"] = ["Several currencies", "Flere valutaer"],
        ["note-duplicate-lead-ids"] = ["Lead numbers that occur twice", "Leadnumre som forekommer to ganger"],
        ["note-duplicate-emails"] = ["E-mail addresses of several leads", "E-postadresser som flere leads har"],
        ["note-duplicate-phones"] = ["Telephone numbers of several leads", "Telefonnumre som flere leads har"],
        ["note-duplicate-names"] = ["Names of several leads", "Navn som flere leads har"],
    };
}
