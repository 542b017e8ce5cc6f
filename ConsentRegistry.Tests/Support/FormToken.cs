using System.Text.RegularExpressions;

namespace ConsentRegistry.Tests.Support;

/// <summary>What a page gives each of its forms, and asks back.</summary>
internal static partial class FormToken
{
    /// <param name="page">The HTML of a page with a form.</param>
    public static string In(string page) => Field().Match(page).Groups[1].Value;

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Field();
}
