using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Addresses;

/// <summary>Mailboxes that look like those of a company rather than of a person (rule G-13); people can say otherwise on the screen.</summary>
public static class ImpersonalMailboxes
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "info", "contact", "jobs", "job", "hr", "hrm", "office", "admin", "administratie", "administration", "sales", "verkoop", "ventes",
        "support", "helpdesk", "service", "secretariaat", "secretariat", "onthaal", "accueil", "reception", "receptie", "boekhouding",
        "comptabilite", "facturen", "invoice", "invoices", "billing", "marketing", "recruitment", "rekrutering", "recrutement",
        "recruiting", "werving", "vacatures", "mail", "post", "hello", "hallo", "bonjour", "team", "noreply", "no-reply", "webmaster", "postmaster",
    };

    /// <summary>Judged by the part before the @ alone.</summary>
    public static bool Includes(Address address) =>
        address.Kind == AddressKind.Email && Names.Contains(address.Mailbox[..address.Mailbox.IndexOf('@')]);
}
