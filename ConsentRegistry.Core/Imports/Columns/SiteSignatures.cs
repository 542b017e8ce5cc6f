namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>Sites and tools that are recognised by column names which only they write. A best guess for the operator; nothing depends on it.</summary>
internal static class SiteSignatures
{
    private static readonly (string Site, string[] Columns)[] Signatures =
    [
        ("Indeed", ["candidate location", "interest level"]),
        ("LinkedIn", ["connected on", "email address"]),
        ("LinkedIn Recruiter", ["profile url", "active project"]),
        ("Mailchimp", ["leid", "euid"]),
        ("HubSpot", ["record id", "contact owner"]),
        ("HubSpot", ["marketing contact status"]),
        ("Recruitee", ["cover letter", "applied at", "social links"]),
        ("VDAB", ["vdab-nummer"]),
        ("Le Forem", ["n° forem"]),
        ("Actiris", ["n° actiris"]),
        ("Zoho Recruit", ["candidate owner", "skill set"]),
        ("Salesforce", ["email opt out", "account name"]),
        ("Google Contacts", ["e-mail 1 - value"]),
        ("Outlook", ["e-mail display name"]),
        ("Brevo", ["ext_id", "sms"]),
        ("Greenhouse", ["candidate id", "coordinator"]),
        ("Workable", ["disqualified at"]),
        ("Lever", ["archive reason"]),
        ("JazzHR", ["prospect_id"]),
        ("Personio", ["recruiting channel"]),
        ("Monster", ["id_cv", "cv_modifié"]),
        ("StepStone", ["bewerbungseingang", "kennziffer"]),
        ("StepStone", ["ontvangt nieuwsbrief", "kandidaatnummer"]),
        ("Bullhorn", ["mass mail opt out"]),
    ];

    private static readonly string[] MailingTools =
        ["mailchimp", "brevo", "sendinblue", "mailjet", "mailerlite", "flexmail", "activecampaign", "campaign monitor", "sendgrid", "klaviyo", "constant contact"];

    /// <summary>Whether a name is that of a mailing tool: its lists hold subscribers, not candidates.</summary>
    public static bool IsMailingTool(string? site) => site is not null && MailingTools.Any(tool => site.Contains(tool, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of the site; null when no signature fits.</summary>
    public static string? Recognise(IEnumerable<string> header)
    {
        var present = header.Select(h => HeaderWords.Of(h).Compact).ToHashSet(StringComparer.Ordinal);
        foreach (var (site, columns) in Signatures)
        {
            if (Array.TrueForAll(columns, c => present.Contains(HeaderWords.Of(c).Compact)))
            {
                return site;
            }
        }

        return null;
    }
}
