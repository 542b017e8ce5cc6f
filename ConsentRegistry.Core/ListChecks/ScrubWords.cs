using System.Globalization;
using System.Resources;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>What the blocked file of a list says for people, beside the reasons of the gate.</summary>
public static class ScrubWords
{
    private static readonly ResourceManager Texts = new(typeof(ScrubWords));

    /// <summary>What is said of a row without an address that the channel could use.</summary>
    public static string UnreadableIn(CultureInfo language) => Text("Unreadable", language);

    /// <summary>The name of the field with the reason in words.</summary>
    internal static string FieldIn(CultureInfo language) => Text("Field", language);

    private static string Text(string key, CultureInfo language) =>
        Texts.GetString(key, language) ?? throw new MissingManifestResourceException($"No text for {key}.");
}
