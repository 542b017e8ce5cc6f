namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>
/// Column names that are known as they stand, in Dutch, French, English and German, as the exports of job sites, recruiting systems,
/// mailing tools and address books write them. Names after a "~" are
/// taken only where no better column exists for the field.
/// </summary>
internal static class HeaderVocabulary
{
    private static readonly (ImportField Field, string Names)[] Table =
    [
        (ImportField.Email, """
            email, e-mail, mail, e-mailadres, mailadres, emailadres, email address, email addresses, emails, mail address, adresse e-mail, adresse mail,
            adresse email, adresse électronique, courriel, adresse courriel, courrier électronique, mél, e-mail-adresse, mailadresse, primary email,
            primary email address, email 1, email 1 value, email 1 address, main email, e-mail principal, hoofd e-mail, elektronische post, elektronisch adres, adresse de messagerie, adresse de messagerie électronique, e-mailadressen
            ~ work email, personal email, home email, private email, privé e-mail, e-mail privé, e-mail privat, e-mail prive, e-mail personnel, e-mail perso, zakelijk e-mail, e-mail werk, e-mail professionnel, e-mail geschäftlich
            """),
        (ImportField.SecondEmail, """
            second email, secondary email, email secondaire, e-mail secondaire, email 2, email 2 value, email 2 address, alternative email, alternate email,
            other email, andere e-mail, ander e-mailadres, tweede e-mail, tweede e-mailadres, autre e-mail, autre adresse e-mail, zweite e-mail,
            weitere e-mail, secundair e-mailadres, additional email, email alternatif, deuxième e-mail, alternatief e-mailadres, backup email
            """),
        (ImportField.Phone, """
            phone, phone number, phone numbers, phones, telephone, telephone number, tel, tel nr, telnr, tél, téléphone, telefoon, telefoonnummer, telefon,
            telefonnummer, telefoonnr, numéro de téléphone, n° de téléphone, n° tél, téléphone fixe, tél fixe, telefoon vast, vaste telefoon, vast nummer, vaste lijn,
            festnetz, landline, landline number, primary phone, main phone, phone 1, phone 1 value, rufnummer, telephone 1, telefoon 1, téléphone 1, fixe, ligne fixe
            ~ home phone, work phone, business phone, other phone, telefoon thuis, telefoon werk, telefoon privé, téléphone privé, téléphone domicile, téléphone bureau, téléphone professionnel, telefon privat, telefon geschäftlich, contact number, contactnummer
            """),
        (ImportField.Mobile, """
            mobile, mobile phone, mobile number, mobile phone number, mobile no, mobiel, mobiel nummer, mobiele telefoon, mobiele nummer, mobieltje, gsm, gsm nummer, gsm nr,
            gsmnummer, n° gsm, numéro gsm, cell, cell phone, cellphone, cellular, portable, téléphone portable, téléphone mobile, tél mobile, tél portable, tel gsm, telefoon gsm,
            n° de portable, handy, handynummer, mobil, mobiltelefon, mobilnummer, mobilfunk, mobilfunknummer, phone mobile, telefoon mobiel, sms, smartphone
            ~ phone 2, phone 2 value, telefoon 2, téléphone 2, telefon 2, second phone, secondary phone, tweede telefoon, tweede telefoonnummer, autre téléphone, alternate phone, whatsapp, whatsapp number, whatsapp nummer, numéro whatsapp
            """),
        (ImportField.GivenName, """
            given name, first name, firstname, first names, forename, fname, voornaam, voornamen, prénom, prénoms, prenom usuel, vorname, vornamen, rufname, voorn, first
            ~ roepnaam, preferred first name, preferred name, christian name
            """),
        (ImportField.FamilyName, """
            family name, last name, lastname, lname, surname, achternaam, familienaam, nom de famille, nom famille, nachname, familienname, zuname, second name, geslachtsnaam, nom patronymique, patronyme, achtern, last
            """),
        (ImportField.FullName, """
            full name, fullname, volledige naam, nom complet, vollständiger name, candidate name, naam kandidaat, kandidaat naam, nom du candidat, nom candidat,
            applicant name, nom et prénom, nom prénom, prénom nom, prénom et nom, naam en voornaam, naam voornaam, voornaam en naam, voornaam naam,
            voornaam en achternaam, voor- en achternaam, vor- und nachname, name vorname, name des bewerbers, nom & prénom, first and last name
            ~ display name, kandidaat, candidat, candidate, candidates, bewerber, bewerberin, applicant, sollicitant, person, person name, contact name, contact, file as, member name, lead name, subscriber name, your name, candidat(e)
            ~ contactpersoon, contact person, personne de contact, ansprechpartner, kontaktperson
            """),
        (ImportField.Language, """
            language, taal, langue, sprache, preferred language, correspondentietaal, langue de correspondance, langue de contact, taal kandidaat, voorkeurstaal,
            taalvoorkeur, contacttaal, communicatietaal, langue préférée, langue de communication, korrespondenzsprache, bevorzugte sprache, locale, taalcode, language code, code langue, taalrol, régime linguistique, voertaal, lang, language preference, correspondence language, language of correspondence, sprache der kommunikation, kommunikationssprache
            ~ languages, talen, langues, moedertaal, langue maternelle, native language, muttersprache
            """),
        (ImportField.Company, """
            company, company name, bedrijf, bedrijfsnaam, huidig bedrijf, naam bedrijf, firma, firmanaam, werkgever, huidige werkgever, employer, current employer, current company,
            société, entreprise, nom de l'entreprise, nom de la société, employeur, employeur actuel, entreprise actuelle, société actuelle, organisation, organisation name, organization, organization name,
            organisatie, onderneming, unternehmen, arbeitgeber, aktueller arbeitgeber, derzeitiger arbeitgeber, firmenname, account name, candidate company, company or account, organization 1 name, associated company
            ~ account, companies, laatste werkgever, last employer, dernier employeur, most recent company, last company
            """),
        (ImportField.JobTitle, """
            current job, huidige job, huidige baan, laatste job, job actuel, emploi actuel, aktueller job, current job title, current title, current position, current role, huidige functie, functie, functietitel, functiebenaming, function, fonction, fonction actuelle,
            poste actuel, poste occupé, intitulé de fonction, intitulé du poste, position actuelle, aktuelle position, derzeitige position, aktuelle tätigkeit, tätigkeit, berufsbezeichnung, jobtitel,
            occupation, profession, beroep, métier, beruf, candidate title, organization title, organization 1 title, titre professionnel, funktion
            ~ headline, candidate headline, professional headline, titre du profil, job title
            ~ jobbezeichnung, position, positie, poste, title, titel, titre, role, rol, gewenst beroep, gewenste functie, métier recherché, métier souhaité, profession recherchée, poste recherché, fonction souhaitée, wunschberuf, gewünschte position, laatste functie, most recent title, last job title, dernier poste, profile title, desired position, desired job, desired job title
            """),
        (ImportField.City, """
            city, town, stad, gemeente, woonplaats, plaats, ville, commune, localité, wohnort, ort, stadt, candidate city, home city, mailing city, stad/gemeente, ville/commune, plaatsnaam, address 1 city, adresse ville, municipality, lieu de résidence, woonplaats kandidaat, place of residence, address city, city name
            ~ location, candidate location, locatie, localisation, current location, standort, business city, other city, lieu, woonlocatie, city/town, region city, lieu d'habitation, domicile, location city
            """),
        (ImportField.PostalCode, """
            postal code, postcode, post code, zip, zip code, zipcode, code postal, cp, plz, postleitzahl, postnummer, mailing zip, mailing zip/postal code, zip/postal code, address 1 postal code, home postal code, postal, codepostal, mailing postal code, pc, postnr, address postal code
            ~ business postal code, other postal code
            """),
        (ImportField.Country, """
            country, country/region, land, pays, staat, land/regio, land/region, pays/région, country name, mailing country, home country/region, address 1 country, woonland, pays de résidence, country of residence, wohnland, wohnsitzland, land van verblijf, land wohnsitz, landnaam, country/territory, address country
            ~ country code, landcode, code pays, ländercode, ip country, business country/region, country iso
            """),
        (ImportField.Skills, """
            skills, skill, skill set, skillset, vaardigheden, competenties, compétences, compétence, competences, kenntnisse, fähigkeiten, kompetenzen, fachkenntnisse, key skills, primary skills, technical skills,
            technische vaardigheden, compétences techniques, it skills, it kennis, kennis, technologies, technologieën, tech stack, candidate skills, top skills, connaissances, expertise, savoir-faire, compétences clés, edv kenntnisse, it-kenntnisse, skills/technologies
            ~ tags, keywords, trefwoorden, mots-clés, mots clés, labels kandidaat, candidate tags, associated tags, schlagwörter, stichwörter, étiquettes, secondary skills, specialties, competency
            """),
        (ImportField.VacancyReference, """
            vacancy reference, vacancy id, vacancy number, vacaturenummer, vacature nr, vacaturenr, vacature id, vacature referentie, vacaturereferentie, vacatureref, ref vacature, referentie vacature, referentienummer vacature, vacaturecode,
            job id, job number, job reference, job ref, job ref number, job code, job posting id, job opening id, job order id, jobnummer, jobreferentie, job referentie, requisition, requisition id, requisition number, req id, req,
            référence offre, réf offre, référence de l'offre, numéro offre, numéro de l'offre, n° offre, n° d'offre, n° de l'offre, référence annonce, réf annonce, référence de l'annonce, numéro d'annonce, kennziffer, stellen-id, stellennummer, anzeigen-id, referenznummer stelle, stellenreferenz, job req id, job requisition id, posting id, advertentienummer, ad reference, ad id
            ~ vacancy, vacature, vacaturetitel, vacature titel, titel vacature, vacaturenaam, vacature naam, job, jobs, job name, job posting, job posting title, job ad, job opening, job order, jobtitel vacature, applied job, applied jobs, applied for, applied to, applied position, position applied for, position applied, applied job title, job title applied for,
            posting, posting title, posting name, opening, opening name, offre, offre d'emploi, titre de l'offre, intitulé de l'offre, annonce, titre de l'annonce, stelle, stellenanzeige, stellentitel, stellenbezeichnung, stellenausschreibung, ausschreibung, anzeige, anzeigentitel, gesolliciteerd voor, sollicitatie voor, functie vacature, functietitel vacature, candidature pour, poste visé, poste postulé, beworben auf, beworben für, bewerbung auf, ad title, advertentie, project applied for, job applied for, job applied, application job
            ~ referentie, reference, référence, réf, ref, referenz, referenznummer, referentienummer, referentienr, numéro de référence, reference number, ref nr, n° de référence, ref number, poste concerné, recruitment project, active project, project, project name, vacatures, pipeline
            """),
        (ImportField.AppliedAt, """
            applied at, applied on, applied date, application date, date applied, date of application, apply date, application created at, application received, application submitted, submitted at, submission date, date submitted, submitted on,
            sollicitatiedatum, datum sollicitatie, datum van sollicitatie, gesolliciteerd op, sollicitatie datum, sollicitatie ontvangen, sollicitatie ontvangen op, ontvangen op, ontvangstdatum, datum ontvangst, datum ontvangen, reactiedatum, datum reactie, datum kandidatuur, kandidatuur ontvangen, kandidatuur ontvangen op, submit date, submit date utc,
            date candidature, date de candidature, date de la candidature, date de postulation, date postulation, postulé le, candidature reçue le, candidature du, date de réception, reçu le, reçue le, date d'envoi de la candidature, a postulé le, date de réaction,
            bewerbungsdatum, bewerbungseingang, beworben am, eingangsdatum, eingegangen am, eingang am, datum der bewerbung, bewerbung vom, bewerbung eingegangen am, bewerbungszeitpunkt, application time, applied time, applied timestamp, date received, received at, received on, received date
            ~ applied, gesolliciteerd, date, datum, date/time, sollicitatie, bewerbung, candidature, eingang, inschrijfdatum, aanmelddatum
            ~ timestamp, tijdstempel, horodateur, zeitstempel
            """),
        (ImportField.ProfileUrl, """
            profile url, profile link, profile, linkedin, linkedin url, linkedin profile, linkedin profile url, profil linkedin, linkedin-profiel, linkedin profil, public profile url, member profile url, profiel url, profiellink, link profiel, link naar profiel, profil-url, lien profil, lien du profil, lien vers le profil, url du profil, profil url, profillink, profile page, candidate profile url, linked in, lien linkedin, xing, xing profil, xing-profil, xing url, linkedin link, profiel, profil, linkedin public url, hs linkedin url, candidate link, link to profile, candidate url
            ~ url, social links, social profiles, social media, candidate social media, social, réseaux sociaux, sociale media, web page profile, social profile, links to profile
            """),
        (ImportField.ExternalId, """
            external id, candidate id, candidate number, candidate no, candidate ref, candidate reference, kandidaatnummer, kandidaatnr, kandidaat nr, kandidaat id, kandidaat-id, kandidaatreferentie, id kandidaat, nr kandidaat, id candidat, n° candidat, numéro candidat, numéro de candidat, no candidat, référence candidat, réf candidat, identifiant candidat, identifiant,
            bewerber-id, bewerbernr, bewerbernummer, bewerber nr, kandidatennummer, kandidaten-id, id cv, cv id, cv nummer, cv-nummer, n° cv, numéro cv, resume id, record id, id, uuid, guid, contact id, contactid, contact number id, person id, people id, persoonsnummer, applicant id, applicant number, prospect id, profile id, profiel id, vdab nummer, vdab-nr, n° vdab, numéro vdab, id de fiche d'informations, numéro forem, n° forem, numéro actiris, n° actiris, numéro de dossier, n° de dossier, n° dossier, dossiernummer, dossiernr, dossier, numéro demandeur, n° demandeur, ext id, extern id, externe id, externes id, member id, subscriber id, lead id, candidate uuid, candidate key, kandidaatcode, code candidat, unique id, sys id, n° d'inscription, numéro d'inscription, inschrijvingsnummer, klantnummer, matricule, nummer
            ~ application id, sollicitatie id, sollicitatienummer, bewerbungs-id, bewerbungsnummer, id candidature, n° candidature, numéro candidature, référence candidature, user id, euid, id number, nr, n°, no
            """),
        (ImportField.MarketingOptIn, """
            mailing, mailings, mailing ok, ontvangt mailings, e-mailmarketing, marketing e-mails, receives newsletter
            """),
        (ImportField.MarketingOptInAt, """
            ~ ingeschreven op, inscrit le, inscrite le, inscrit(e) le, angemeldet am
            """),
        (ImportField.Notes, """
            opmerkingen recruiter, notities recruiter, commentaires recruteur, commentaires du recruteur, notes du recruteur, notes recruteur, recruiter comments, general comments,
            notes, note, opmerking, opmerkingen, notitie, notities, commentaire, commentaires, remarque, remarques, remark, remarks, comment, comments, bemerkung, bemerkungen, notiz, notizen, anmerkung, anmerkungen, observation, observations, memo, commentaar, nota, nota's, recruiter notes, interne opmerkingen, candidate notes, internal notes, interne notities, toelichting, kommentar, kommentare, aantekening, aantekeningen, notes internes, opm, nb
            ~ description, feedback, bijzonderheden, additional info, extra info, bijkomende info
            """),
        (ImportField.LastContactAt, """
            last contact, last contact date, last contacted, last contacted at, last contacted on, date last contact, date last contacted, last activity, last activity date, last activity at, last activity time, last activity on, last interaction, last interaction at, last interaction date, last engagement, last engagement date, laatste contact, laatste contactdatum, datum laatste contact, laatst gecontacteerd, laatst gecontacteerd op, laatste activiteit, laatste interactie, laatste gesprek,
            dernier contact, date du dernier contact, date dernier contact, dernière activité, date de dernière activité, dernier échange, contacté le, dernière interaction, dernière prise de contact, date de dernière prise de contact, letzte kontaktaufnahme, letzter kontakt, letzte aktivität, datum letzter kontakt, letzter kontakt am, zuletzt kontaktiert, last touch, last touched, last reply, laatste contactname
            """),
    ];

    private static readonly Dictionary<string, (ImportField Field, int Rank)> Known = Load();

    /// <summary>The field of a column name, and its rank: 0 for a name proper to it, more for one that is taken where nothing better exists.</summary>
    public static bool TryFind(string compact, out (ImportField Field, int Rank) found) => Known.TryGetValue(compact, out found);

    private static Dictionary<string, (ImportField, int)> Load()
    {
        var known = new Dictionary<string, (ImportField, int)>(StringComparer.Ordinal);
        foreach (var (field, names) in Table)
        {
            var ranks = names.Split('~');
            for (var rank = 0; rank < ranks.Length; rank++)
            {
                foreach (var name in ranks[rank].Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    known.TryAdd(HeaderWords.Of(name).Compact, (field, rank));
                }
            }
        }

        return known;
    }
}
