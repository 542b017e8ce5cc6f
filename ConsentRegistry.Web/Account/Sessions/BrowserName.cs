namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>What a browser calls itself, in the two words by which its owner knows it again.</summary>
internal static class BrowserName
{
    // In this order, because each calls itself by names of those below as well.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <returns>Such as <c>Firefox · Windows</c>; empty where neither is known.</returns>
    public static string Of(string? userAgent) => string.Join(" · ", new[] { NameIn(userAgent, Browsers), NameIn(userAgent, Systems) }.OfType<string>());

    private static string? NameIn(string? userAgent, (string Sign, string Name)[] known) =>
        known.FirstOrDefault(each => userAgent?.Contains(each.Sign, StringComparison.Ordinal) == true).Name;
}
