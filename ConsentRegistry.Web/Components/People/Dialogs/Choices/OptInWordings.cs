using System.Globalization;
using System.Resources;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.People.Dialogs.Choices;

/// <summary>
/// The words we ask an opt-in with, as a proposal for what was shown: in the person's language, not the operator's. What is
/// recorded is what stands in the field when the operator saves.
/// </summary>
public static class OptInWordings
{
    private static readonly ResourceManager Texts = new(typeof(OptInWordings));

    /// <param name="language">nl, fr or en.</param>
    /// <param name="organisation">The controller's name.</param>
    public static string Of(Topic topic, Channel channel, string language, string organisation)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return string.Format(culture, Text($"{topic}", culture), organisation, Text($"{channel}", culture));
    }

    private static string Text(string key, CultureInfo culture) =>
        Texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"No text for {key}.");
}
