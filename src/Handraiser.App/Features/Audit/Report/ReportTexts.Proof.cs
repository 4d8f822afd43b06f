namespace Handraiser.App.Features.Audit.Report;

/// <summary>The texts of the evidence: waits, ladder, money, buyers.</summary>
internal static partial class ReportTexts
{
    static Dictionary<string, string[]> Waiting => new()
    {
        ["wall-clock"] = ["Wall clock", "Vanlig klokke"], ["working-clock"] = ["Working hours only", "Bare arbeidstid"],
        ["p75"] = ["Three of four within", "Tre av fire innen"],
        ["median-working"] = ["Median, working hours", "Median, arbeidstid"],
        ["more-in-json"] = ["{0} more are in report.json.", "{0} til står i report.json."],
        ["not-given"] = ["not given", "ikke oppgitt"],
        ["hour"] = ["Hour", "Time"],
        ["lag"] = ["Half of the leads reached the CRM within {0} of the raised hand, nine of ten within {1}; {2} took more than five minutes.",
            "Halvparten av leadene nådde CRM innen {0} etter henvendelsen, ni av ti innen {1}; {2} brukte mer enn fem minutter."],
        ["automated-first"] = ["{0} leads, {1}, heard from a machine before any human tried. A dashboard that counts that shows a wait that "
            + "nobody had.",
            "{0} leads, {1}, hørte fra en maskin før noe menneske prøvde. En oversikt som teller det, viser en ventetid ingen hadde."],
        ["uses"] = ["What counted: {0} human attempts and {1} inbound answers. What did not: {2} automatic messages, {3} opens, clicks and notes, "
            + "{4} before the request, {5} of no lead in the files.",
            "Dette teller: {0} menneskelige forsøk og {1} svar inn. Dette teller ikke: {2} automatiske meldinger, {3} åpninger, klikk og notater, "
            + "{4} før henvendelsen, {5} uten lead i filene."],
        ["hbr-note"] = ["{0}. A mystery shop, n = {1} companies in the United States: one web test lead each, so a company is one row. "
            + "Their mean of 42 hours is among those who answered within 30 days, and they give no median; one of the authors led a company that "
            + "sells software for this. Theirs counts companies, ours counts leads: compare with care.",
            "{0}. En prøve, n = {1} bedrifter i USA: én prøvehenvendelse på nett til hver, så en bedrift er en rad. "
            + "Snittet deres på 42 timer er blant dem som svarte innen 30 dager, og de oppgir ingen median; en av forfatterne ledet et selskap som "
            + "selger programvare for dette. De teller bedrifter, vi teller leads: sammenlign med varsomhet."],
        ["week-note"] = ["Hours of the week in {0}. The stronger the colour, the larger the share answered within five minutes; hours with fewer "
            + "than 20 leads are empty.",
            "Ukens timer i {0}. Jo sterkere farge, desto større andel besvart innen fem minutter; timer med færre enn 20 leads er tomme."],
        ["week-asked"] = ["When they ask", "Når de spør"],
        ["week-asked-note"] = ["Hours of the week in {0}. Too few leads for a rate by the hour: the stronger the colour, the more asked then.",
            "Ukens timer i {0}. For få leads til en andel per time: jo sterkere farge, desto flere spurte da."],
        ["by-team"] = ["By team", "Etter team"],
        ["by-size"] = ["By size, in employees", "Etter størrelse, i ansatte"],
        ["old-enough"] = ["Of which old enough", "Derav gamle nok"],
        ["mix"] = ["Mix: sources, then kinds", "Sammensetning: kilder, så typer"],
        ["undated"] = ["{0} outcomes count although nobody wrote down when.", "{0} utfall teller selv om ingen skrev ned når."],
        ["censored"] = ["Last seen waiting", "Sist sett ventende"],
        ["quarter-all"] = ["A quarter answered by", "En fjerdedel besvart innen"],
        ["three-quarters-all"] = ["Three quarters by", "Tre fjerdedeler innen"],
        ["survival-none"] = ["No lead has a request and an answer with a time of day, so no wait can be told.",
            "Ikke noe lead har henvendelse og svar med klokkeslett, så ingen ventetid kan oppgis."],
        ["ended"] = ["How the wait ended", "Hvordan ventetiden endte"],
        ["ended-note"] = ["Aalen-Johansen over {0} leads, first attempt as logged: {1} were disqualified before anybody tried, which is an end of "
            + "its own and no censoring.",
            "Aalen-Johansen over {0} leads, første forsøk som loggført: {1} ble diskvalifisert før noen prøvde, og det er en egen slutt og ingen "
                + "sensurering."],
        ["after"] = ["After", "Etter"],
        ["compared-source"] = ["Do sources wait differently?", "Venter kildene ulikt?"],
        ["compared-kind"] = ["Do kinds of request wait differently?", "Venter typene ulikt?"],
        ["compared-team"] = ["Do teams' leads wait differently?", "Venter teamenes leads ulikt?"],
        ["compared-owner"] = ["Do owners' leads wait differently?", "Venter eiernes leads ulikt?"],
        ["log-rank"] = ["Log-rank {0:0.0} on {1:0} degrees of freedom, {2}; against the largest group.",
            "Log-rank {0:0.0} med {1:0} frihetsgrader, {2}; mot den største gruppen."],
        ["proportional"] = ["One ratio of rates tells it (Cox, errors by owner; above 1 is sooner).",
            "Ett rateforhold sier det (Cox, feil etter eier; over 1 er raskere)."],
        ["not-proportional"] = ["The ratio of rates changes with time, so hours are told and no ratio.",
            "Rateforholdet endrer seg med tiden, så det oppgis timer og ikke noe forhold."],
        ["difference-24h"] = ["Hours more or less", "Timer mer eller mindre"],
        ["hazard-ratio"] = ["Ratio of rates", "Rateforhold"],
        ["reference"] = ["compared with", "sammenlignet med"],
    };

