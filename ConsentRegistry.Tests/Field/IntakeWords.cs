using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Field;

/// <summary>What a row of a made-up file is known to say.</summary>
internal enum IntakeTruth
{
    Silent,
    Refused,
    Complained,
    Unclear,
}

/// <summary>A column of a made-up file that says something, with cells of which the truth is known.</summary>
/// <param name="Channel">The one that the name narrows the no to; null for all.</param>
/// <param name="NeedsRefusal">A column of status is one because a word of refusal stands in it.</param>
internal sealed record IntakeColumn(string Header, Channel? Channel, bool NeedsRefusal, IReadOnlyDictionary<IntakeTruth, string[]> Cells);

/// <summary>
/// The words of made-up files, in four languages. They are written down here on purpose and not taken from the product's word lists: what people
/// write is not what a list happens to know.
/// </summary>
internal static class IntakeWords
{
    private static readonly string[] Refusals =
        ["ja", "yes", "oui", "x", "1", "-1", "T", "true", "Yes - all", "2025-11-30", "30/11/2025", "30.11.2025", "20251130", "1764460800", "Sun, 30 Nov 2025 10:00:00 +0100", "25/25/2025", "via telefoon", "Newsletter A, Newsletter B"];

    private static readonly string[] NoRefusals = ["", "", "nee", "no", "non", "nein", "0", "false", "N", "-", "null", "0000-00-00", "1970-01-01 00:00:00", "n/a"];

    private static readonly string[] LeaveRefusals = ["nee", "no", "non", "Nein", "0", "FALSE", "unsubscribed", "ingetrokken", "retiré", "widerrufen", "declined", "refused", "Nooit", "opt-out"];

    private static readonly string[] LeaveYes = ["", "ja", "yes", "Oui", "1", "true", "opted in"];

    private static readonly string[] LeaveRiddles = ["misschien", "zie mail", "-", "null", "ask An", "?", "2 of 3"];

    private static readonly string[] StatusRefusals = ["unsubscribed", "Unsubscribed", "Uitgeschreven", "désabonné", "Abgemeldet", "opted_out", "do not contact", "niet contacteren"];

    private static readonly string[] StatusStays = ["", "active", "subscribed", "actief", "abonné"];

    private static readonly string[] StatusRiddles = ["Archived", "groep 3", "on hold"];

    private static readonly string[] TextRiddles =
    [
        "Belde op 3 maart: wil geen mails meer van ons ontvangen", "Please do not contact this person again, thanks", "Elle ne souhaite plus être contactée par nous",
        "Er hat angerufen: bitte keine Werbung mehr", "asked us on the phone to unsubscribe her from everything",
    ];

    private static readonly string[] Texts = ["", "Kent Java en SQL, zoekt werk in Gent", "Rappelle demain après-midi", "Met at the job fair; mail sent", "Spricht gut Deutsch, ruft zurück", "Heeft een nieuwsbrief gelezen"];

    private static readonly string[] RefusalHeaders =
    [
        "Unsubscribed", "Opted Out", "Do not contact", "optOutUser", "UNSUBSCRIBED_ON", "Blocklisted", "Consent withdrawn at", "Suppressed", "Uitgeschreven", "Afgemeld op", "Niet contacteren", "Toestemming ingetrokken", "Geblokkeerd",
        "Désinscrit", "Désabonné le", "Ne plus contacter", "Liste noire", "Consentement retiré le", "Abgemeldet", "Nicht kontaktieren", "Werbewiderspruch", "Einwilligung widerrufen am", "Kontaktsperre", "Newsletterabmeldung",
    ];

    private static readonly (string Header, Channel Channel)[] NarrowRefusals =
    [
        ("Email Opt Out", Channel.Email), ("HasOptedOutOfEmail", Channel.Email), ("Niet mailen", Channel.Email), ("Pas de mails", Channel.Email), ("Keine E-Mails", Channel.Email),
        ("SMS opt out", Channel.Sms), ("Geen sms", Channel.Sms), ("Refus SMS", Channel.Sms), ("Do Not Call", Channel.Phone), ("Niet bellen", Channel.Phone), ("Ne pas appeler", Channel.Phone), ("Nicht anrufen", Channel.Phone),
    ];

    private static readonly (string Header, Channel? Channel)[] LeaveHeaders =
    [
        ("Marketing opt-in", null), ("Consent", null), ("May we contact you?", null), ("Toestemming", null), ("Mag gecontacteerd worden", null), ("Consentement marketing", null), ("Accepte d'être contacté", null), ("Einwilligung", null),
        ("Email consent", Channel.Email), ("Mag gemaild worden", Channel.Email), ("SMS consent", Channel.Sms), ("Mag gebeld worden", Channel.Phone),
    ];

    private static readonly string[] StatusHeaders = ["Status", "Toestand", "Statut", "Zustand", "Groep", "Lijst", ""];

    private static readonly string[] TextHeaders = ["Opmerkingen", "Notes", "Remarques", "Bemerkungen"];

    /// <summary>One column that says something, other than one of status.</summary>
    public static IntakeColumn Any(Random random) => random.Next(5) switch
    {
        0 => Of(One(random, RefusalHeaders), null, Refusals, NoRefusals, []),
        1 => One(random, NarrowRefusals) is var narrow ? Of(narrow.Header, narrow.Channel, Refusals, NoRefusals, []) : throw new InvalidOperationException(),
        2 => One(random, LeaveHeaders) is var leave ? Of(leave.Header, leave.Channel, LeaveRefusals, LeaveYes, LeaveRiddles) : throw new InvalidOperationException(),
        3 => Of(One(random, TextHeaders), null, [], Texts, TextRiddles),
        _ => Status(One(random, StatusHeaders)),
    };

    public static IntakeColumn Status(string header) => Of(header, null, StatusRefusals, StatusStays, StatusRiddles, ["complained", "Spam", "klacht", "plainte"]) with { NeedsRefusal = true };

    public static T One<T>(Random random, IReadOnlyList<T> among) => among[random.Next(among.Count)];

    private static IntakeColumn Of(string header, Channel? channel, string[] refused, string[] silent, string[] unclear, params string[] complained) => new(header, channel, false, new Dictionary<IntakeTruth, string[]>
    {
        [IntakeTruth.Silent] = silent,
        [IntakeTruth.Refused] = refused,
        [IntakeTruth.Complained] = complained,
        [IntakeTruth.Unclear] = unclear,
    });
}
