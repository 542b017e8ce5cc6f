namespace ConsentRegistry.Web.Hosting;

/// <summary>Turns an error into a page in the reader's language; programs that ask for no page get the bare status code.</summary>
public static class ErrorPages
{
    public const string Path = "/problem";

    public static void UseErrorPages(this WebApplication app) =>
        app.UseWhen(AsksForPage, pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = $"{Path}/{StatusCodes.Status500InternalServerError}",
                CreateScopeForErrors = true,
            });
            pages.UseStatusCodePagesWithReExecute($"{Path}/{{0}}", createScopeForStatusCodePages: true);
        });

    private static bool AsksForPage(HttpContext context) =>
        context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
