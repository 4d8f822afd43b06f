namespace Handraiser.App.Features.Audit.Reading;

/// <summary>
/// What the columns of a table are called, best name first, as <see cref="HeaderName"/> writes them: in HubSpot,
/// Salesforce, Zoho, Pipedrive and Handraiser, and by people in English, French, Norwegian, German and Spanish.
/// </summary>
internal static class ColumnNames
{
    public static IReadOnlyDictionary<string, string[]> Of(TableKind table) => table switch
    {
        TableKind.Leads => Leads, TableKind.Activities => Activities, TableKind.Deals => Deals, _ => Costs,
    };

    static readonly Dictionary<string, string[]> Leads = Read("""
        id: leadid id recordid hsobjectid contactid vid leadnumber leadno leadrecordid caseid ticketid kundenr kundennummer leadnummer idlead prospectid patient
        raised: raisedat raised requestedat submittedat submissiondate formsubmittedat formsubmissiondate firstconversiondate firstconversion inquirydate enquirydate datedemande henvendelse anfragedatum leadcreated leadcreatedon createdtime createddate createdate createdat createdate created creationdate datecreated dateadded addtime addedat datecreation datedecreation creele creeele opprettet opprettetdato erstellt erstelltam erstelldatum fechacreacion fechadecreacion creado hscreatedate hsleadcreated date
        logged: loggedat logged createdtime createddate createdate createdat createdate created hscreatedate creationdate addtime leadcreated datecreation opprettet erstelltam fechadecreacion
        owner: leadowner owner contactowner hubspotowner ownername ownerid leadownerid hubspotownerid assignedto assigneduser assignee rep salesrep salesagent agent user commercial commercialassigne commercialassigneid vendeur proprietaire responsable selger eier ansvarlig besitzer inhaber verantwortlich vertriebler zustandig propietario vendedor resource employee
        team: team salesteam hubspotteam ownerteam equipe lag avdeling abteilung equipo
        source: leadsource source originalsource originaltrafficsource hsanalyticssource utmsource channel canal kilde quelle leadquelle herkunft origen fuente sourcechannel
        kind: kind requestkind requesttype formname formtype conversionname firstconversionname leadtype typedemande type
        campaign: campaign campaignname utmcampaign campagne campagnenom kampanje kampagne campana firsttouchconvertingcampaign
        country: country countryregion pays land pais
        email: email emailaddress workemail personemail personemailwork courriel epost epostadresse emailadresse correo correoelectronico mail adressemail
        phone: phone phonenumber mobile mobilephone mobilephonenumber personphone personphonework telephone tel telefon telefono mobil movil portable numerodetelephone
        name: fullname name leadname contactname personname contactperson nomcomplet navn fulltnavn vollstandigername nombrecompleto
        first-name: firstname prenom fornavn vorname nombre
        last-name: lastname surname nom nomdefamille etternavn nachname apellido apellidos
        employees: numberofemployees employees noofemployees companysize employeecount effectif nombredesalaries antallansatte ansatte mitarbeiter anzahlmitarbeiter empleados numerodeempleados
        status: leadstatus status hsleadstatus state stage lifecyclestage lifecycle statut etat fase etapa estado archivestatus outcome ending
        converted: converted isconverted konvertert converti konvertiert convertido
        contacted: contactedat firstcontacted firstcontactat firstcontactdate dateofpremiercontact datepremiercontact firstcalldate
        qualified: qualifiedat datequalified becameasalesqualifiedleaddate becameanopportunitydate converteddate convertedtime convertedat datequalification
        met: metat meetingheldat meetingdate demodate
        handed-over: handedoverat handedover handoverdate handoffdate handoffat
        accepted: acceptedat accepteddate
        won: wonat wondate wontime becameacustomerdate datewon
        ended: endedat endedon closedat closeddate disqualifiedat disqualifieddate lostat losttime archivetime leadclosed
        """);

