using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What the words of a CRM's status columns mean for a lead or a deal, in five languages.</summary>
internal static class OutcomeWords
{
    /// <summary>How a lead ended and which steps it reached; null when the word is not understood.</summary>
    public static (Ending Ending, Reached Reached)? OfLead(string word, IReadOnlyDictionary<string, string>? told)
    {
        if (told is not null && told.TryGetValue(word, out var meaning)) return Told(meaning);
        var plain = HeaderName.Plain(word);
        foreach (var (part, ending, reached) in LeadParts)
        {
            if (part[0] == '=' ? plain == part[1..] : plain.Contains(part, StringComparison.Ordinal)) return (ending, reached);
        }
        return null;
    }

    /// <summary>Whether a deal is open, won or lost; null when the word is not understood.</summary>
    public static DealState? OfDeal(string word, IReadOnlyDictionary<string, string>? told)
    {
        if (told is not null && told.TryGetValue(word, out var meaning))
        {
            return meaning switch { "won" => DealState.Won, "lost" => DealState.Lost, _ => DealState.Open };
        }
        var plain = HeaderName.Plain(word);
        if (Any(plain, Lost)) return DealState.Lost;
        if (Any(plain, Won)) return DealState.Won;
        return Any(plain, Open) ? DealState.Open : null;
    }

    /// <summary>Yes in five languages.</summary>
    public static bool IsYes(string word) =>
        HeaderName.Plain(word) is "yes" or "true" or "1" or "oui" or "vrai" or "ja" or "si" or "y" or "x" or "converted" or "konvertert";

    static (Ending, Reached) Told(string meaning) => meaning switch
    {
        "won" => (Ending.Won, Reached.Won),
        "lost" => (Ending.Lost, Reached.None),
        "disqualified" => (Ending.Disqualified, Reached.None),
        "merged" => (Ending.Merged, Reached.None),
        "no-answer" => (Ending.NoAnswer, Reached.None),
        "erased" => (Ending.Erased, Reached.None),
        "contacted" => (Ending.Open, Reached.Contacted),
        "qualified" => (Ending.Open, Reached.Qualified),
        "met" => (Ending.Open, Reached.Met),
        "handed-over" => (Ending.Open, Reached.HandedOver),
        _ => (Ending.Open, Reached.None),
    };

    static bool Any(string plain, string parts) => parts.Split(' ').Any(part =>
        part[0] == '=' ? plain == part[1..] : plain.Contains(part, StringComparison.Ordinal));

    // The first that fits wins, so what denies a word stands before the word.
    static readonly (string Part, Ending Ending, Reached Reached)[] LeadParts =
    [
        .. Parts("notconverted", Ending.Lost, Reached.None),
        .. Parts("notcontacted noncontact ikkekontaktet nichtkontakt nocontactado attempt tentative forsokt versucht intentado contactinfuture "
            + "contacterplustard", Ending.Open, Reached.None),
        .. Parts("unqualif disqualif notqualif nonqualif ukvalifisert unqualifiz nichtqualif nocalificado descalificado junk spam badlead "
            + "wrongnumber fauxnumero feilnummer invalid duplicate doublon", Ending.Disqualified, Reached.None),
        .. Parts("merged fusionne slattsammen zusammengefuhrt fusionado", Ending.Merged, Reached.None),
        .. Parts("erased anonymi", Ending.Erased, Reached.None),
        .. Parts("noanswer unresponsive unreachable injoignable sansreponse nichterreich ikkesvar sinrespuesta", Ending.NoAnswer, Reached.None),
        .. Parts("closedconverted", Ending.Open, Reached.Qualified),
        .. Parts("lost perdu tapt verloren perdid abandon =closed rejected refus badtiming avslag abgelehnt", Ending.Lost, Reached.None),
        .. Parts("=won closedwon gagne vunnet gewonnen ganad customer =client =kunde cliente evangelist", Ending.Won, Reached.Won),
        .. Parts("demodone meetingheld demoheld", Ending.Open, Reached.Met),
        .. Parts("handedover handover", Ending.Open, Reached.HandedOver),
        .. Parts("prequalif", Ending.Open, Reached.Contacted),
        .. Parts("qualif kvalifisert calificad converted opportunity opendeal salesqualifiedlead =sql", Ending.Open, Reached.Qualified),
        .. Parts("contacted connected contacte kontaktet kontaktiert contactad nurtur", Ending.Open, Reached.Contacted),
        .. Parts("=new =open =lead subscriber =mql marketingqualified nouveau =ny =neu nuevo inprogress working encours pagar arbeit pending "
            + "waiting enattente ouvert apen offen abiert active =1 =0", Ending.Open, Reached.None),
    ];

    const string Lost = "lost perdu tapt verloren perdid annul cancel resili abandon rejected refus closedno kansellert storniert";
    const string Won = "won gagne vunnet gewonnen ganad signe signed =actif =active aktiv firmado closedyes";
    const string Open = "open prospect engag qualif need offer proposal negotiat quote demo present pending enattente attente encours new "
        + "discovery apen offen abiert progress review contract decision appointment approach value inperson draft analysis identify =sent";

    static IEnumerable<(string, Ending, Reached)> Parts(string parts, Ending ending, Reached reached) =>
        parts.Split(' ').Select(part => (part, ending, reached));
}
