using System.Text;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Imports;

namespace ConsentRegistry.Tests.Field;

/// <summary>The words in which files refuse, by kind (RULES 8), as many spellings as people have; and what only sounds like one of them.</summary>
public sealed class RefusalWordsTests
{
    private const string RefusalHeaders = """
        Unsubscribed from all email
        Opted out of email: Marketing Information
        HasOptedOutOfEmail
        UNSUB_TIME
        newsletterUnsubscribed
        NEWSLETTER_OPT_OUT
        optOutUser
        Client opt out
        Team unsubscribe
        Recruiter marked do not contact
        Account manager blocked
        Email blacklisted
        smsBlacklisted
        Black list
        Do not allow Bulk Emails
        donotpostalmail
        DoNotEMail
        Do not approach
        Don’t email
        DNC flag
        DND
        never_mail
        No texts
        No WhatsApp
        Suppression reason
        Excluded from campaigns
        Removed from mailing list
        Consent withdrawn at
        ConsentRevokedAt
        Consent rescinded
        Consent not given
        Not opted in
        Permission withdrawn
        Marketing suspended
        Newsletter paused
        Marketing rejected
        Right to object exercised
        Erasure requested
        Individual: Don't Market
        Individual: Don't Process
        Forget this Individual
        Processing restricted
        Right to erasure
        GDPR delete
        Te verwijderen
        Verwerking beperkt
        Traitement limité
        Droit à l'effacement
        Recht auf Löschung
        Unsuscribed
        Date désinscription
        DÉSINSCRIT
        Désinscrit(e) le
        Désabonnement SMS
        Désabo
        Refus e-mailing
        Refus tel
        Refuse communications
        Refuse d'être contacté
        Interdiction de contact
        Démarchage interdit
        STOP_SMS
        Stop pub
        Ne plus contacter
        Ne veut pas de mail
        Plus de newsletter
        Pas d'e-mailing
        Aucune sollicitation
        Aucune communication
        Blocage mailing
        Liste d'exclusion
        Retrait du consentement
        Consentement non donné
        Consentement supprimé
        Radiation newsletter
        Retiré de la liste
        Inscrit sur Bloctel
        Opposition à la prospection
        Uitgeschreven op
        Uitschrijfdatum
        Uitgeschr.
        Uitgeschreven door recruiter
        Afmelding nieuwsbrief
        NIET_MAILEN
        nietBellen
        Niet in mailing opnemen
        Kandidaat wil niet gecontacteerd worden door klant
        Geen mailings
        Geen whatsapp
        Wenst geen contact
        Mailblokkade
        Mailstop
        Nieuwsbriefstop
        Nieuwsbriefopzegging
        Mailweigering
        Reclameverbod
        Weigert nieuwsbrief
        Verwijderd uit mailinglijst
        Toestemmingsintrekking
        Toestemming ingetrokken op
        Toestemming niet gegeven
        Bel-me-niet
        Bezwaar direct marketing
        Abgemeldet am
        Newsletterabmeldung
        Newsletterabbestellung
        Newsletterstopp
        Austragungsdatum
        Aus Verteiler entfernt
        Werbesperre
        Werbesperrvermerk
        Werbewiderspruch
        Werbeverweigerung
        Werbeverzicht
        Werbeausschluss
        Werbung abgelehnt
        Kontaktsperre
        Telefonsperre
        Anrufverbot
        Keine Werbung
        Nicht anrufen
        Darf nicht kontaktiert werden
        Kein Kontakt gewünscht
        Einwilligungswiderruf
        Einwilligung nicht erteilt
        Löschung verlangt
        """;

