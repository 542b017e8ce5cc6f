using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace ConsentRegistry.Web.Hosting;

/// <summary>Turns an error into a page in the reader's language; programs that ask for no page get the bare status code.</summary>
public static class ErrorPages
{
    public const string Path = "/problem";

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(AsksForPage, pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = $"{Path}/{StatusCodes.Status500InternalServerError}",
                CreateScopeForErrors = true,
            });
            pages.UseStatusCodePagesWithReExecute($"{Path}/{{0}}", createScopeForStatusCodePages: true);
        });
        app.Use((context, next) =>
        {
            if (IsShown(context))
            {
                // What failed may have been a form; the page about it is only looked at.
                context.Request.Method = HttpMethods.Get;
                context.Features.Set<IAntiforgeryValidationFeature>(null);
            }

            return next(context);
        });
    }

    private static bool IsShown(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal)
        && (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null);

    private static bool AsksForPage(HttpContext context) =>
        context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
