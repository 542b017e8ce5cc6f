using System.Text.RegularExpressions;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>Why a project fits one person (rule G-16), as the person reads it in the mail.</summary>
public static class MatchReason
{
    /// <summary>The campaign's reason and the matching tags that the reason does not name already; null for other kinds, and where there is no reason.</summary>
    /// <param name="language">That of the person; null where it is not known.</param>
    public static string? For(Campaign campaign, string? language, IEnumerable<string> matchedSkills)
    {
        if (campaign.Kind != MessageKind.ProjectOffer)
        {
            return null;
        }

        var reason = campaign.MatchReason?.In(campaign.MailLanguageFor(language)) ?? string.Empty;
        var skills = string.Join(", ", matchedSkills.Where(skill => !Names(reason, skill)));
        if (reason.Length == 0 || skills.Length == 0)
        {
            return reason.Length + skills.Length > 0 ? reason + skills : null;
        }

        // Tags are appended to a list, not to a whole sentence.
        return reason[^1] is '.' or '!' or '?' or ':' ? $"{reason} {skills}" : $"{reason}, {skills}";
    }

    /// <summary>Whether a text contains the tag as a separate word: Java is not in JavaScript, nor C in C++ or C#.</summary>
    private static bool Names(string text, string skill) =>
        Regex.IsMatch(text, $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(skill)}(?![\p{{L}}\p{{N}}+#])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