    /// <summary>Names with a word of refusal in them that refuse nothing, each with a cell that would be a no.</summary>
    private const string NoRefusalHeaders = """
        Mailing City = No
        Mailing Street = No
        Unsubscribe link = https://www.voorbeeld.example/u/1
        Lien de désinscription = https://www.voorbeeld.example/u/1
        Uitschrijflink = https://www.voorbeeld.example/u/1
        Abmeldelink = https://www.voorbeeld.example/u/1
        No de téléphone = 02 555 12 12
        No Tel = 02 555 12 12
        Motif de refus = trop cher
        Raison du refus = salaire
        Refusé le = 2024-03-01
        Lettre de refus envoyée = oui
        Refusal letter = yes
        Rejection email sent = yes
        Rejected at = 2024-03-01
        Reden afwijzing = te duur
        Bewerbungskanal = Post
        Bewerbungsstatus = abgelehnt
        Bewerbung abgelehnt = ja
        Erwerbsstatus = aktiv
        VAT excluded = 1200
        Salary excluded = yes
        Number of emails sent = 3
        Aantal mails = 3
        Nombre de mails = 3
        No of calls = 2
        Contract opgezegd = ja
        Cancellation date = 2024-03-01
        Withdrawn from process = yes
        Geen ervaring = ja
        Sans permis = oui
        Niet-EU burger = ja
        Not available before = 2024-03-01
        Non-compete = yes
        Work permission = no
        Autorisation de travail = non
        Marketing experience = no
        Complaints handling experience = yes
        Klachtenbehandeling = ja
        Exclusive candidate = yes
        Application status = Rejected
        Stage = Withdrawn
        Sollicitatiestatus = Afgewezen
        Statut candidature = Refusé
        Consent expires = 2024-03-01
        Consent given by = No
        Toestemming genoteerd door = Nee
        """;

    private const string LeaveHeaders = """
        Consent
        GDPR consent
        SMS consent
        Can contact
        May we contact you?
        May we contact you by e-mail?
        May we call you by phone
        Emailable
        Subscriber
        Accepts Email Marketing
        Email permission
        Permission status
        subscribed_to_newsletter
        Bulk Email
        Mag gemaild worden
        Contact gewenst
        Mailing gewenst
        Wil nieuwsbrief ontvangen
        Toestemming marketing
        Bellen toegestaan
        Communication autorisée
        Accepte de recevoir des offres
        Contact par mail autorisé
        Souhaite recevoir la newsletter
        J'accepte d'être contacté
        Abonnement newsletter
        Kontakt erwünscht
        Darf angeschrieben werden
        Kontaktaufnahme per Telefon erlaubt
        Einwilligung Werbung
        Werbung erlaubt
        """;

    private const string PlainNegatives = "no;No.;NO!;nee;neen;non;nein;false;FALSE;Faux;onwaar;falsch;0;0.0;n;N;f;off;-;–;—;none;null;NULL;n/a;nvt;(blank);'0;0000-00-00;0000-00-00 00:00:00;1970-01-01;1970-01-01T00:00:00Z;"
        + "01/01/1970 00:00;1/1/1900;1/0/1900;1900-01-01;1899-12-30;0001-01-01 00:00:00;1753-01-01 00:00:00;not unsubscribed;Subscribed;opted in;allowed;ingeschreven;abonné;angemeldet";

    private const string Refusals = "yes;Yes - all;ja;oui;J;-1;T;t;true;1;1.0;x;✓;✔;☑;List A, List B;zzz;unknown;nog niet;active;?;by phone;32/13/2024;Mar-24";

    public static TheoryData<string> Refusing => [.. FieldFiles.Lines(RefusalHeaders)];

    public static TheoryData<string> NotRefusing => [.. FieldFiles.Lines(NoRefusalHeaders)];

    public static TheoryData<string> Asking => [.. FieldFiles.Lines(LeaveHeaders)];

    // W-1: whatever stands below such a name is a no, in every way to write the name.
    [Theory]
    [MemberData(nameof(Refusing))]
    public void A_name_of_refusal_makes_a_filled_cell_a_no_and_a_plain_negative_nothing(string header)
    {
        foreach (var spelled in (string[])[header, header.ToUpperInvariant(), header.Replace(' ', '_'), header.Replace(' ', '-'), $"{header}?", $" {header} "])
        {
            Assert.Equal((spelled, "no no nothing nothing"), (spelled, string.Join(' ', FieldFiles.Said(spelled, "yes", "zzz", "no", ""))));
        }
    }

    [Theory]
    [MemberData(nameof(NotRefusing))]
    public void A_name_that_only_sounds_like_a_refusal_refuses_nothing(string line)
    {
        var (header, cell) = (line.Split(" = ")[0], line.Split(" = ")[1]);
        Assert.Equal("nothing", FieldFiles.Said(header, cell)[0]);
    }

