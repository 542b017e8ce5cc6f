using System.Globalization;
using ConsentRegistry.Web.Hosting;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace ConsentRegistry.Web.Localisation;

/// <summary>
/// The languages of the interface. Dutch until the operator chooses; the choice is kept in a cookie. The browser's own
/// wish is not asked: a colleague's screen and the manual beside it should show the same words.
/// </summary>
public static class Languages
{
    public const string ChoicePath = "/account/language";

    /// <summary>The field of a form that names the language chosen.</summary>
    public const string Field = "language";

    /// <summary>The id of a form through which the language is chosen, so that what was typed into it stays.</summary>
    public const string KeepingForm = "set-up";

    public static IReadOnlyList<CultureInfo> All { get; } =
        [CultureInfo.GetCultureInfo("nl-BE"), CultureInfo.GetCultureInfo("fr-BE"), CultureInfo.GetCultureInfo("en-GB")];

    /// <summary>The two-letter code of the language in which this page is being written.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static void AddLanguages(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = [.. All];
            options.SupportedUICultures = [.. All];
            options.DefaultRequestCulture = new RequestCulture(All[0]);
            options.RequestCultureProviders = [new CustomRequestCultureProvider(OfFormAsync), new CookieRequestCultureProvider(), new CustomRequestCultureProvider(OfBrowser)];
        });
    }

    public static void UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization();

    public static void MapLanguages(this IEndpointRouteBuilder app) =>
        app.MapPost(ChoicePath, Choose).AllowAnonymous();

    /// <summary>Whether the page of this path has a <see cref="KeepingForm"/>.</summary>
    public static bool IsKeptByForm(string path) => path == "/setup";

    /// <summary>Keeps the language in which this page is being written.</summary>
    public static void Keep(HttpContext context, TimeProvider time) => Keep(context, CultureInfo.CurrentUICulture, time);

    private static IResult Choose([FromForm(Name = Field)] string language, HttpContext context, TimeProvider time)
    {
        Keep(context, Named(language) ?? All[0], time);
        return Results.LocalRedirect(LocalUrl.Of(PageBefore(context.Request)));
    }

    private static CultureInfo? Named(string? language) => All.FirstOrDefault(known => known.TwoLetterISOLanguageName == language);

    private static void Keep(HttpContext context, CultureInfo culture, TimeProvider time) =>
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions
            {
                Expires = time.GetUtcNow().AddYears(1),
                IsEssential = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            });

    // Only there: anywhere else a form is read by whom it is for.
    private static async Task<ProviderCultureResult?> OfFormAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && IsKeptByForm(context.Request.Path) && context.Request.HasFormContentType
            && Named(await ChosenAsync(context.Request)) is { } chosen
            ? new ProviderCultureResult(chosen.Name)
            : null;

    // Anybody may send anything: a form that cannot be read chooses nothing here, and is refused by whom it is for.
    private static async Task<string?> ChosenAsync(HttpRequest request)
    {
        try
        {
            return (await request.ReadFormAsync())[Field];
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            return null;
        }
    }

    // Whatever the region: somebody who reads French reads ours. Nobody chose anything yet, so that Dutch is left for all the others.
    private static Task<ProviderCultureResult?> OfBrowser(HttpContext context)
    {
        var wanted = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(each => each.Quality ?? 1)
            .Select(each => All.FirstOrDefault(known => each.Value.StartsWith(known.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(known => known is not null);
        return Task.FromResult(wanted is null ? null : new ProviderCultureResult(wanted.Name));
    }

    // The page that held the switch; only its path is taken, so this never leads to another site.
    private static string PageBefore(HttpRequest request) =>
        request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } page && page.Authority == request.Host.Value
            ? page.PathAndQuery
            : "/";
}
