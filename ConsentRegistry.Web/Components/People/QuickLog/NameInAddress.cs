using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.People.QuickLog;

/// <summary>The name that an address tells: <c>an.van.damme@…</c> is An Van Damme. A guess, to be looked at.</summary>
/// <param name="GivenName">The first part.</param>
/// <param name="FamilyName">The rest.</param>
internal sealed record NameInAddress(string GivenName, string FamilyName)
{
    private const int MostParts = 4;

    /// <summary>Null where the text is no address, or one that tells no name.</summary>
    public static NameInAddress? Read(string text)
    {
        if (Address.Read(AddressKind.Email, text) is not { } address || ImpersonalMailboxes.Includes(address))
        {
            return null;
        }

        var parts = address.Exact[..address.Exact.LastIndexOf('@')].Split('+')[0].Split('.');
        return parts.Length is >= 2 and <= MostParts && parts.All(IsWord) && parts[0].Length > 1 && parts[^1].Length > 1
            ? new NameInAddress(Capital(parts[0]), string.Join(' ', parts[1..].Select(Capital)))
            : null;
    }

    private static bool IsWord(string part) => part.Length > 0 && part.All(each => char.IsLetter(each) || each == '-');

    private static string Capital(string part) => CultureInfo.CurrentCulture.TextInfo.ToTitleCase(part.ToLower(CultureInfo.CurrentCulture));
}