    // W-2: a plain no is a no, a plain yes refuses nothing, what is not understood is a doubt.
    [Theory]
    [MemberData(nameof(Asking))]
    public void A_name_that_asks_for_leave_takes_a_no_for_a_no_and_a_riddle_for_a_doubt(string header) =>
        Assert.Equal("nothing no no no no doubt doubt nothing", string.Join(' ', FieldFiles.Said(header, "yes", "no", "0", "unsubscribed", "withdrawn", "zzz", "-", "")));

    [Fact]
    public void Below_a_name_of_refusal_only_plain_negatives_refuse_nothing()
    {
        var negatives = PlainNegatives.Split(';');
        var read = FieldFiles.Read("Uitgeschreven", negatives);
        Assert.Equal([], read.Rows.Zip(negatives).Where(each => !each.First.Statements.IsNothing).Select(each => each.Second));
        var refusals = Refusals.Split(';');
        Assert.Equal([], FieldFiles.Said("Uitgeschreven", refusals).Zip(refusals).Where(each => each.First != "no").Select(each => each.Second));
    }

    // W-1 and W-8: a date in any form is a no of that day, one that cannot be read a no of the day of the import.
    [Theory]
    [InlineData("2024-03-25")]
    [InlineData("2024-03-25 10:15:00")]
    [InlineData("2024-03-25T10:15:00.123Z")]
    [InlineData("25/03/2024")]
    [InlineData("25-3-24")]
    [InlineData("25.03.2024 10:15")]
    [InlineData("3/25/2024")]
    [InlineData("03/25/2024 10:15 AM")]
    [InlineData("25 Mar 2024")]
    [InlineData("25 maart 2024")]
    [InlineData("25 mars 2024")]
    [InlineData("25. März 2024")]
    [InlineData("Mar 25, 2024")]
    [InlineData("Mon, 25 Mar 2024 10:00:00 +0100")]
    [InlineData("20240325")]
    [InlineData("20240325101500")]
    [InlineData("1711360800")]
    [InlineData("1711360800000")]
    public void A_date_is_a_no_of_its_day(string cell)
    {
        Assert.Equal(new DateOnly(2024, 3, 25), Assert.Single(FieldFiles.Read("Unsubscribed at", cell).Rows[0].Statements.Refusals).On);
        Assert.Null(Assert.Single(FieldFiles.Read("Unsubscribed at", "31/31/2024").Rows[0].Statements.Refusals).On);
    }

    [Theory]
    [InlineData("1970-01-01", "nothing")]
    [InlineData("1970-01-02", "no")]
    [InlineData("1900-01-01 00:00", "nothing")]
    [InlineData("1900-01-02 00:00", "no")]
    [InlineData("0000-00-00 00:00:00", "nothing")]
    [InlineData("0001-01-01T00:00:00", "nothing")]
    [InlineData("2001-01-01T00:00:00", "no")]
    public void A_null_date_is_no_day_of_a_refusal(string cell, string said) => Assert.Equal(said, Assert.Single(FieldFiles.Said("Unsubscribed at", cell)));

    // W-4.
    [Theory]
    [InlineData("SMS opt out", "Sms")]
    [InlineData("smsBlacklisted", "Sms")]
    [InlineData("Refuse sms", "Sms")]
    [InlineData("Geen whatsapp", "Sms")]
    [InlineData("Do Not Call", "Phone")]
    [InlineData("donotphone", "Phone")]
    [InlineData("Niet bellen", "Phone")]
    [InlineData("Ne plus appeler", "Phone")]
    [InlineData("Keine Anrufe", "Phone")]
    [InlineData("Telefonsperre", "Phone")]
    [InlineData("HasOptedOutOfEmail", "Email")]
    [InlineData("Niet mailen", "Email")]
    [InlineData("Refus courriel", "Email")]
    [InlineData("Mailsperre", "Email")]
    [InlineData("Opt-out courrier", "Post")]
    [InlineData("Geen post", "Post")]
    [InlineData("Robinsonliste", "Post")]
    [InlineData("Do not mail", "Email Post")]
    [InlineData("donotpostalmail", "Email Post")]
    [InlineData("Do not call or text", "Phone Sms")]
    [InlineData("Opt out", "")]
    [InlineData("Newsletter unsubscribed", "")]
    public void A_channel_in_the_name_narrows_the_no(string header, string channels) =>
        Assert.Equal(channels, string.Join(' ', FieldFiles.Read(header, "yes").Rows[0].Statements.Refusals.Select(refusal => refusal.Channel).OfType<Channel>().Order()));

