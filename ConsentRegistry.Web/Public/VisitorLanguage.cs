using System.Globalization;
using ConsentRegistry.Web.Localisation;

namespace ConsentRegistry.Web.Public;

/// <summary>In which language a visitor without cookie or account is spoken to.</summary>
internal static class VisitorLanguage
{
    /// <summary>The name of the switch, in the address or in a form.</summary>
    public const string Field = "lang";

    /// <summary>The visitor's own choice, else the person's language, else what the browser prefers, else Dutch.</summary>
    public static CultureInfo Of(HttpRequest request, string? ofPerson, IFormCollection? form) =>
        new[] { form?[Field].ToString(), request.Query[Field].ToString(), ofPerson }
            .Concat(Preferred(request))
            .Select(Find)
            .FirstOrDefault(found => found is not null) ?? Languages.All[0];

    private static IEnumerable<string?> Preferred(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(wish => wish.Quality is not 0)
        .OrderByDescending(wish => wish.Quality ?? 1)
        .Select(wish => wish.Value.Value?.Split('-')[0]);

    private static CultureInfo? Find(string? name) =>
        Languages.All.FirstOrDefault(known => string.Equals(known.TwoLetterISOLanguageName, name, StringComparison.OrdinalIgnoreCase));
}