    static readonly Dictionary<string, string[]> Activities = Read("""
        id: activityid touchid id taskid callid eventid recordid hsobjectid appelid engagementid handlingid aktivitetid aktivitatid
        lead: leadid lead whoid leadrecordid associatedleadids associatedlead associatedcontactids associatedcontactid contactid whoidid relatedto caseid ticketid prospectid idlead kundenr kundennummer leadnummer leadnumber patient case
        email: leademail contactemail email emailaddress associatedcontact to recipient personemail courriel epost correo
        phone: leadphone contactphone phone phonenumber tonumber number telephone telefon telefono
        name: leadname contactname contact name personname contactperson
        at: at occurredat happenedat callstarttime startdatetime startedat starttime dateappel completeddatetime completeddate completedat markedasdonetime donetime hstimestamp activitydate activitytime datetime calldate callstart timestamp completetimestamp starttimestamp time date duedate dateheure datum dato zeitpunkt tidspunkt fecha createdtime createdat createddate createdate createdate created
        logged: loggedat logged createdtime createddate createdate createdat createdate created addtime hscreatedate datecreation opprettet erstelltam
        ended: enddatetime endedat endtime callendtime end slutt ende fin
        lasted: lasted calldurationinseconds dureesecondes durationseconds durationinseconds callduration duration hscallduration calldurationhhmmss calldurationinminutes durationinminutes durationminutes duree varighet dauer duracion lengthseconds length
        owner: activityowner owner callowner eventowner taskowner activityassignedto assignedto assignedtouser assigned hubspotownerid ownerid callownerid rep salesrep agent user createdby calledby commercialemail commercial commercialid vendeur selger ansvarlig verantwortlich resource employee
        type: activitytype type engagementtype tasksubtype hsactivitytype channel activity typeactivite aktivitetstype aktivitatstyp tipo handling kanal
        direction: direction calldirection calltype hscalldirection emaildirection sens richtung retning direccion inbound
        outcome: outcome calloutcome calldisposition hscalldisposition callstatus callresult meetingoutcome result statut resultat ergebnis resultado status hscallstatus taskstatus done
        done: isclosed done taskstatus hscallstatus hstaskstatus status
        subject: subject activitytitle title calltitle calldetails objet emne betreff asunto
        grade: grade
        origin: origin
        """);

    static readonly Dictionary<string, string[]> Deals = Read("""
        id: dealid opportunityid potentialid contratid contractid id recordid hsobjectid
        lead: leadid lead convertedleadid associatedcontactids associatedcontactid contactid idlead prospectid leadnumber sourcelead
        email: email contactemail personemail courriel epost correo
        phone: phone contactphone personphone telephone telefon
        name: contactname personname contactperson
        company: account accountname company companyname organization organisation client kunde firma empresa societe associatedcompany
        owner: dealowner owner opportunityowner potentialowner ownerid hubspotownerid salesagent salesrep rep agent user commercial commercialid vendeur selger besitzer
        created: createdtime createddate createdate createdat createdate created dealcreated dealcreatedon addtime engagedate opendate opened datecreation opprettet erstelltam startdate
        closed: closedat wontime closedate closingdate closeddate dealclosedon wondate datesignature signedat signaturedate datecloture avsluttet abschlussdatum fechacierre closetime
        state: dealstage stage stagename status state statut phase etape fase etapa
        value: amount value dealvalue closevalue amountincompanycurrency revenue montant primeannuelle belop betrag importe verdi wert
        loss-reason: lossreason lostreason closedlostreason reasonforloss raisondeperte tapsarsak verlustgrund
        product: product productname produit produkt producto
        """);

    static readonly Dictionary<string, string[]> Costs = Read("""
        from: from startdate start month date day week period mois maned monat mes
        to: to enddate end until
        source: source leadsource channel platform utmsource medium kilde quelle canal
        campaign: campaign campaignname utmcampaign campagne kampanje kampagne
        amount: amount cost spend spent actualcost amountspent costs kost kostnad kosten cout depense gasto
        """);

    static Dictionary<string, string[]> Read(string lines) => lines.Split('\n').Select(line => line.Split(": "))
        .ToDictionary(parts => parts[0], parts => parts[1].Split(' '));
}

/// <summary>Which table a file holds.</summary>
internal enum TableKind { Leads, Activities, Deals, Costs }