    // Dynamics writes what is allowed where other tools write yes and no.
    [Theory]
    [InlineData("Do not allow Phone Calls", Channel.Phone)]
    [InlineData("Phone", Channel.Phone)]
    [InlineData("Bulk Email", Channel.Email)]
    [InlineData("Email", Channel.Email)]
    [InlineData("Follow Email", Channel.Email)]
    [InlineData("Send Marketing Materials", null)]
    [InlineData("Preferences", null)]
    public void Allow_and_do_not_allow_are_heard_for_the_channel_that_is_named(string header, Channel? channel)
    {
        var read = FieldFiles.Read(header, "Allow", "Do Not Allow");
        Assert.True(read.Rows[0].Statements.Refusals.Count + read.Rows[0].Statements.Doubts.Count == 0);
        Assert.Equal(channel, Assert.Single(read.Rows[1].Statements.Refusals).Channel);
    }

    // W-3: one word of refusal anywhere in the file, be it in the last row.
    [Theory]
    [InlineData("Status", "Active", "unsubscribed")]
    [InlineData("Statut", "Actif", "Désabonné")]
    [InlineData("Toestand", "Actief", "Uitgeschreven")]
    [InlineData("Zustand", "Aktiv", "Abgemeldet")]
    [InlineData("", "Active", "opted_out")]
    [InlineData("Groep", "Actief", "NIET CONTACTEREN")]
    [InlineData("Contact preference", "valid", "do-not-contact")]
    public void The_last_word_of_a_list_of_words_makes_it_one_of_status(string header, string stays, string refuses)
    {
        List<string> cells = [.. Enumerable.Repeat(stays, 60), "VIP", .. Enumerable.Repeat(stays, 60), refuses];
        var said = FieldFiles.Said(header, cells);
        Assert.Equal(("nothing", "doubt", "no"), (said[0], said[60], said[^1]));
        Assert.DoesNotContain("doubt", FieldFiles.Said(header, cells[..^1]));
    }

    [Theory]
    [InlineData("bounced", "dead")]
    [InlineData("Hard bounce", "dead")]
    [InlineData("cleaned", "dead")]
    [InlineData("Invalid", "dead")]
    [InlineData("onbestelbaar", "dead")]
    [InlineData("NPAI", "dead")]
    [InlineData("complained", "complaint")]
    [InlineData("Spam", "complaint")]
    [InlineData("junk", "complaint")]
    [InlineData("klacht", "complaint")]
    [InlineData("Plainte", "complaint")]
    [InlineData("Beschwerde", "complaint")]
    [InlineData("Archived", "doubt")]
    [InlineData("Deleted", "doubt")]
    [InlineData("subscribed", "nothing")]
    [InlineData("unconfirmed", "nothing")]
    public void In_a_column_of_status_each_word_is_judged_by_itself(string cell, string said) => Assert.Equal(said, FieldFiles.Said("Status", "unsubscribed", cell)[1]);

    [Theory]
    [InlineData("Spam complaint", "complaint")]
    [InlineData("complained_at", "complaint")]
    [InlineData("Klacht ontvangen", "complaint")]
    [InlineData("Plainte reçue", "complaint")]
    [InlineData("Beschwerde", "complaint")]
    [InlineData("Bounced", "dead")]
    [InlineData("Hard bounced at", "dead")]
    [InlineData("N.P.A.I.", "dead")]
    [InlineData("Unzustellbar", "dead")]
    public void Columns_of_complaints_and_bounces_are_heard(string header, string said) =>
        Assert.Equal([said, said, "nothing", "nothing"], FieldFiles.Said(header, "yes", "2024-03-25", "no", ""));

