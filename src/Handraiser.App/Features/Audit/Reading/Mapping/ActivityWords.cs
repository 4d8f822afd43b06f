using System.Runtime.CompilerServices;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>What became of a touch, as its record says.</summary>
internal enum Result : byte { Unsaid, Reached, NotReached, Held, NotHeld, NotDone, Automated }

/// <summary>What one word says of a touch; what it does not say is null.</summary>
internal readonly record struct ActivityMeaning(Channel? Channel, bool? Inbound, Result Result)
{
    public bool Says => Channel is not null || Inbound is not null || Result != Result.Unsaid;
}

/// <summary>What the words of activities mean: kinds, directions and outcomes, in five languages.</summary>
internal static class ActivityWords
{
    /// <summary>From a call of this length on, both sides are taken to have spoken when nobody says so.</summary>
    public const int SpokenSeconds = 30;

    public static ActivityMeaning Of(string word, params IReadOnlyDictionary<string, string>?[] told)
    {
        foreach (var one in told)
        {
            if (one is not null && one.TryGetValue(word, out var meaning)) return Told(meaning);
        }
        if (Dispositions.TryGetValue(word.ToLowerInvariant(), out var disposition)) return new(null, null, disposition);
        var plain = HeaderName.Plain(word);
        return plain.Length == 0 ? default : new(First(plain, Channels), First(plain, Directions), First(plain, Results) ?? Result.Unsaid);
    }

    /// <summary>How much the touch proves.</summary>
    /// <param name="all">Everything that is said of it, put together.</param>
    /// <param name="lasted">Seconds, or <see cref="Unknown.Seconds"/>.</param>
    [MethodImpl(RowLoop.Fast)]
    public static Grade GradeOf(ActivityMeaning all, int lasted)
    {
        if (all.Result == Result.Automated) return Grade.Automated;
        return (all.Channel ?? Channel.Other) switch
        {
            Channel.Open or Channel.Click or Channel.Note => Grade.Automated,
            Channel.Meeting => all.Result is Result.NotHeld or Result.NotReached ? Grade.Attempt : Grade.Meeting,
            Channel.Call => all.Result switch
            {
                Result.Reached or Result.Held => Grade.TwoWay,
                Result.NotReached or Result.NotHeld => Grade.Attempt,
                _ => lasted >= SpokenSeconds ? Grade.TwoWay : Grade.Attempt,
            },
            Channel.Mail or Channel.Message => all.Inbound == true || all.Result == Result.Reached ? Grade.TwoWay : Grade.Personal,
            Channel.Chat => all.Result == Result.NotReached ? Grade.Attempt : Grade.TwoWay,
            _ => all.Result is Result.Reached ? Grade.TwoWay : Grade.Attempt,
        };
    }

    /// <summary>The two together; the first is asked first.</summary>
    public static ActivityMeaning And(this ActivityMeaning one, ActivityMeaning other) => new(one.Channel ?? other.Channel,
        one.Inbound ?? other.Inbound, one.Result != Result.Unsaid ? one.Result : other.Result);

    static ActivityMeaning Told(string meaning) => meaning switch
    {
        "in" => new(null, true, Result.Unsaid),
        "out" => new(null, false, Result.Unsaid),
        "reached" => new(null, null, Result.Reached),
        "not-reached" => new(null, null, Result.NotReached),
        "held" => new(null, null, Result.Held),
        "not-held" => new(null, null, Result.NotHeld),
        "not-done" => new(null, null, Result.NotDone),
        "automated" => new(null, null, Result.Automated),
        _ => new(Enum.Parse<Channel>(meaning, ignoreCase: true), null, Result.Unsaid),
    };

    static T? First<T>(string plain, (string Parts, T Meaning)[] table) where T : struct
    {
        foreach (var (parts, meaning) in table)
        {
            foreach (var part in parts.Split(' '))
            {
                if (part[0] == '=' ? plain == part[1..] : plain.Contains(part, StringComparison.Ordinal)) return meaning;
            }
        }
        return null;
    }

    static readonly (string, Channel)[] Channels =
    [
        ("emailopen mailopen =opened =open ouvert apnet geoffnet abierto", Channel.Open),
        ("=click clicked clic klikk geklickt", Channel.Click),
        ("call appel telefon ring anruf llamada phone voicemail", Channel.Call),
        ("meeting reunion rendezvous rdv mote treffen termin demo visit event besuch besok videoconf", Channel.Meeting),
        ("chat", Channel.Chat),
        ("mail courriel epost correo =letter", Channel.Mail),
        ("sms whatsapp message linkedin text nachricht melding mensaje", Channel.Message),
        ("note notat notiz assign registration status stage wait upgrade schedul logged created createsw duplicate closed ferm invalid",
            Channel.Note),
        ("takeincharge resolv =other followup oppfolging suivi task todo", Channel.Other),
    ];

    static readonly (string, bool)[] Directions =
    [
        ("outbound outgoing sortant utgaende ausgehend saliente =out =to sent envoye sendt gesendet enviado", false),
        ("inbound incoming entrant innkommende eingehend entrante =in reply replied repon svar antwort respuesta received recu", true),
    ];

    static readonly (string, Result)[] Results =
    [
        ("notstarted inprogress planned planifie planlagt geplant scheduled programado deferred waiting =todo =open queued =ringing =false "
            + "=no afaire enattente ikkestartet", Result.NotDone),
        ("autoreply automat autorespon bounce sequence marketingemail campaignemail newsletter bulkemail massemail drip workflow", Result.Automated),
        ("noanswer notanswered unanswered pasdereponse sansreponse ikkesvar nichterreicht keineantwort sinrespuesta nocontesta missed "
            + "manque voicemail messagerie repondeur telefonsvarer mailbox buzon leftmessage leftlive leftvoice busy occupe opptatt besetzt "
            + "ocupado wrongnumber fauxnumero feilnummer falschenummer failed echec abandon disconnected notconnected unreachable",
            Result.NotReached),
        ("noshow canceled cancelled annul avlyst abgesagt cancelad rescheduled reporte notheld ikkemott", Result.NotHeld),
        ("=held completedmeeting attended showedup gjennomfort stattgefunden realise realizada", Result.Held),
        ("connected answered repondu joint besvart snakket erreicht beantwortet contactado conversation spoke talked reached interested "
            + "replied decroche", Result.Reached),
    ];

    // HubSpot writes its own outcomes as these ids when the export is made through its API.
    static readonly Dictionary<string, Result> Dispositions = new()
    {
        ["f240bbac-87c9-4f6e-bf70-924b57d47db7"] = Result.Reached, ["a4c4c377-d246-4b32-a13b-75a56a4cd0ff"] = Result.NotReached,
        ["9d9162e7-6cf3-4944-bf63-4dff82258764"] = Result.NotReached, ["73a0d17f-1163-4015-bdd5-ec830791da20"] = Result.NotReached,
        ["b2cf5968-551e-4856-9783-52b3da59a7d0"] = Result.NotReached, ["17b47fee-58de-441e-a44c-c6300d46f273"] = Result.NotReached,
    };
}
