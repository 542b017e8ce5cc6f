using System.Globalization;

namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>The number of a page of rows as it stands in an address, where anybody may have typed anything.</summary>
internal static class PageNumbers
{
    /// <summary>At least 1, and never so large that its rows cannot be counted; what is no number is the first page.</summary>
    /// <param name="word">From the address; null when it names none.</param>
    /// <param name="size">Rows a page.</param>
    public static int Read(string? word, int size) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, int.MaxValue / size) : 1;
}
