namespace Handraiser.Core.Identity;

/// <summary>Domains and local parts that say what a mailbox is; blanks part the words.</summary>
static class MailProvidersData
{
    /// <summary>Providers that give a mailbox to anybody, by registrable domain.</summary>
    internal const string FreeMail = """
        gmail.com googlemail.com outlook.com outlook.fr outlook.de outlook.es outlook.it outlook.pt outlook.be
        outlook.at outlook.dk outlook.cz outlook.hu outlook.sk outlook.ie outlook.in outlook.jp outlook.kr
        outlook.lv outlook.ph outlook.sa outlook.co.id outlook.co.il outlook.co.th outlook.com.ar outlook.com.au
        outlook.com.br outlook.com.gr outlook.com.tr outlook.com.vn outlook.cl outlook.my outlook.sg hotmail.com
        hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es hotmail.nl hotmail.be hotmail.se hotmail.no
        hotmail.dk hotmail.fi hotmail.ca hotmail.ch hotmail.co.jp hotmail.co.nz hotmail.co.th hotmail.co.za
        hotmail.com.ar hotmail.com.au hotmail.com.br hotmail.com.tr hotmail.gr hotmail.hu hotmail.cl live.com
        live.co.uk live.fr live.de live.it live.nl live.be live.se live.no live.dk live.ca live.cn live.ie live.in
        live.jp live.at live.fi live.cl live.ru live.co.za live.com.ar live.com.au live.com.mx live.com.my
        live.com.pt live.com.sg live.com.br msn.com windowslive.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it
        yahoo.es yahoo.ca yahoo.in yahoo.co.in yahoo.co.id yahoo.co.jp yahoo.co.kr yahoo.co.nz yahoo.co.th
        yahoo.co.za yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.cn yahoo.com.co yahoo.com.hk yahoo.com.mx
        yahoo.com.my yahoo.com.ph yahoo.com.pe yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.vn yahoo.com.ve
        yahoo.cn yahoo.cl yahoo.dk yahoo.fi yahoo.gr yahoo.ie yahoo.no yahoo.pl yahoo.ro yahoo.se yahoo.at yahoo.be
        yahoo.nl yahoo.pt yahoo.cz yahoo.hu ymail.com rocketmail.com myyahoo.com aol.com aol.co.uk aol.de aol.fr
        aol.it aol.es aim.com love.com ygm.com games.com wow.com netscape.net compuserve.com icloud.com me.com
        mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com
        keemail.me fastmail.com fastmail.fm sent.com hushmail.com hush.com hushmail.me mailfence.com runbox.com
        posteo.de posteo.net posteo.org mailbox.org disroot.org riseup.net startmail.com countermail.com
        kolabnow.com zoho.com zohomail.com zohomail.eu zohomail.in hey.com duck.com skiff.com mozmail.com
        simplelogin.com mail.com email.com usa.com post.com europe.com asia.com iname.com myself.com consultant.com
        engineer.com dr.com cheerful.com techie.com writeme.com accountant.com lawyer.com execs.com inbox.com
        lycos.com excite.com juno.com netzero.net gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.fr gmx.co.uk gmx.us
        gmx.es gmx.info gmx.org gmx.eu web.de freenet.de t-online.de arcor.de online.de email.de unitybox.de
        vodafone.de kabelmail.de ewe.net alice.de magenta.de freemail.de ok.de firemail.de bluewin.ch hispeed.ch
        sunrise.ch swissonline.ch aon.at chello.at a1.net orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr
        bbox.fr numericable.fr club-internet.fr aliceadsl.fr cegetel.net voila.fr libero.it virgilio.it alice.it
        tin.it tim.it tiscali.it fastwebnet.it inwind.it iol.it email.it poste.it vodafone.it telefonica.net
        terra.es ono.com wanadoo.es sapo.pt iol.pt clix.pt telenet.be skynet.be proximus.be scarlet.be ziggo.nl
        kpnmail.nl kpnplanet.nl planet.nl home.nl xs4all.nl upcmail.nl hetnet.nl casema.nl quicknet.nl telfort.nl
        chello.nl btinternet.com sky.com talktalk.net virginmedia.com blueyonder.co.uk ntlworld.com tiscali.co.uk
        btopenworld.com plusnet.com o2.co.uk eircom.net telia.com spray.se comhem.se bredband.net home.se online.no
        broadpark.no frisurf.no getmail.no jubii.dk mail.dk stofanet.dk ofir.dk tdcadsl.dk luukku.com suomi24.fi
        kolumbus.fi elisanet.fi pp.inet.fi inet.fi saunalahti.fi wp.pl o2.pl onet.pl onet.eu op.pl interia.pl
        interia.eu gazeta.pl poczta.fm poczta.onet.pl vp.pl tlen.pl autograf.pl buziaczek.pl go2.pl seznam.cz
        email.cz centrum.cz post.cz volny.cz atlas.cz tiscali.cz azet.sk centrum.sk zoznam.sk post.sk freemail.hu
        citromail.hu indamail.hu t-online.hu vipmail.hu abv.bg mail.bg dir.bg net.hr inet.hr siol.net inbox.lv
        inbox.lt one.lt mail.ee hot.ee otenet.gr in.gr forthnet.gr freemail.gr mynet.com mynet.com.tr
        superonline.com ttmail.com mail.ru inbox.ru list.ru bk.ru internet.ru rambler.ru lenta.ru ro.ru
        autorambler.ru myrambler.ru yandex.ru yandex.com yandex.ua yandex.by yandex.kz yandex.com.tr ya.ru narod.ru
        pochta.ru ukr.net i.ua meta.ua bigmir.net tut.by qq.com foxmail.com 163.com 126.com yeah.net sina.com
        sina.cn sohu.com 139.com 189.cn wo.cn aliyun.com 21cn.com tom.com vip.163.com hinet.net pchome.com.tw
        naver.com daum.net hanmail.net hanmail.com nate.com kakao.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp
        i.softbank.jp ymobile.ne.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp excite.co.jp goo.jp infoseek.jp
        rediffmail.com rediff.com sify.com in.com vsnl.net netvigator.com singnet.com.sg walla.com walla.co.il
        bezeqint.net netvision.net.il 012.net.il zahav.net.il emirates.net.ae maktoob.com uol.com.br bol.com.br
        terra.com.br ig.com.br globo.com globomail.com oi.com.br r7.com zipmail.com.br prodigy.net.mx terra.com
        fibertel.com.ar arnet.com.ar speedy.com.ar ciudad.com.ar vtr.net une.net.co cantv.net bigpond.com
        bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au westnet.com.au ozemail.com.au adam.com.au
        internode.on.net xtra.co.nz slingshot.co.nz mweb.co.za webmail.co.za telkomsa.net vodamail.co.za iafrica.com
        comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net
        optimum.net frontier.com frontiernet.net windstream.net centurylink.net centurytel.net roadrunner.com rr.com
        twc.com suddenlink.net mindspring.com pacbell.net ameritech.net swbell.net snet.net embarqmail.com
        cableone.net peoplepc.com prodigy.net q.com shaw.ca rogers.com sympatico.ca bell.net telus.net videotron.ca
        cogeco.ca eastlink.ca mts.net sasktel.net
        """;