    // W-3: free text.
    [Theory]
    [InlineData("Wil niet meer gebeld worden")]
    [InlineData("wenst uitgeschreven te worden, graag")]
    [InlineData("Belde op 3/4: geen mails meer sturen a.u.b.")]
    [InlineData("Asked to be removed from our database")]
    [InlineData("please stop emailing me")]
    [InlineData("He said: do not contact him again")]
    [InlineData("Ne souhaite plus être sollicité")]
    [InlineData("merci de ne plus le contacter")]
    [InlineData("demande la suppression de ses données")]
    [InlineData("bitte keine Mails mehr")]
    [InlineData("möchte nicht kontaktiert werden")]
    [InlineData("Hat sich am 3.4. abgemeldet vom Newsletter; widersprochen")]
    public void A_text_that_speaks_of_a_refusal_is_a_doubt_and_others_are_nothing(string text)
    {
        Assert.Equal(["doubt", "nothing", "nothing"], FieldFiles.Said("Opmerking", text, "Belt graag terug na de middag", "Java, SQL en e-mail"));
        Assert.Equal(["doubt", "nothing"], FieldFiles.Said("", text, "Belt graag terug na de middag"));
    }

    [Theory]
    [InlineData("an@post.example.org (niet mailen)", "doubt")]
    [InlineData("UNSUBSCRIBED <an@post.example.org>", "doubt")]
    [InlineData("no.mail@post.example.org", "nothing")]
    [InlineData("unsubscribe@post.example.org", "nothing")]
    [InlineData("An (werk) <an@post.example.org>", "nothing")]
    [InlineData("do not email", "no")]
    public void What_is_written_beside_an_address_or_in_its_place_is_read_as_text(string cell, string said)
    {
        var statements = Assert.Single(ReadFile.From($"E-mail;Gsm\n{cell};0475 12 34 56\n").Rows).Statements;
        Assert.Equal(said, FieldFiles.WordOf(statements));
        Assert.All(statements.Doubts, doubt => Assert.DoesNotContain('@', doubt.Value));
    }

    // W-9.
    [Theory]
    [InlineData("An Peeters;an@post.example.org;active\nJan Maes;jan@post.example.org;unsubscribed\n")]
    [InlineData("an@post.example.org,active\njan@post.example.org,unsubscribed\n")]
    [InlineData("active\t0475 12 34 56\nunsubscribed\t0475 12 34 57\n")]
    [InlineData("an@post.example.org|active\njan@post.example.org|do not contact\n")]
    [InlineData("32475123456.0;active\n32475123457.0;unsubscribed\n")]
    public void A_file_without_names_is_read_from_its_first_line(string text)
    {
        var read = ReadFile.From(text);
        Assert.Null(read.File.HeaderLineNumber);
        Assert.All(read.File.Mapping!.Columns, column => Assert.StartsWith("column ", column.Key, StringComparison.Ordinal));
        Assert.Equal(["nothing", "no"], read.Rows.Select(row => FieldFiles.WordOf(row.Statements)));
    }

    // W-9: under a delimiter that the file does not have, a whole row is one cell, and may sound like the name of a column.
    [Theory]
    [InlineData("an@post.example.org,active,\njan@post.example.org,unsubscribed,\nonbekend,unsubscribed,\n", 2, 1)]
    [InlineData("an@post.example.org;actief\n;uitgeschreven\njan@post.example.org;uitgeschreven\n", 2, 1)]
    [InlineData("Vragen aan els@post.example.org, of bel\nE-mail;Uitgeschreven\nan@post.example.org;nee\njan@post.example.org;ja\n", 2, 0)]
    public void No_row_behind_an_address_is_taken_for_names_because_of_one_word(string text, int rows, int rejected)
    {
        var read = ReadFile.From(text);
        Assert.Equal((rows, rejected), (read.Rows.Count, read.Rejected.Count));
        Assert.Equal(["nothing", "no"], read.Rows.Select(row => FieldFiles.WordOf(row.Statements)));
    }

