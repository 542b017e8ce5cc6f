using System.Text.RegularExpressions;

namespace ConsentRegistry.Core.Addresses;

/// <summary>Takes addresses and numbers out of words of a file that are printed: what is printed may end in a log (guarantee 10).</summary>
public static partial class AddressMask
{
    public static string In(string text) => Number().Replace(MailAddress().Replace(text, "…@…"), "…");

    [GeneratedRegex(@"[^\s@<>,;:()]+@[^\s@<>,;:()]+")]
    private static partial Regex MailAddress();

    // As many digits as the shortest number that can be called; a day has fewer in a row, or its own signs between.
    [GeneratedRegex(@"\+?\d(?:[ ./()-]?\d){8,}")]
    private static partial Regex Number();
}