    /// <summary>Mailboxes that last for minutes, by registrable domain.</summary>
    internal const string Disposable = """
        mailinator.com mailinator.net mailinator2.com guerrillamail.com guerrillamail.net guerrillamail.org
        guerrillamail.biz guerrillamail.de guerrillamail.info guerrillamailblock.com grr.la sharklasers.com
        pokemail.net spam4.me 10minutemail.com 10minutemail.net 10minutemail.co.uk 10minutemail.de 10minmail.com
        20minutemail.com 20minutemail.it 30minutemail.com minutemail.com minuteinbox.com yopmail.com yopmail.fr
        yopmail.net yopmail.gq jetable.org jetable.net jetable.com trashmail.com trashmail.de trashmail.net
        trashmail.org trashmail.me trashmail.ws trash-mail.com trash-mail.de trash-mail.at wegwerfmail.de
        wegwerfmail.net wegwerfmail.org wegwerfemail.de wegwerfadresse.de einrot.com einrot.de spambog.com
        spambog.de spambog.ru discardmail.com discardmail.de sofort-mail.de byom.de muellmail.com mailnesia.com
        mailcatch.com maildrop.cc mailnull.com mailsac.com mailexpire.com mailmoat.com mailme.lol mailpoof.com
        mailtothis.com mail-temp.com mail-temporaire.fr mailtemp.info mailto.plus mailbox92.biz mailcuk.com
        mailforspam.com mailfreeonline.com mailshell.com mailsiphon.com mailslite.com tempmail.com tempmail.net
        tempmail.de tempmail.io tempmail.dev tempmail.plus tempmail.email tempmail.us.com temp-mail.org temp-mail.io
        temp-mail.com temp-mail.ru tempmailo.com tempmailaddress.com tempemail.com tempemail.net tempemail.co
        tempinbox.com tempinbox.co.uk tempail.com tempr.email tmail.ws tmails.net tmpmail.org tmpmail.net tmpeml.com
        moakt.com moakt.cc moakt.co moakt.ws getnada.com nada.email nada.ltd inboxbear.com inboxkitten.com
        inboxalias.com inboxes.com getairmail.com getmails.eu fakeinbox.com fakeinbox.info fakemail.net fakemail.fr
        fakemailgenerator.com fakermail.com armyspy.com cuvox.de dayrep.com fleckens.hu gustr.com jourrapide.com
        rhyta.com superrito.com teleworm.us throwawaymail.com throwam.com throwaway.email dispostable.com
        disposableaddress.com disposableemailaddresses.com disposableinbox.com disposemail.com dispomail.eu
        deadaddress.com spamgourmet.com spamgourmet.net spamgourmet.org spamex.com spamfree24.org spamfree24.de
        spamfree24.com spamhole.com spamavert.com spambox.us spamcowboy.com spamday.com spamherelots.com
        spamspot.com spamthis.co.uk spamdecoy.net spaml.com spaml.de mytrashmail.com mytemp.email mytempemail.com
        mytempmail.com mt2015.com thankyou2010.com trbvm.com emailondeck.com emailfake.com email-fake.com
        emailtemporanea.com emailtemporanea.net emailtemporar.ro emailsensei.com emaillime.com emailwarden.com
        emailias.com emailigo.de emailmiser.com emailthe.net emltmp.com eyepaste.com filzmail.com getonemail.com
        getonemail.net gishpuppy.com guerillamail.com guerillamail.net guerillamail.org haltospam.com
        harakirimail.com hidemail.de hmamail.com incognitomail.com incognitomail.org instant-mail.de
        instantemailaddress.com kasmail.com klzlk.com koszmail.pl kurzepost.de linshiyouxiang.net linshi-email.com
        lroid.com luxusmail.org mailbidon.com mailblocks.com mailcat.biz maileater.com mailimate.com mailin8r.com
        mailincubator.com mailismagic.com mailmetrash.com mailquack.com mailscrap.com mailtemporaire.com
        mailtemporaire.fr mailtrash.net mailzilla.com mailzilla.org meltmail.com mierdamail.com mintemail.com
        mohmal.com mohmal.in mohmal.tech mvrht.net mvrht.com nepwk.com nobulk.com noclickemail.com nogmailspam.info
        nomail2me.com nospam4.us nospamfor.us nowmymail.com objectmail.com obobbo.com odnorazovoe.ru oneoffemail.com
        onewaymail.com one-time.email owlpic.com pookmail.com proxymail.eu putthisinyourspamdatabase.com
        quickinbox.com rcpt.at receiveee.com recyclemail.dk rppkn.com safetymail.info selfdestructingmail.com
        sendspamhere.com shieldedmail.com shitmail.me shortmail.net sneakemail.com snakemail.com sogetthis.com
        soodonims.com stop-my-spam.com supermailer.jp tafmail.com tagyourself.com tempomail.fr temporarily.de
        temporarioemail.com.br temporaryemail.net temporaryforwarding.com temporaryinbox.com tempymail.com
        thanksnospam.info thisisnotmyrealemail.com tilien.com tradermail.info trashdevil.com trashdevil.de
        trashinbox.com trashymail.com trashymail.net tyldd.com venompen.com veryrealemail.com viditag.com
        walkmail.net wh4f.org whyspam.me willselfdestruct.com winemaven.info wuzup.net wuzupmail.net xagloo.com
        xemaps.com xents.com xmaily.com xoxy.net yuurok.com zehnminutenmail.de zippymail.info zoemail.org 33mail.com
        anonbox.net anonaddy.me burnermail.io correotemporal.org crazymailing.com dropmail.me 10mail.org
        1secmail.com 1secmail.net 1secmail.org esiix.com wwjmp.com oosln.com vddaz.com generator.email mail.tm
        mail.gw mail7.io vomoto.com
        """;

