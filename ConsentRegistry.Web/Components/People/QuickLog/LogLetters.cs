using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Localisation;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.People.QuickLog;

/// <summary>
/// The letters by which things are chosen in the quick log (js/quick-log.js), no two the same: of each word the first letter that no word before it has. So each language has the
/// letters of its own words.
/// </summary>
internal static class LogLetters
{
    /// <summary>What the box for the privacy notice is called here.</summary>
    public const string Notice = "Notice";

    /// <summary>By the name of a <see cref="ContactKind"/> or <see cref="Topic"/>, or <see cref="Notice"/>.</summary>
    public static IReadOnlyDictionary<string, char> Of(IStringLocalizer<PeopleTexts> texts, IStringLocalizer<TermTexts> words)
    {
        (string Name, string Word)[] named =
        [
            .. Enum.GetValues<ContactKind>().Select(kind => ($"{kind}", texts[$"Log.Kind.{kind}"].Value)),
            .. Enum.GetValues<Topic>().Select(topic => ($"{topic}", words.Name(topic))),
            (Notice, texts["Log.Notice"].Value),
        ];
        var letters = new Dictionary<string, char>();
        foreach (var (name, word) in named)
        {
            letters[name] = SearchText.Fold(word).First(letter => char.IsAsciiLetterLower(letter) && !letters.ContainsValue(letter));
        }

        return letters;
    }
}
