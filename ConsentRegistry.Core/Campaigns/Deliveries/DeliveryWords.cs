using System.Globalization;
using System.Resources;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>What became of a delivery, as people read it in a file, in Dutch, French and English; other languages get English.</summary>
public static class DeliveryWords
{
    private static readonly ResourceManager Texts = new(typeof(DeliveryWords));

    public static string WordOf(DeliveryState state, CultureInfo language) =>
        Texts.GetString(state.ToString(), language) ?? throw new MissingManifestResourceException($"No text for {state}.");
}
