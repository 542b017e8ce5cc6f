using System.Security.Claims;
using ConsentRegistry.Core.Auditing;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Writes into the audit trail what an administrator does on the engine's own pages, which know nothing of it.</summary>
public static class JobEngineTrail
{
    // The page asks for its figures every few seconds, by the same method as an action.
    private const string Figures = "/stats";

    /// <summary>Stands behind the authorisation: who is not let in leaves no line.</summary>
    public static void UseJobEngineTrail(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var isAction = HttpMethods.IsPost(context.Request.Method)
            && context.Request.Path.StartsWithSegments(JobsSetUp.EnginePath, StringComparison.OrdinalIgnoreCase, out var action)
            && !action.Equals(Figures, StringComparison.OrdinalIgnoreCase);
        var did = context.Request.Path;
        await next(context);
        if (isAction && context.Response.StatusCode < StatusCodes.Status400BadRequest && context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } by)
        {
            await context.RequestServices.GetRequiredService<AuditTrail>().RecordAsync(
                by, AuditAction.JobRun, details: new Dictionary<string, string> { ["engine"] = did.Value ?? "" });
        }
    });
}