    static Dictionary<string, string[]> Ladder => new()
    {
        ["unsupported"] = ["Your data do not support a causal claim; run the experiment.",
            "Dataene deres støtter ikke en årsakspåstand; gjør eksperimentet."],
        ["ladder-note"] = ["Percentage points more of the outcome when answered quickly, with 95 % intervals. L0 raw, L1 and L2 adjusted, L4 "
            + "natural experiments, L5 experiment.",
            "Prosentpoeng mer av utfallet ved raskt svar, med 95 % intervall. L0 rått, L1 og L2 justert, L4 naturlige eksperimenter, L5 "
                + "eksperiment."],
        ["estimate"] = ["Points (95 % interval)", "Prosentpoeng (95 % intervall)"],
        ["meaning"] = ["What it rests on", "Hva det hviler på"],
        ["e-short"] = ["ratio {0:0.00}, limit {1:0.00}", "forhold {0:0.00}, grense {1:0.00}"],
        ["cohort"] = ["Of {0} leads, {1} have no wait with a time of day, {2} are too young, {3} closed before anybody tried, {4} had the outcome "
            + "already. {5} of the {6} left are "
            + "studied: {7} answered in time, {8} later, {9} never; {10} settled before any answer could matter. The adjusted steps compare the "
                + "{11} that came at hours that go either way.",
            "Av {0} leads har {1} ingen ventetid med klokkeslett, {2} er for ferske, {3} ble lukket før noen prøvde, {4} hadde alt utfallet. {5} "
                + "av de {6} som er igjen, er "
            + "med: {7} besvart i tide, {8} senere, {9} aldri; {10} var avgjort før noe svar kunne bety noe. De justerte trinnene sammenligner de "
                + "{11} som kom til timer der begge deler skjer."],
        ["risk-lost"] = ["Against the first wait", "Mot den første ventetiden"],
        ["risk-guessed"] = ["Hardly anybody waited so: the curve was only drawn on.", "Nesten ingen ventet slik: kurven er bare trukket videre."],
        ["balance-head"] = ["Balance", "Balanse"],
        ["balance"] = ["The largest imbalance between quick and slow was {0:0.00} standard deviations before weighting, {1:0.00} after with "
            + "overlap weights and {2:0.00} with inverse weights, "
            + "over {3} columns; under 0.1 is the usual wish.",
            "Den største ubalansen mellom raske og trege var {0:0.00} standardavvik før vekting, {1:0.00} etter med overlappsvekter og {2:0.00} "
                + "med inverse vekter, "
            + "over {3} kolonner; under 0,1 er det vanlige ønsket."],
        ["effective"] = ["Effective sample: {0} quick and {1} others with overlap weights, {2} and {3} with inverse ones; one lead holds at most "
            + "{4} of its arm, and {5} chances were clipped.",
            "Effektivt utvalg: {0} raske og {1} andre med overlappsvekter, {2} og {3} med inverse; ett lead har høyst {4} av sin gruppe, og {5} "
                + "sjanser ble kappet."],
        ["covariate"] = ["What is adjusted for", "Det som justeres for"],
        ["quick-mean"] = ["Quick", "Raske"],
        ["other-mean"] = ["Others", "Andre"],
        ["before"] = ["Apart before", "Avstand før"],
        ["after-overlap"] = ["After, overlap", "Etter, overlapp"],
        ["after-inverse"] = ["After, inverse", "Etter, inverse"],
        ["overlap"] = ["The chance to be answered quickly, by what was known at the request",
            "Sjansen for raskt svar, etter det som var kjent ved henvendelsen"],
        ["overlap-note"] = ["Where only one side has leads, nothing can be compared.",
            "Der bare den ene siden har leads, kan ingenting sammenlignes."],
        ["overlap-quick"] = ["answered within the hour", "besvart innen timen"],
        ["overlap-others"] = ["later or never", "senere eller aldri"],
        ["closing"] = ["Closing time", "Stengetid"],
        ["closing-note"] = ["Leads that came just before close against those just after. A placebo is an hour at which nothing closes: it should "
            + "show nothing.",
            "Leads som kom like før stengetid, mot dem like etter. En placebo er en time da ingenting stenger: den bør ikke vise noe."],
        ["window"] = ["Window", "Vindu"],
        ["window-true"] = ["\u00B1{0} min around close", "\u00B1{0} min rundt stengetid"],
        ["window-placebo"] = ["\u00B1{0} min, placebo {1:0} h earlier", "\u00B1{0} min, placebo {1:0} t før"],
        ["leads-before-after"] = ["Leads before / after", "Leads før / etter"],
        ["rate-before-after"] = ["Outcome before / after", "Utfall før / etter"],
        ["wait-before-after"] = ["Median wait before / after", "Median ventetid før / etter"],
        ["difference-adjusted"] = ["Adjusted", "Justert"],
        ["worst"] = ["Least alike in", "Minst like i"],
        ["instruments"] = ["The natural experiments as instruments", "De naturlige eksperimentene som instrumenter"],
        ["instruments-note"] = ["An instrument under F = 10 is weak and its step is not shown. Off-hours buyers may be others, everything else "
            + "waits too, and the effect is of those whom it makes wait. "
            + "Wu-Hausman under 0.05: the plain and the natural answer differ by more than chance.",
            "Et instrument med F under 10 er svakt, og trinnet vises ikke. Kjøpere utenfor åpningstid kan være andre, alt annet venter også, og "
                + "virkningen gjelder dem det får til å vente. "
            + "Wu-Hausman under 0,05: det vanlige og det naturlige svaret er mer ulike enn tilfeldig."],
        ["instrument"] = ["Instrument", "Instrument"],
        ["first-f"] = ["First-stage F", "F i første trinn"],
        ["first-stage"] = ["Share answered in time, points", "Andel besvart i tide, prosentpoeng"],
        ["reduced"] = ["Outcome, points (reduced form)", "Utfall, prosentpoeng (redusert form)"],
        ["expected"] = ["Adjusted curve expects", "Justert kurve venter"],
        ["same-wait"] = ["Beyond the wait, p", "Utover ventetiden, p"],
    };

