using System.Collections.Frozen;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>What a column name tells by some of its words, where the whole of it is not in the vocabulary.</summary>
internal static class HeaderPatterns
{
    /// <summary>Words that only say whose data these are; without them the rest may be known.</summary>
    public static readonly FrozenSet<string> OwnWords = Words("""
        candidate candidates kandidaat kandidaten candidat candidats candidate's bewerber bewerbers bewerberin applicant applicants sollicitant person persoon personne lead subscriber member contact s
        mailing home primary primaire principal principale current huidige huidig actuel actuelle aktuelle the de du des la le l d van het der die das your uw votre ihre mon mijn own custom field value 1 kandidat
        """);

    /// <summary>People other than the one that the row is about, and colleagues of ours.</summary>
    public static readonly FrozenSet<string> OtherPeople = Words("""
        recruiter recruiters recruteur recruteurs recruteuse rekruteerder owner owners eigenaar proprietaire besitzer inhaber manager managers consultant consulent consulente conseiller conseillere bemiddelaar begeleider ansprechpartner
        coordinator sourcer beheerder verantwoordelijke responsable gestionnaire bearbeiter sachbearbeiter interviewer interviewers assistant assistants asst spouse partner referee referees referent referrer referred referral
        emergency emergencies noodcontact noodnummer nood noodgeval noodgevallen ice urgence notfall notfallkontakt notfallnummer kin guardian voogd tuteur echtgenoot echtgenote conjoint children parent supervisor superviseur superieur vorgesetzter vorgesetzte vorgesetzten leidinggevende chef boss agent user gebruiker utilisateur benutzer author auteur verfasser sender afzender expediteur cooptant tipgever creator assignee assigned toegewezen
        team followers poster client klant kunde customer reporter credited sourced imported uploaded collega collegue kollege coach jobcoach mentor betreuer vermittler hr rh personalreferent
        """);

    public static readonly FrozenSet<string> Dates = Words("date datum at on op le am time since sinds depuis seit heure zeit uhrzeit tijd tijdstip timestamp dt moment jour dag tag horodatage zeitpunkt sinds van du vom");

    private static readonly string[] OtherPeopleStems =
        ["contactpersoon", "personnedecontact", "contactperson", "ansprechpartner", "kontaktperson", "addedby", "createdby", "modifiedby", "updatedby", "toegevoegddoor", "aangemaaktdoor", "gewijzigddoor", "ajoutepar", "creepar", "modifiepar", "erstelltvon", "hinzugefugtvon", "reportsto", "whogetscredit", "recommande", "aanbrenger", "doorverwezen", "accountmanager", "lineman", "naamreferentie", "referentienaam"];

    private static readonly string[] ContactStems = ["mail", "courriel", "phone", "telef", "gsm", "mobil", "mobiel", "handy", "portable", "contact", "kontakt", "person"];
    private static readonly FrozenSet<string> RefereeWords = Words("tel name naam nom");

    private static readonly string[] PrivacyStems =
        ["gdpr", "avgtoest", "toestemmingavg", "rgpd", "dsgvo", "privacy", "verwerk", "traitement", "processing", "datenschutz", "retention", "bewaar", "conservation", "talentpool", "datapermission", "valable", "terms", "voorwaarden", "cookie", "photo", "requested", "requestsent", "track"];

    private static readonly string[] EndStems = ["until", "jusqu", "expir", "verval", "verloop", "ablauf", "geldigtot", "gultigbis", "einddatum", "enddatum"];
    private static readonly FrozenSet<string> EndWords = Words("end einde eind ende fin till");

    private static readonly string[] TypeStems = ["telefoontype", "telefoonsoort", "telefontyp", "phonetype", "mailtype"];

    private static readonly Phrase[] Everything = WordLists.Phrases("header: refusal of everything");
    private static readonly Phrase[] OneThing = WordLists.Phrases("header: refusal of one thing");
    private static readonly Phrase[] RefusalDetails = WordLists.Phrases("header: details of a refusal");

    private static readonly string[] DroppedStems =
        ["cover", "motivat", "anschreiben", "bewerbungsschreiben", "json", "resume", "curriculum", "lebenslauf", "answer", "antwoord", "reponse", "screening", "question", "vragen", "payload", "attachment", "bijlage", "anlage", "piecejointe", "photo", "foto", "avatar", "fax", "facebook", "twitter", "instagram", "skype", "github", "driver", "rijbewijs", "permisdeconduire", "fuhrerschein", "salar", "gehalt", "password"];

