using ConsentRegistry.Web.Jobs;

namespace ConsentRegistry.Web.Hosting;

/// <summary>
/// One strict policy for every answer. Styles may stand in attributes, because the component library sets positions
/// that way; neither a script nor a style sheet may stand inside a page. Only the pages of the job engine, which are not ours, may bring a
/// style sheet inside.
/// </summary>
public static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; "
        + "script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "style-src-elem 'self'; style-src-attr 'unsafe-inline'";

    private static readonly string EnginePolicy = ContentSecurityPolicy.Replace("style-src-elem 'self'", "style-src-elem 'self' 'unsafe-inline'", StringComparison.Ordinal);

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var isEngine = context.Request.Path.StartsWithSegments(JobsSetup.EnginePath, StringComparison.OrdinalIgnoreCase);
        // At the last moment, so that no other part can add a second policy before it.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = isEngine ? EnginePolicy : ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("Referrer-Policy", "same-origin"); // The public pages send none at all.
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                // A page about a person is not left behind in the cache of a shared computer.
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
