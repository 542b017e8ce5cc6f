using ConsentRegistry.Web.Components;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ConsentRegistry.Web.Hosting;

/// <summary>
/// Over https every cookie of the server is called <c>__Host-…</c>: a browser takes such a one from this very host alone and never without encryption, so that neither
/// another site of the firm nor somebody on the line can slip one in. Over http, where no browser would take it, names stay as they are. The rest of the program knows
/// nothing of it.
/// </summary>
public static class HostCookies
{
    private const string Prefix = "__Host-";

    /// <summary>Stands before whoever reads a cookie, and behind whoever knows that the browser came by https.</summary>
    public static void UseHostCookies(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.IsHttps)
        {
            context.Request.Headers.Cookie = Read(context.Request.Headers.Cookie);
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.SetCookie = Written(context.Response.Headers.SetCookie);
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    /// <summary>The cookies without the prefix in their names; those that come without it are not ours, but for the one that a script writes.</summary>
    internal static string Read(StringValues sent) => string.Join("; ",
        from cookie in sent.SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        where cookie.StartsWith(Prefix, StringComparison.Ordinal) || cookie.StartsWith($"{Appearance.Cookie}=", StringComparison.Ordinal)
        select cookie.StartsWith(Prefix, StringComparison.Ordinal) ? cookie[Prefix.Length..] : cookie);

    private static StringValues Written(StringValues set) => new([.. set.Select(Written)]);

    private static string Written(string? header)
    {
        var cookie = SetCookieHeaderValue.Parse(header);
        cookie.Name = Prefix + cookie.Name;
        cookie.Secure = true;
        cookie.Path = "/";
        cookie.Domain = null;
        return cookie.ToString();
    }
}
