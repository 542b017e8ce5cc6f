namespace ConsentRegistry.Core.Mail;

/// <summary>
/// Settings <c>Organisation</c>: who the controller is (GDPR 13(1)(a), P-43…45, P-80…83). The program knows no name of its own;
/// everything shown to people about the organisation comes from here.
/// </summary>
public sealed class OrganisationOptions
{
    public const string Section = "Organisation";

    /// <summary>The registered name, as it stands below every message.</summary>
    public string Name { get; init; } = "";

    /// <summary>The legal form, as <c>naamloze vennootschap</c>; empty when the name says it.</summary>
    public string LegalForm { get; init; } = "";

    /// <summary>The number in the register of enterprises.</summary>
    public string EnterpriseNumber { get; init; } = "";

    /// <summary>Street, postal code, town and country, on one line.</summary>
    public string PostalAddress { get; init; } = "";

    /// <summary>The name in the From line; empty: <see cref="Name"/>.</summary>
    public string SenderName { get; init; } = "";

    public string SenderEmail { get; init; } = "";

    /// <summary>A mailbox that somebody reads.</summary>
    public string ReplyToEmail { get; init; } = "";

    /// <summary>A mailbox whose mails are handled as opt-outs; empty: the web address is the only exit in the header.</summary>
    public string UnsubscribeEmail { get; init; } = "";

    public string Website { get; init; } = "";

    /// <summary>Where the privacy policy can be read.</summary>
    public string PolicyUrl { get; init; } = "";

    /// <summary>The version of the policy that is in force.</summary>
    public string PolicyVersion { get; init; } = "";

    /// <summary>The name or function of the privacy officer.</summary>
    public string DpoName { get; init; } = "";

    public string DpoEmail { get; init; } = "";

    /// <summary>Where letters to the privacy officer go.</summary>
    public string DpoPostalAddress { get; init; } = "";

    /// <summary>The authority's current name.</summary>
    public string SupervisoryAuthority { get; init; } = "";

    public string SupervisoryAuthorityAddress { get; init; } = "";

    public string SupervisoryAuthorityUrl { get; init; } = "";

    /// <summary>What is wrong with the settings, one clear English text each; empty when they can be used.</summary>
    public IReadOnlyList<string> Problems() => [.. Missing(), .. Malformed()];

    private IEnumerable<string> Missing()
    {
        (string Name, string Value)[] required =
        [
            (nameof(Name), Name), (nameof(PostalAddress), PostalAddress), (nameof(SenderEmail), SenderEmail), (nameof(ReplyToEmail), ReplyToEmail),
            (nameof(Website), Website), (nameof(PolicyUrl), PolicyUrl), (nameof(PolicyVersion), PolicyVersion), (nameof(DpoName), DpoName),
            (nameof(DpoEmail), DpoEmail), (nameof(DpoPostalAddress), DpoPostalAddress), (nameof(SupervisoryAuthority), SupervisoryAuthority),
            (nameof(SupervisoryAuthorityAddress), SupervisoryAuthorityAddress), (nameof(SupervisoryAuthorityUrl), SupervisoryAuthorityUrl),
        ];
        return from setting in required
               where string.IsNullOrWhiteSpace(setting.Value)
               select $"{Section}:{setting.Name} is missing. It is shown to every person we write to; set it in appsettings.json or the environment.";
    }

    private IEnumerable<string> Malformed()
    {
        (string Name, string Value)[] addresses =
            [(nameof(SenderEmail), SenderEmail), (nameof(ReplyToEmail), ReplyToEmail), (nameof(UnsubscribeEmail), UnsubscribeEmail), (nameof(DpoEmail), DpoEmail)];
        (string Name, string Value)[] pages =
            [(nameof(Website), Website), (nameof(PolicyUrl), PolicyUrl), (nameof(SupervisoryAuthorityUrl), SupervisoryAuthorityUrl)];
        var badAddresses = from setting in addresses
                           where setting.Value.Length > 0 && (!EnvelopeAddress.TryParse(setting.Value, out var address) || address.NeedsSmtpUtf8)
                           select $"{Section}:{setting.Name} is not a mail address.";
        var badPages = from setting in pages
                       where setting.Value.Length > 0 && !(Uri.TryCreate(setting.Value, UriKind.Absolute, out var page) && page.Scheme is "https" or "http")
                       select $"{Section}:{setting.Name} is not a web address; it starts with https://.";
        return badAddresses.Concat(badPages);
    }
}
