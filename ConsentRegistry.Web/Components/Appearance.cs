namespace ConsentRegistry.Web.Components;

/// <summary>Light or dark, as the reader last chose (cookie written by <c>js/appearance.js</c>); light at first.</summary>
internal static class Appearance
{
    public const string Cookie = "appearance";
    public const string Light = "light";
    public const string Dark = "dark";

    public static string Of(HttpRequest request) => request.Cookies[Cookie] == Dark ? Dark : Light;
}