    // W-6.
    [Theory]
    [InlineData("an@post.example.org;jan@post.example.org")]
    [InlineData("an@post.example.org,jan@post.example.org")]
    [InlineData("an@post.example.org / jan@post.example.org")]
    [InlineData("an@post.example.org|jan@post.example.org")]
    [InlineData("an@post.example.org ::: jan@post.example.org")]
    [InlineData("an@post.example.org\tjan@post.example.org")]
    [InlineData("an@post.example.org\njan@post.example.org")]
    [InlineData("an@post.example.org\r\njan@post.example.org")]
    [InlineData("an@post.example.org jan@post.example.org")]
    [InlineData("An <an@post.example.org>; Jan <mailto:jan@post.example.org>")]
    [InlineData(";an@post.example.org;;jan@post.example.org,")]
    public void Every_address_of_a_cell_counts_and_the_first_is_the_main_one(string cell)
    {
        var row = Assert.Single(ReadFile.From($"E-mail|Naam\n{FieldFiles.Quoted(cell)}|An\n").Rows);
        Assert.Equal(["an@post.example.org", "jan@post.example.org"], row.Emails.Select(each => each.Exact));
    }

    [Theory]
    [InlineData("<an@post.example.org>")]
    [InlineData("'an@post.example.org'")]
    [InlineData("\"an@post.example.org\"")]
    [InlineData("MAILTO:an@post.example.org?subject=x")]
    [InlineData("An Peeters <an@post.example.org>")]
    [InlineData("an@post.example.org (An Peeters)")]
    [InlineData("=\"an@post.example.org\"")]
    [InlineData("an@post.example.org,")]
    [InlineData(";an@post.example.org;")]
    [InlineData("E-mail: an@post.example.org")]
    [InlineData("\u200Ban@post.example.org")]
    [InlineData("an@post\u00AD.example.org")]
    [InlineData("\uFEFFan@post.example.org\u00A0")]
    [InlineData("a\u2060n@post.example.org")]
    [InlineData("an@post.example.org\u202C")]
    [InlineData("ＡＮ@post.example.org")]
    public void What_is_around_an_address_is_taken_off(string cell) =>
        Assert.Equal("an@post.example.org", Assert.Single(ReadFile.From($"E-mail|Naam\n{FieldFiles.Quoted(cell)}|An\n").Rows).Email!.Exact);

    [Theory]
    [InlineData("0475123456.0")]
    [InlineData("32475123456.0")]
    [InlineData("=\"0475123456\"")]
    [InlineData("'0475123456")]
    [InlineData("+32 (0)475 12.34.56")]
    [InlineData("tel:+32475123456")]
    [InlineData("0475\u00A012\u202F34\u200B56")]
    [InlineData("\u202A0475 12 34 56\u202C")]
    [InlineData("0475 12 34 56;")]
    public void What_is_around_a_number_is_taken_off(string cell) =>
        Assert.Equal("+32475123456", Assert.Single(ReadFile.From($"Gsm|Naam\n{FieldFiles.Quoted(cell)}|An\n").Rows).Mobile!.E164);

    // W-11: the row, never the file; half a pair can only stand in a file of UTF-16.
    [Theory]
    [InlineData(0xFFFE)]
    [InlineData(0xFDD0)]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void A_character_that_no_text_may_hold_rejects_its_row_wherever_it_stands(int unit)
    {
        var character = (char)unit;
        foreach (var row in (string[])[$"A{character}n;an@post.example.org", $"An;a{character}n@post.example.org", $"An;an@post.example.org{character}"])
        {
            var read = ReadFile.From(Utf16($"Naam;E-mail\nJan;jan@post.example.org\n{row}\nEls;els@post.example.org\n"));
            Assert.Equal(RejectionReason.ForbiddenCharacters, Assert.Single(read.Rejected).Reason);
            Assert.Equal(2, read.Rows.Count);
        }

        var named = ReadFile.From(Utf16($"Naam;E-mail;Uit{character}geschreven\nJan;jan@post.example.org;\nEls;els@post.example.org;\n"));
        Assert.Null(named.File.Error);
        Assert.Equal(2, named.Rows.Count + named.Rejected.Count);
    }

    private static byte[] Utf16(string text) => [0xFF, 0xFE, .. text.SelectMany(unit => new[] { (byte)unit, (byte)(unit >> 8) })];
}