    private static readonly FrozenSet<string> DroppedWords = Words("cv letter letters lettre lettres brief loon message messages bericht berichten nachricht nachrichten raw html body bio summary samenvatting resume about");

    private static readonly FrozenSet<string> LetterWords = Words("cv letter letters lettre lettres brief raw html body bio");

    private static readonly FrozenSet<string> NotTheAddress = Words("""
        status statut type typ soort label domain domein domaine display name naam opt sent open opens opened click clicks clicked bounce bounced count last laatste dernier template subject verified confirmed source bron list permission permissions preference preferences
        frequency valid validity hash md5 sha256 format consent marketing newsletter campaign campaigns delivered replied reply quality score ext extension country code pays company bedrijf entreprise screen interview call calls assistant pager radio car
        isdn telex telegraph callback tty job vacancy vacature mailing mailings mailed emailed gemaild gemailed mailen geopend gelezen geklikt verzonden verstuurd ouvert ouverts envoye envoyes gesendet geoffnet street state straat rue strasse
        """);

    private static readonly FrozenSet<string> MobileWords = Words("mobile mobiel mobiele mobil gsm cell cellular portable handy smartphone mobiltelefon");
    private static readonly FrozenSet<string> SecondWords = Words("2 3 second secondary secondaire secundair secundaire tweede deuxieme zweite alternate alternative alternatief alternatif other ander andere autre autres weitere extra additional backup reserve");
    private static readonly FrozenSet<string> OptInDetails = Words("ip source bron campaign id by door par von status link url method channel count category owner level score cost double");
    private static readonly FrozenSet<string> Wording = Words("text tekst texte wording verklaring statement formulering libelle wortlaut einwilligungstext toestemmingstekst formulation declaration version");
    private static readonly string[] WordingStems = ["toestemmingstekst", "einwilligungstext", "toestemmingsverklaring", "optintext", "optintekst", "consenttext", "einwilligungserklarung"];
    private static readonly string[] DateStems = ["datum", "date", "zeitpunkt", "tijdstip", "timestamp", "cleantime"];

    public static bool IsOtherPerson(HeaderWords words) => words.HasAny(OtherPeople) || words.ContainsAny(OtherPeopleStems) || IsReferee(words);

    /// <summary>The field that some of the words tell; null when they tell none. It stands behind every name of the vocabulary.</summary>
    public static ImportField? Guess(HeaderWords words, HeaderReading? reading) =>
        reading is { Kind: StatementKind.Leave } && !IsWording(words) ? GuessOptIn(words, reading)
        : words.ContainsAny(DroppedStems) || words.HasAny(DroppedWords) ? null
        : IsWording(words) && HeaderReading.IsAboutConsent(words) ? ImportField.OptInWording
        : reading is not null || HeaderReading.IsAboutConsent(words) ? null
        : GuessContact(words) ?? GuessName(words) ?? GuessReference(words);

    /// <summary>The field of a column that names a refusal; null for one that only tells more of it, such as the reason. What stands in it counts all the same.</summary>
    public static ImportField? OfRefusal(HeaderWords words) =>
        Array.Exists(RefusalDetails, phrase => phrase.IndexIn(words.Tokens) >= 0) ? null : IsDate(words) ? ImportField.OptedOutAt : ImportField.OptedOut;

    /// <summary>How much an opt-out column says: 0 for one that names everything, 2 for one that names a single thing.</summary>
    public static int NarrownessOfOptOut(HeaderWords words) =>
        Array.Exists(Everything, phrase => phrase.IndexIn(words.Tokens) >= 0) ? 0 : Array.Exists(OneThing, phrase => phrase.IndexIn(words.Tokens) >= 0) ? 2 : 1;

    public static FrozenSet<string> Words(string list) =>
        list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Letters, CVs and raw data, which are dropped unread (P-18…22).</summary>
    public static bool IsLetter(HeaderWords words) => words.ContainsAny(DroppedStems) || words.HasAny(LetterWords);

    private static bool IsWording(HeaderWords words) => words.HasAny(Wording) || words.ContainsAny(WordingStems);

    /// <summary>"Referentie" alone numbers a vacancy; beside a name, a number or a mailbox it is somebody who speaks for the candidate.</summary>
    private static bool IsReferee(HeaderWords words) =>
        words.Tokens.Any(token => token.StartsWith("referen", StringComparison.Ordinal)) && (words.ContainsAny(ContactStems) || words.HasAny(RefereeWords));

