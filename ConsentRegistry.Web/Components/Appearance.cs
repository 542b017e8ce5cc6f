namespace ConsentRegistry.Web.Components;

/// <summary>Light or dark, as the reader last chose (cookie written by <c>js/appearance.js</c>); what the system prefers until they do.</summary>
internal static class Appearance
{
    public const string Cookie = "appearance";
    public const string Light = "light";
    public const string Dark = "dark";

    /// <returns>Null while nothing was chosen.</returns>
    public static string? Of(HttpRequest request) => request.Cookies[Cookie] is (Light or Dark) and var chosen ? chosen : null;
}
