using System.Text;

namespace ConsentRegistry.Web.Hosting;

/// <summary>Where a form may lead afterwards: a page of this site, whatever the address bar was made to say, in the letters that a header can carry.</summary>
internal static class LocalUrl
{
    public static string Of(string? wanted, string otherwise = "/") =>
        wanted is ['/', ..] && wanted is not ['/', '/' or '\\', ..] && !wanted.Any(char.IsControl)
            ? string.Concat(wanted.EnumerateRunes().Select(Written))
            : otherwise;

    private static string Written(Rune rune) => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString());
}