    /// <summary>Local parts that reach a desk rather than a person, in the languages of our buyers.</summary>
    internal const string Roles = """
        info information sales support admin administrator contact contactus hello hi office mail email enquiries
        enquiry inquiries inquiry team marketing billing invoice invoices accounts accounting accountspayable ap ar
        finance hr jobs careers career recruiting recruitment press media pr news newsletter noreply no-reply
        donotreply do-not-reply no.reply postmaster webmaster hostmaster abuse security privacy legal compliance dpo
        gdpr help helpdesk service services customerservice customer-service customercare care feedback orders order
        purchasing procurement reception frontdesk booking bookings reservations events partners partner
        partnerships it itsupport root sysadmin tech technical dev devops ops operations management general everyone
        all staff board directors secretary shop store web www ftp usenet uucp list listserv majordomo mailer-daemon
        nobody spam test testing demo kontakt buero büro vertrieb verkauf einkauf bewerbung bewerbungen personal
        buchhaltung rechnung rechnungen zentrale empfang anfrage anfragen bestellung bestellungen kundenservice
        kundendienst presse redaktion datenschutz contacto ventas informacion soporte administracion compras
        facturacion recepcion atencion comercial rrhh contato vendas atendimento suporte financeiro faturamento
        recepcao commercial contactez accueil secretariat direction comptabilite facturation achats recrutement rh
        ventes bonjour contatti vendite commerciale amministrazione segreteria assistenza acquisti ufficio fatture
        verkoop inkoop administratie klantenservice receptie biuro sprzedaz sekretariat obchod prodej podpora
        kancelar myynti asiakaspalvelu forsaljning försäljning salg post firmapost kundeservice satis satış bilgi
        destek iletisim
        """;
}
