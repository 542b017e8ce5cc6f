using ConsentRegistry.Core.Imports.Columns;

namespace ConsentRegistry.Tests.Imports.Columns;

public sealed class ColumnMappingTests
{
    [Theory]
    [InlineData("Workable", "Workable", "Name=fullName | Firstname=givenName | Lastname=familyName | Headline=jobTitle | Job title=vacancyReference | Stage=- | Email=email | Phone=phone | Address=- | Profile URL=profileUrl | Summary=- | Keywords=- | Tags=- | Source=- | Sourced by=- | Created at=- | Disqualified at=- | Disqualification reason=- | Education=- | Experience=- | Skills=skills | Social profiles=- | Cover letter=- | Resume URL=- | Answers=-")]
    [InlineData("Greenhouse", "Greenhouse", "Candidate ID=externalId | First Name=givenName | Last Name=familyName | Company=company | Title=jobTitle | Email Addresses=email | Phone Numbers=phone | Job=- | Job ID=vacancyReference | Status=- | Stage=- | Source=- | Recruiter=- | Coordinator=- | Application Date=appliedAt | Last Activity=lastContactAt | Tags=skills | Social Media Links=- | Rejection Reason=- | Disability Status=SENS | Race=SENS | Gender=- | Veteran Status=- | Prospect=-")]
    [InlineData("SmartRecruiters", "", "Candidate Id=externalId | First name=givenName | Last name=familyName | Email=email | Phone number=phone | Location=city | Current job title=jobTitle | Current company=company | Job title=- | Job ref number=vacancyReference | Application date=appliedAt | Status=- | Source=- | Recruiter=- | Recruiter email=- | Hiring manager=- | Consent status=- | Average rating=-")]
    [InlineData("Bullhorn", "Bullhorn", "ID=externalId | Name=fullName | First Name=givenName | Last Name=familyName | Email 1=email | Email 2=secondEmail | Mobile Phone=mobile | Home Phone=phone | Work Phone=- | Current Company=company | Occupation=jobTitle | City=city | Zip=postalCode | Country=country | Owner=- | Status=- | Date Added=- | Date Last Comment=- | Mass Mail Opt Out=optedOut | Primary Skills=skills | Birth Date=SENS | General Comments=notes")]
    [InlineData("Carerix", "", "Kandidaatnr=externalId | Voorletters=- | Roepnaam=givenName | Tussenvoegsel=- | Achternaam=familyName | E-mail=email | E-mail privé=secondEmail | Mobiel=mobile | Telefoon privé=phone | Straat=- | Huisnummer=- | Postcode=postalCode | Woonplaats=city | Land=country | Geboortedatum=SENS | Geslacht=- | Nationaliteit=SENS | Functie=jobTitle | Vacature=vacancyReference | Datum sollicitatie=appliedAt | Status=- | Mailing=marketingOptIn | Laatst gewijzigd=- | Consultant=-")]
    [InlineData("Jobat", "", "Datum=appliedAt | Vacature=- | Vacaturenummer=vacancyReference | Naam=familyName | Voornaam=givenName | E-mail=email | Telefoon=phone | Woonplaats=city | Postcode=postalCode | Geboorteplaats=SENS | Motivatie=- | CV=- | Status=- | Contactpersoon=- | E-mail contactpersoon=-")]
    [InlineData("Forem", "", "N° demandeur=externalId | Nom=familyName | Prénom=givenName | Date de naissance=SENS | Sexe=- | Adresse=- | Code postal=postalCode | Localité=city | Téléphone=phone | GSM=mobile | Adresse e-mail=email | Métier=jobTitle | Compétences=skills | Permis de conduire=- | Handicap reconnu=SENS | Conseiller=- | E-mail du conseiller=- | Date de candidature=appliedAt | Ne souhaite pas être contacté=optedOut | Remarques=notes")]
    [InlineData("Actiris", "", "Numéro de dossier=externalId | Nom de famille=familyName | Prénom=givenName | Langue=language | E-mail=email | Tél. fixe=phone | Tél. mobile=mobile | Commune=city | CP=postalCode | Profession recherchée=jobTitle | Offre=vacancyReference | Date d'inscription=- | Nationalité=SENS | Né(e) le=SENS | Refuse les e-mails=optedOut | Lettre de motivation=-")]
    [InlineData("StepStoneFR", "", "Référence=vacancyReference | Civilité=- | Prénom=givenName | Nom=familyName | Courriel=email | Téléphone portable=mobile | Ville=city | Pays=country | Poste actuel=jobTitle | Employeur actuel=company | Candidature reçue le=appliedAt | Lettre de motivation=- | Inscrit à la newsletter=marketingOptIn | Désinscrit le=optedOutAt | Statut=- | Recruteur=-")]
    [InlineData("StepStoneDE", "", "Bewerber-ID=externalId | Anrede=- | Vorname=givenName | Nachname=familyName | E-Mail-Adresse=email | Telefon=phone | Mobil=mobile | Straße=- | PLZ=postalCode | Ort=city | Land=country | Geburtsdatum=SENS | Staatsangehörigkeit=SENS | Schwerbehinderung=SENS | Stelle=vacancyReference | Bewerbungsdatum=appliedAt | Aktueller Arbeitgeber=company | Aktuelle Position=jobTitle | Kenntnisse=skills | Einwilligung Newsletter=marketingOptIn | Einwilligung am=marketingOptInAt | Widerspruch=optedOut | Bemerkung=notes | Ansprechpartner=- | E-Mail Ansprechpartner=- | Konfession=SENS")]
    [InlineData("Zoho", "Zoho Recruit", "Candidate Id=externalId | Salutation=- | First Name=givenName | Last Name=familyName | Email=email | Secondary Email=secondEmail | Phone=phone | Mobile=mobile | Website=- | Street=- | City=city | State=- | Zip Code=postalCode | Country=country | Experience in Years=- | Current Job Title=jobTitle | Current Employer=company | Skill Set=skills | Expected Salary=- | Candidate Status=- | Candidate Owner=- | Source=- | Email Opt Out=optedOut | Created Time=- | Modified Time=- | Last Activity Time=lastContactAt | LinkedIn=profileUrl | Twitter=- | Skype ID=- | Associated Tags=- | Additional Info=notes")]
    [InlineData("Salesforce", "Salesforce", "Contact ID=externalId | Salutation=- | First Name=givenName | Last Name=familyName | Account Name=company | Title=jobTitle | Phone=phone | Mobile=mobile | Fax=- | Email=email | Email Opt Out=optedOut | Do Not Call=- | Mailing Street=- | Mailing City=city | Mailing Zip/Postal Code=postalCode | Mailing Country=country | Contact Owner=- | Last Activity=lastContactAt | Description=notes | Birthdate=SENS | Assistant=- | Asst. Phone=- | Reports To=- | Lead Source=- | Home Phone=- | Other Phone=-")]
    [InlineData("Google", "Google Contacts", "First Name=givenName | Middle Name=- | Last Name=familyName | Phonetic First Name=- | Name Prefix=- | Nickname=- | File As=- | Organization Name=company | Organization Title=jobTitle | Organization Department=- | Birthday=SENS | Notes=notes | Photo=- | Labels=- | E-mail 1 - Label=- | E-mail 1 - Value=email | E-mail 2 - Label=- | E-mail 2 - Value=secondEmail | Phone 1 - Label=- | Phone 1 - Value=phone | Phone 2 - Value=mobile | Address 1 - City=city | Address 1 - Postal Code=postalCode | Address 1 - Country=country | Website 1 - Value=-")]
    [InlineData("Outlook", "Outlook", "Title=- | First Name=givenName | Middle Name=- | Last Name=familyName | Suffix=- | Company=company | Department=- | Job Title=jobTitle | Business Street=- | Business City=- | Business Postal Code=postalCode | Business Country/Region=country | Home City=city | Business Fax=- | Business Phone=phone | Home Phone=- | Mobile Phone=mobile | Other Phone=- | Anniversary=- | Assistant's Name=- | Assistant's Phone=- | Birthday=SENS | Categories=- | Company Main Phone=- | E-mail Address=email | E-mail Type=- | E-mail Display Name=- | E-mail 2 Address=secondEmail | Gender=- | Keywords=skills | Language=language | Location=- | Manager's Name=- | Notes=notes | Spouse=- | Web Page=-")]
    [InlineData("Brevo", "Brevo", "CONTACT ID=externalId | EMAIL=email | FIRSTNAME=givenName | LASTNAME=familyName | SMS=mobile | WHATSAPP=- | LANDLINE_NUMBER=phone | EXT_ID=- | JOB_TITLE=jobTitle | DOUBLE_OPT-IN=- | OPT_IN=marketingOptIn | ADDED_TIME=- | MODIFIED_TIME=- | EMAIL_BLOCKLISTED=optedOut")]
    [InlineData("MailchimpClean", "Mailchimp", "Email Address=email | First Name=givenName | Last Name=familyName | CLEAN_TIME=optedOutAt | CLEAN_CAMPAIGN_TITLE=- | CLEAN_CAMPAIGN_ID=- | LEID=- | EUID=externalId")]
    [InlineData("MailerLite", "", "Email=email | Name=fullName | Last name=familyName | Company=company | Country=country | City=city | Phone=phone | State=- | Z-I-P=postalCode | Sent=- | Opens=- | Clicks=- | Subscribed=marketingOptIn | Unsubscribed=optedOut | Opt-in date=marketingOptInAt | Signup IP=-")]
    [InlineData("Xing", "", "Vorname=givenName | Nachname=familyName | E-Mail (privat)=email | E-Mail (geschäftlich)=secondEmail | Telefon=phone | Mobil=mobile | Position=jobTitle | Firma=company | Ort=city | PLZ=postalCode | Land=country | Geburtstag=SENS | Profil-URL=profileUrl")]
    [InlineData("MonsterNL", "", "Naam kandidaat=fullName | E-mailadres=email | Tweede e-mailadres=secondEmail | Telefoon=phone | Telefoon (2)=mobile | Plaats=city | Postcode=postalCode | Gewenste functie=jobTitle | Huidige werkgever=company | Laatst bijgewerkt=- | Ervaring=- | CV (tekst)=- | Geloofsovertuiging=SENS | Gezondheid=SENS | Afgemeld=optedOut | Afgemeld op=optedOutAt | Opmerkingen recruiter=notes")]
    [InlineData("Client", "", "Bedrijf=company | Contactpersoon=fullName | E-mail=email | Telefoon=phone | Gemeente=city | BTW-nummer=- | Account manager=-")]
    [InlineData("Misc", "", "candidate.first_name=givenName | candidate.last_name=familyName | candidate.email=email | candidate.phone_number=phone | job.title=vacancyReference | application.created_at=appliedAt | gdpr_consent=- | marketing_consent=marketingOptIn | consent_expires_at=- | recruiter_name=- | raw_json=- | profile_link=profileUrl")]
    public void The_columns_of_an_export_are_told_by_their_names(string export, string site, string expected)
    {
        // Key=field; "-" is a dropped column, "SENS" one that is flagged as well.
        var header = expected.Split(" | ").Select(c => c[..c.LastIndexOf('=')].Replace(" (2)", "", StringComparison.Ordinal)).ToList();
        var mapping = ColumnMapping.Of(header, []);
        Assert.Equal(expected.Split(" | "), mapping.Columns.Select(c => $"{c.Key}={(c.IsSensitive ? "SENS" : c.Field?.Word() ?? "-")}"));
        Assert.True(site == (mapping.Site ?? ""), $"{export}: {mapping.Site}");
    }

