using ConsentRegistry.Core.Imports.Columns;

namespace ConsentRegistry.Tests.Imports.Columns;

/// <summary>What a column name tells when it stands alone; names are parted by " | ".</summary>
public sealed class HeaderNamesTests
{
    [Theory]
    [InlineData(ImportField.AppliedAt, "Reactiedatum | Datum reactie | Date de réaction | Datum kandidatuur | Kandidatuur ontvangen op | Eingang | Eingangsdatum | Aanmelddatum | Inschrijfdatum | Timestamp | Tijdstempel | Horodateur | Zeitstempel | Submit Date (UTC)")]
    [InlineData(ImportField.JobTitle, "Huidige job | Current job | Job actuel | Positie | Jobbezeichnung")]
    [InlineData(ImportField.Language, "Correspondence language | Voertaal | Language preference | LANG | Sprache der Kommunikation")]
    [InlineData(ImportField.FullName, "Wat is je naam? | Quel est votre nom ? | What is your name?")]
    [InlineData(ImportField.FamilyName, "Geslachtsnaam | Nom patronymique | Achtern. | last | Wat is je familienaam?")]
    [InlineData(ImportField.GivenName, "Voorn. | first | Quel est votre prénom ?")]
    [InlineData(ImportField.LastContactAt, "Dernière prise de contact | Letzte Kontaktaufnahme")]
    [InlineData(ImportField.ExternalId, "N° VDAB | ID de fiche d'informations")]
    [InlineData(ImportField.VacancyReference, "Job Req ID | Posting ID | Stellenausschreibung")]
    [InlineData(ImportField.Notes, "Aantekeningen | Bijzonderheden | Notes internes | Opm | Opm. | NB")]
    [InlineData(ImportField.City, "Place of residence | Address - City | CITY_NAME")]
    [InlineData(ImportField.PostalCode, "Postnr | Postnr.")]
    [InlineData(ImportField.Country, "Country/Territory | Landnaam | Land (Wohnsitz)")]
    [InlineData(ImportField.Email, "Adresse de messagerie | Elektronisch adres | Op welk e-mailadres mogen we je contacteren? | À quelle adresse mail pouvons-nous vous écrire ?")]
    [InlineData(ImportField.SecondEmail, "Reserve e-mail")]
    [InlineData(ImportField.Mobile, "Op welk gsm-nummer mogen we je bellen? | WhatsApp nummer")]
    [InlineData(ImportField.MarketingOptIn, "Mogen we je mails sturen over nieuwe projecten? | Mag gemaild worden | Accepte les e-mails | May we email you about new projects? | Wil je e-mails ontvangen? | Dürfen wir Ihnen E-Mails senden?")]
    [InlineData(ImportField.OptedOut, "Mag niet gemaild worden | DNC | Ne pas contacter | N'accepte pas les e-mails | Wil je geen mails ontvangen? | Darf nicht gemailt werden | Unsubscribed from all email")]
    public void The_names_of_a_field_are_known(ImportField field, string headers) => Assert.Equal(
        headers.Split(" | ").Select(header => $"{header}={field.Word()}"), headers.Split(" | ").Select(header => $"{header}={FieldOf(header)}"));

    [Theory]
    [InlineData("Reference email | Reference phone | Referentie e-mail | E-mail referent | Email de référence | Referenz E-Mail | Reference 1 - Name | Contact d'urgence | Téléphone contact d'urgence | Emergency contact | Emergency phone | Noodcontact | Gsm bij noodgeval | Manager email | E-mail leidinggevende | Referral email | E-mail vorgesetzter")]
    [InlineData("Telefoontype | Phone type | Type de téléphone | Soort telefoon | Telefontyp | E-mailtype | E-mail geopend")]
    [InlineData("Mag gebeld worden | May we phone you? | Kunnen we je op je gsm bellen?")]
    [InlineData("Statut marketing du contact | Marketingstatus | Statut e-mail")]
    [InlineData("Toestemming tot | Marketing consent until | Consent valid until | Consentement jusqu'au | Einwilligung gültig bis | Consent end date | Fin du consentement marketing")]
    [InlineData("Ingeschreven op | Inscrit le")]
    public void Columns_of_others_and_columns_that_only_sound_alike_are_dropped(string headers) =>
        Assert.All(headers.Split(" | "), header => Assert.True(FieldOf(header) == "", $"{header}: {FieldOf(header)}"));

    [Theory]
    [InlineData("Croyance | Arbeidsongeschikt | Rolstoelgebruiker | Wheelchair user | Nat. | Zwangerschap | Grossesse | Etnische afkomst | Origine ethnique | Politieke voorkeur")]
    public void Columns_on_what_the_law_protects_are_flagged(string headers) => Assert.All(headers.Split(" | "), header =>
    {
        var column = ColumnMapping.Of(["E-mail", header], []).Columns[1];
        Assert.True(column is { IsSensitive: true, Field: null }, header);
    });

    [Theory]
    [InlineData("Headline,Current Title", ",jobTitle")]
    [InlineData("Current Title,Headline", "jobTitle,")]
    [InlineData("Job title,Functie", "vacancyReference,jobTitle")]
    [InlineData("Candidate phone,Phone", ",phone")]
    [InlineData("Opted out of email: Newsletter,Unsubscribed from all email", ",optedOut")]
    [InlineData("Do Not Call,Email Opt Out", ",optedOut")]
    [InlineData("Désinscrit de la newsletter,Désabonné de tous les e-mails", ",optedOut")]
    [InlineData("Nieuwsbrief,Ingeschreven op", "marketingOptIn,marketingOptInAt")]
    [InlineData("Ingeschreven op,Uitgeschreven op", "marketingOptInAt,optedOutAt")]
    public void The_name_that_says_more_gets_the_field_wherever_it_stands(string header, string fields) =>
        Assert.Equal(fields.Split(','), ColumnMapping.Of(header.Split(','), []).Columns.Select(column => column.Field?.Word() ?? ""));

    [Theory]
    [InlineData("E-mail;E-mail;E-mail (2);Naam", "E-mail;E-mail (3);E-mail (2);Naam", "email;;secondEmail;fullName")]
    [InlineData("E-mail (2);E-mail;E-mail", "E-mail (2);E-mail;E-mail (3)", "secondEmail;email;")]
    [InlineData("Gsm;Gsm;Gsm", "Gsm;Gsm (2);Gsm (3)", "mobile;;")]
    public void No_two_columns_have_the_same_key(string header, string keys, string fields)
    {
        var mapping = ColumnMapping.Of(header.Split(';'), []);
        Assert.Equal(keys.Split(';'), mapping.Columns.Select(column => column.Key));
        Assert.Equal(fields.Split(';'), mapping.Columns.Select(column => column.Field?.Word() ?? ""));
    }

    private static string FieldOf(string header) => ColumnMapping.Of([header], []).Columns[0].Field?.Word() ?? "";
}
