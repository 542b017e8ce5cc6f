using Microsoft.AspNetCore.Antiforgery;

namespace ConsentRegistry.Web.Hosting;

/// <summary>
/// A form that does not carry the token of its page is refused here, before anybody reads it: once for all endpoints, which would otherwise each find their own way to
/// fail.
/// </summary>
public static class FormTokens
{
    /// <summary>Stands behind the limits, so that what is refused is counted, and last before the endpoints.</summary>
    public static void UseFormTokens(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });
}