    [Theory]
    [InlineData("Naam,E-mail", "fullName,email")]
    [InlineData("Naam,Voornaam,E-mail", "familyName,givenName,email")]
    [InlineData("Nom,Prénom,E-mail", "familyName,givenName,email")]
    [InlineData("Nom,E-mail", "fullName,email")]
    [InlineData("Contactpersoon,E-mail", "fullName,email")]
    [InlineData("Naam,Contactpersoon,E-mail", "fullName,,email")]
    [InlineData("Email,Email", "email,secondEmail")]
    [InlineData("Email,Email,Email", "email,secondEmail,")]
    [InlineData("Telefoon,Telefoon,Gsm", "phone,,mobile")]
    [InlineData("Gsm,Gsm", "mobile,")]
    [InlineData("Home Phone,Work Phone", "phone,")]
    [InlineData("Title,Job Title,Email", ",jobTitle,email")]
    [InlineData("Job title,Applied at,Email", "vacancyReference,appliedAt,email")]
    [InlineData("Job title,Company,Email", "jobTitle,company,email")]
    [InlineData("E-mail recruiter,E-mail", ",email")]
    public void A_header_is_read_beside_its_neighbours(string header, string fields) =>
        Assert.Equal(fields.Split(','), ColumnMapping.Of(header.Split(','), []).Columns.Select(c => c.Field?.Word() ?? ""));

