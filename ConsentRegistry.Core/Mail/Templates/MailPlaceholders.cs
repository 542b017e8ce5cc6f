using System.Globalization;
using System.Text.RegularExpressions;

namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>Where the value of a placeholder may stand.</summary>
public enum PlaceholderForm
{
    /// <summary>A word or line; in the subject too.</summary>
    Line = 1,

    /// <summary>A web address; may be the target of a link.</summary>
    Url = 2,

    /// <summary>A mail address; may follow <c>mailto:</c>.</summary>
    Mail = 3,

    /// <summary>Paragraphs; not inside a paragraph or an attribute.</summary>
    Block = 4,
}

/// <summary>A name that templates may use as <c>{{name}}</c>.</summary>
public sealed class MailPlaceholder
{
    private readonly Func<PlaceholderFacts, string?> value;

    internal MailPlaceholder(string name, PlaceholderForm form, Func<PlaceholderFacts, string?> value)
    {
        Name = name;
        Form = form;
        this.value = value;
    }

    public string Name { get; }

    public PlaceholderForm Form { get; }

    internal string ValueFrom(PlaceholderFacts facts) => value(facts)?.Trim() ?? "";
}

/// <summary>What placeholders take their values from.</summary>
internal sealed record PlaceholderFacts(MailValues Values, OrganisationOptions Organisation, string Language);

/// <summary>The list of all placeholders; there are no others.</summary>
public static partial class MailPlaceholders
{
    public const string UnsubscribeUrl = "unsubscribeUrl";
    public const string PreferencesUrl = "preferencesUrl";
    public const string ControllerName = "controllerName";
    public const string ControllerAddress = "controllerAddress";
    public const string DpoEmail = "dpoEmail";
    public const string DpoAddress = "dpoAddress";
    public const string NoticeText = "noticeText";
    public const string Message = "message";

    private static readonly Dictionary<string, MailPlaceholder> ByName = new MailPlaceholder[]
    {
        new("salutation", PlaceholderForm.Line, f => MailPhrases.In(f.Language).Salutation(f.Values.GivenName)),
        new("givenName", PlaceholderForm.Line, f => f.Values.GivenName),
        new("fullName", PlaceholderForm.Line, f => f.Values.FullName),
        new(UnsubscribeUrl, PlaceholderForm.Url, f => f.Values.UnsubscribeUrl.AbsoluteUri),
        new(PreferencesUrl, PlaceholderForm.Url, f => f.Values.PreferencesUrl.AbsoluteUri),
        new("offerReference", PlaceholderForm.Line, f => f.Values.OfferReference),
        new("matchReason", PlaceholderForm.Line, f => f.Values.MatchReason),
        new(Message, PlaceholderForm.Block, f => f.Values.Message is { } own ? ReplaceInMessage(own, f) : null),
        new(ControllerName, PlaceholderForm.Line, f => f.Organisation.Name),
        new("controllerLegalForm", PlaceholderForm.Line, f => f.Organisation.LegalForm),
        new("controllerNumber", PlaceholderForm.Line, f => f.Organisation.EnterpriseNumber),
        new(ControllerAddress, PlaceholderForm.Line, f => f.Organisation.PostalAddress),
        new("controllerEmail", PlaceholderForm.Mail, f => f.Organisation.ReplyToEmail),
        new("controllerWebsite", PlaceholderForm.Url, f => f.Organisation.Website),
        new("dpoName", PlaceholderForm.Line, f => f.Organisation.DpoName),
        new(DpoEmail, PlaceholderForm.Mail, f => f.Organisation.DpoEmail),
        new(DpoAddress, PlaceholderForm.Line, f => f.Organisation.DpoPostalAddress),
        new(NoticeText, PlaceholderForm.Block, PrivacyNotice.TextFor),
        new("noticeUrl", PlaceholderForm.Url, f => f.Organisation.PolicyUrl),
        new("policyVersion", PlaceholderForm.Line, f => f.Organisation.PolicyVersion),
        new("dataSource", PlaceholderForm.Line, f => MailPhrases.In(f.Language).Source(f.Values.SourceSite)),
        new("retentionMonths", PlaceholderForm.Line, f => f.Values.RetentionMonths.ToString(CultureInfo.InvariantCulture)),
        new("supervisoryAuthority", PlaceholderForm.Line, f => f.Organisation.SupervisoryAuthority),
        new("supervisoryAuthorityAddress", PlaceholderForm.Line, f => f.Organisation.SupervisoryAuthorityAddress),
        new("supervisoryAuthorityUrl", PlaceholderForm.Url, f => f.Organisation.SupervisoryAuthorityUrl),
    }.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<MailPlaceholder> All => ByName.Values;

    /// <summary>The placeholder of that name; null when there is none. Case matters.</summary>
    public static MailPlaceholder? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The names that a text uses, known or not, in order, with repetitions.</summary>
    public static IEnumerable<string> NamesIn(string text) => Form().Matches(text).Select(m => m.Groups[1].Value);

    /// <exception cref="ArgumentException">An unknown placeholder.</exception>
    internal static string Replace(string text, Func<MailPlaceholder, string, string> write, PlaceholderFacts facts) =>
        Form().Replace(text, match =>
        {
            var placeholder = Find(match.Groups[1].Value) ?? throw new ArgumentException($"There is no placeholder {match.Value}.", nameof(text));
            return write(placeholder, placeholder.ValueFrom(facts));
        });

    /// <summary>The campaign's own words with their names filled in. What is no name that may stand there stays as it is written.</summary>
    private static string ReplaceInMessage(string message, PlaceholderFacts facts) => Form().Replace(
        message, match => Find(match.Groups[1].Value) is { Form: not PlaceholderForm.Block } placeholder ? placeholder.ValueFrom(facts) : match.Value);

    [GeneratedRegex(@"\{\{\s*([^{}]*?)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