    /// <summary>The day on which a consent ends says neither that it was given nor when.</summary>
    private static bool IsEnd(HeaderWords words) => words.HasAny(EndWords) || words.ContainsAny(EndStems) || words.Tokens[^1] is "tot" or "bis";

    private static ImportField? GuessOptIn(HeaderWords words, HeaderReading reading)
    {
        var toMarketing = words.ContainsAny(["marketing", "newsletter", "nieuwsbrief", "infolettre", "optin"]);
        var isOfOtherChannel = reading.Channels.Count > 0 && !reading.Channels.Contains(Vocabulary.Channel.Email);
        return isOfOtherChannel || words.HasAny(OptInDetails) || words.ContainsAny(["status", "statut"]) || IsEnd(words) || (words.ContainsAny(PrivacyStems) && !toMarketing) ? null
            : IsDate(words) ? ImportField.MarketingOptInAt
            : ImportField.MarketingOptIn;
    }

    private static ImportField? GuessContact(HeaderWords words)
    {
        if (words.HasAny(NotTheAddress) || words.ContainsAny(["voorkeur", "prefer", "mailing", "mailchimp"]) || words.ContainsAny(TypeStems))
        {
            return null;
        }

        var second = words.HasAny(SecondWords);
        if (words.ContainsAny(["mail", "courriel"]))
        {
            return second ? ImportField.SecondEmail : ImportField.Email;
        }

        return words.HasAny(MobileWords) || words.ContainsAny(["gsm", "mobiel", "mobiltel", "handynummer"]) ? ImportField.Mobile
            : words.ContainsAny(["phone", "telefo", "rufnummer", "telnr"]) || words.Tokens.Contains("tel") ? (second ? ImportField.Mobile : ImportField.Phone)
            : null;
    }

    private static ImportField? GuessName(HeaderWords words)
    {
        var c = words.Compact;
        return words.ContainsAny(["phonetic", "yomi", "maiden", "meisjesnaam", "jeunefille", "nickname", "prefix", "suffix", "middle", "initial", "file", "username", "school", "stage"]) ? null
            : words.ContainsAny(["voornaam", "prenom", "vorname", "firstname", "givenname"]) ? ImportField.GivenName
            : words.ContainsAny(["achternaam", "familienaam", "nomdefamille", "nachname", "familienname", "lastname", "surname", "familyname"]) ? ImportField.FamilyName
            : words.ContainsAny(["postcode", "codepostal", "postleitzahl", "zipcode", "postalcode"]) ? ImportField.PostalCode
            : words.ContainsAny(["vaardighe", "competenti", "competence", "kenntnis", "skills"]) && !words.ContainsAny(["taal", "langue", "sprach", "language"]) ? ImportField.Skills
            : words.ContainsAny(["woonplaats", "wohnort", "gemeente"]) ? ImportField.City
            : c.Contains("linkedin", StringComparison.Ordinal) ? ImportField.ProfileUrl
            : words.ContainsAny(["opmerking", "commentaire", "remarque", "bemerkung", "comments", "notitie"]) ? ImportField.Notes
            : words.ContainsAny(["werkgever", "employeur", "arbeitgeber"]) && words.Tokens.Count < 3 ? ImportField.Company
            : null;
    }

    private static ImportField? GuessReference(HeaderWords words)
    {
        if (words.ContainsAny(["laatstecontact", "derniercontact", "lastcontact", "letzterkontakt", "lastactivity", "laatsteactiviteit", "derniereactivite"]))
        {
            return ImportField.LastContactAt;
        }

        if (IsDate(words) && words.ContainsAny(["sollicit", "candidature", "postul", "bewerb", "applied", "application"]))
        {
            return words.ContainsAny(["updat", "modif", "wijzig", "clos", "reject", "status", "stage"]) ? null : ImportField.AppliedAt;
        }

        if (words.ContainsAny(["locat", "lieu", "type", "status", "statut", "department", "afdeling", "owner", "function", "categor", "url", "link", "board"]))
        {
            return null;
        }

        return words.ContainsAny(["vacature", "vacancy", "requisition", "stellenanz", "jobref", "jobid", "jobcode"]) || words.ContainsAny(["referenceoffre", "refoffre", "referenceannonce"]) ? ImportField.VacancyReference
            : words.ContainsAny(["kandidaatn", "kandidaatid", "candidateid", "candidatenumber", "idcandidat", "numerocandidat", "bewerbernr", "bewerberid"]) ? ImportField.ExternalId
            : null;
    }

    public static bool IsDate(HeaderWords words) => words.HasAny(Dates) || words.ContainsAny(DateStems);
}