    [Theory]
    [InlineData("Status", "subscribed,unsubscribed,,cleaned", ImportField.OptedOut)]
    [InlineData("Email marketing", "Enabled,Blocklisted", ImportField.OptedOut)]
    [InlineData("Status", "nieuw,afgewezen", null)]
    [InlineData("Status", "active,pending", null)]
    [InlineData("Unsubscribed", "2025-05-01 10:00,,01/02/2024", ImportField.OptedOutAt)]
    [InlineData("Unsubscribed", "1,0,", ImportField.OptedOut)]
    [InlineData("Refuse le mailing", "oui,non", ImportField.OptedOut)]
    [InlineData("Ne pas contacter le candidat", "oui,non", ImportField.OptedOut)]
    [InlineData("Désabonné le", "12/03/2025,,", ImportField.OptedOutAt)]
    [InlineData("Subscribed", "2025-05-01", ImportField.MarketingOptInAt)]
    [InlineData("Subscribed", "yes", ImportField.MarketingOptIn)]
    [InlineData("E-mailkanaal", "web,post", null)]
    public void Values_settle_what_a_header_leaves_open(string header, string values, ImportField? field) =>
        Assert.Equal(field, ColumnMapping.Of([header, "Email"], [.. values.Split(',').Select(v => new[] { v, "an@voorbeeld.example" })]).Columns[0].Field);

    [Fact]
    public void A_profile_decides_the_columns_that_it_names_but_never_a_sensitive_one()
    {
        var profile = new Dictionary<string, ImportField?> { ["Bron"] = ImportField.Notes, ["Telefoon"] = null, ["Nationaliteit"] = ImportField.Country, ["E-mail (2)"] = ImportField.Email };
        var mapping = ColumnMapping.Of(["Bron", "Telefoon", "Nationaliteit", "E-mail", "E-mail", "Opmerking"], [], profile);
        Assert.Equal(["notes", null, null, "secondEmail", "email", null], mapping.Columns.Select(c => c.Field?.Word()));
        Assert.Equal(["Nationaliteit"], mapping.SensitiveHeaders);
    }

    [Fact]
    public void Nameless_columns_at_the_end_are_no_columns() =>
        Assert.Equal(["E-mail", "", "Gsm"], ColumnMapping.Of(["E-mail", "", "Gsm", " ", ""], []).Columns.Select(c => c.Key));
}
