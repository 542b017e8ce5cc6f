
namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>The text of the Article 13/14 notice: who, why, on what basis, from where, how long, which rights.</summary>
public static class PrivacyNotice
{
    /// <summary>The notice as plain text in <c>nl</c>, <c>fr</c> or <c>en</c>, with this organisation's and this person's values.</summary>
    /// <exception cref="ArgumentException">The language is not one of ours.</exception>
    public static string TextFor(string language, MailValues values, OrganisationOptions organisation) =>
        TextFor(new PlaceholderFacts(values, organisation, language));

    internal static string TextFor(PlaceholderFacts facts) =>
        MailPlaceholders.Replace(ShippedText.Read($"PrivacyNotice-{facts.Language}"), (_, value) => value, facts);
}