    static Dictionary<string, string[]> Worth => new()
    {
        ["money-note"] = ["Over {0} leads whose horizon has passed. Three numbers, for three beliefs about speed: believe none that the ladder "
            + "does not support. "
            + "Never-answered stand apart, for they need no curve, and are in none of the three. Intervals are a bootstrap by week and owner.",
            "Over {0} leads med utløpt horisont. Tre tall, for tre antakelser om fart: tro ikke på noe som stigen ikke støtter. "
            + "Aldri besvarte står for seg, for de trenger ingen kurve, og er ikke med i noen av de tre. Intervallene er bootstrap etter uke og "
                + "eier."],
        ["capped"] = ["{0} leads came at such a time.", "{0} leads kom på en slik tid."],
        ["worth"] = ["An outcome is worth {0}: {1} ({2}) of them are won, times a won deal ({3} deals, mean {4}, median {5}).",
            "Et utfall er verdt {0}: {1} ({2}) av dem vinnes, ganger et vunnet salg ({3} salg, snitt {4}, median {5})."],
        ["worth-linked"] = ["The deals are those of these leads.", "Salgene er disse leadenes."],
        ["worth-all"] = ["Too few deals link to these leads, so all won deals are taken.",
            "For få salg er koblet til disse leadene, så alle vunne salg er tatt med."],
        ["worth-turnover"] = ["It is turnover, not margin.", "Det er omsetning, ikke margin."],
        ["worth-margin"] = ["Reckoned with a gross margin of {0}.", "Regnet med en bruttomargin på {0}."],
        ["costs"] = ["What a conversation costs", "Hva en samtale koster"],
        ["cost"] = ["{0} were spent: {1} for each of {4} requests, and {2} ({3}) for each of {5} conversations.",
            "{0} ble brukt: {1} for hver av {4} henvendelser, og {2} ({3}) for hver av {5} samtaler."],
        ["conversations"] = ["Conversations", "Samtaler"],
        ["touches-of"] = ["{0} leads were tried and {1} of them reached; {2} were never tried, and {3} called first.",
            "{0} leads ble forsøkt og {1} av dem nådd; {2} ble aldri forsøkt, og {3} ringte først."],
        ["touches-open"] = ["Make at least {0} attempts ({1} reached by then): up to attempt {2} each further one still pays, and nobody tried "
            + "often enough to see where it stops.",
            "Gjør minst {0} forsøk ({1} nådd da): til og med forsøk {2} lønner hvert nytt seg, og ingen har prøvd ofte nok til å se hvor det "
                + "slutter."],
        ["attempt-n"] = ["Attempt {0}", "Forsøk {0}"],
        ["marginal"] = ["Points more", "Prosentpoeng mer"],
        ["naive"] = ["The usual figure, {0} of those reached were reached by attempt six, forgets all who were given up before.",
            "Det vanlige tallet, {0} av de nådde ble nådd innen sjette forsøk, glemmer alle som ble gitt opp før."],
        ["dropped-young"] = ["{0} of them asked within the last 24 hours and may still be answered.",
            "{0} av dem spurte det siste døgnet og kan fortsatt bli besvart."],
        ["dropped-apart"] = ["{0} more have no attempt on record and are not counted here: {1} merged, {2} erased, {3} where the buyer came "
            + "first, {4} that got somewhere though nobody wrote down how.",
            "{0} til har ikke noe registrert forsøk og telles ikke her: {1} slått sammen, {2} slettet, {3} der kjøperen kom først, {4} som kom et "
                + "sted uten at noen skrev ned hvordan."],
        ["dropped-endings"] = ["What their records say became of them:", "Hva registreringene sier ble av dem:"],
        ["ending-open"] = ["open", "åpne"], ["ending-won"] = ["won", "vunnet"], ["ending-lost"] = ["lost", "tapt"],
        ["ending-disqualified"] = ["disqualified", "diskvalifisert"], ["ending-noanswer"] = ["no answer", "ikke svar"],
        ["dropped-owners"] = ["Dropped, by owner", "Mistet, etter eier"],
        ["dropped-sources"] = ["Dropped, by source", "Mistet, etter kilde"],
        ["dropped-sources-note"] = ["Share of the source's own leads", "Andel av kildens egne leads"],
        ["dropped-months"] = ["Dropped, by month of the request", "Mistet, etter måneden de spurte"],
        ["dropped-months-note"] = ["Share of the month's own leads", "Andel av månedens egne leads"],
        ["dropped-list"] = ["Each of them is in leads.csv: band never, 0 attempts.", "Alle står i leads.csv: band never, 0 attempts."],
        ["open-lead"] = ["Open \u2026{0}", "Åpne \u2026{0}"],
        ["attribution-note"] = ["{0} deals were won; {1} of them have a value, {2} together. A deal links by the lead's number, by e-mail or by "
            + "company domain; no fractional credit is given.",
            "{0} salg ble vunnet; {1} av dem har en verdi, {2} til sammen. Et salg kobles med leadets nummer, e-post eller bedriftens domene; "
                + "ingen brøkdeler fordeles."],
        ["link"] = ["Tied by", "Koblet med"], ["deals"] = ["Deals", "Salg"], ["value"] = ["Value", "Verdi"],
        ["value-share"] = ["Share of the value", "Andel av verdien"],
        ["gauges-note"] = ["No gauge is read on fewer than 30. The limits behind the advice are practitioners' rules, not measurements, and a "
            + "rule speaks only when the whole interval is beyond its limit.",
            "Ingen måler leses på færre enn 30. Grensene bak rådene er praktikeres regler, ikke målinger, og en regel sier noe bare når hele "
                + "intervallet er forbi grensen."],
        ["load-note"] = ["{0:0.0} new leads a week for each rep, {1:0.0} touches on a working day. The load is an estimate: calls and meetings as "
            + "long as they lasted, anything else four minutes.",
            "{0:0.0} nye leads i uken per selger, {1:0.0} berøringer på en arbeidsdag. Belastningen er et anslag: samtaler og møter så lenge de "
                + "varte, alt annet fire minutter."],
        ["signals"] = ["On the control charts:", "På kontrollkortene:"],
        ["signal"] = ["{0} {1} outside its limits ({2}, n = {3})", "{0} {1} utenfor grensene ({2}, n = {3})"],
        ["drift"] = ["{0} drifting by {1} ({2}, n = {3})", "{0} på gli i {1} ({2}, n = {3})"],
        ["no-signals"] = ["On the control charts (p-chart and CUSUM by month) nothing stands out.",
            "På kontrollkortene (p-kort og CUSUM etter måned) skiller ingenting seg ut."],
    };
}
