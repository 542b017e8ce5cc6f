using System.Text.RegularExpressions;

namespace ConsentRegistry.Web.Components.Campaigns.Edit;

/// <summary>The places of a mail for which nothing was written yet: they are marked where the mail is shown, and stand in no mail that goes out.</summary>
internal static partial class EmptyPlaces
{
    /// <summary>What stands in the place of something that is still to be written.</summary>
    public static string Of(string name) => $"⟦{name}⟧";

    public static string InHtml(string html) => Place().Replace(html, "<mark>$1</mark>");

    /// <summary>A text in parts, in order.</summary>
    public static IEnumerable<(string Text, bool IsEmpty)> PartsOf(string text)
    {
        var from = 0;
        foreach (Match place in Place().Matches(text))
        {
            yield return (text[from..place.Index], false);
            yield return (place.Groups[1].Value, true);
            from = place.Index + place.Length;
        }

        yield return (text[from..], false);
    }

    [GeneratedRegex("⟦([^⟧]*)⟧")]
    private static partial Regex Place();
}
