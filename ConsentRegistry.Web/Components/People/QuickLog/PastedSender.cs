namespace ConsentRegistry.Web.Components.People.QuickLog;

/// <summary>A sender line as mail programs copy it, taken apart: <c>An Van den Berg &lt;an@…&gt;</c>.</summary>
/// <param name="GivenName">The first word of the name; empty where the line names nobody.</param>
/// <param name="FamilyName">The rest of it.</param>
internal sealed record PastedSender(string Address, string GivenName, string FamilyName)
{
    /// <summary>Null where the text is no such line.</summary>
    public static PastedSender? Read(string text)
    {
        var (open, close) = (text.IndexOf('<', StringComparison.Ordinal), text.IndexOf('>', StringComparison.Ordinal));
        if (open < 0 || close < open + 2)
        {
            return null;
        }

        var name = text[..open].Trim().Trim('"').Trim();
        // Some programs put the family name first, and a comma behind it.
        var parts = name.Split(',', 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 2)
        {
            return new PastedSender(text[(open + 1)..close].Trim(), parts[1], parts[0]);
        }

        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return new PastedSender(text[(open + 1)..close].Trim(), space < 0 ? name : name[..space], space < 0 ? "" : name[(space + 1)..].Trim());
    }
}
