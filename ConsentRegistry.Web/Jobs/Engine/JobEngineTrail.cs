using System.Security.Claims;
using ConsentRegistry.Core.Auditing;
using Microsoft.AspNetCore.Antiforgery;

namespace ConsentRegistry.Web.Jobs.Engine;

/// <summary>
/// What an administrator does on the engine's own pages, which know nothing of our rules: it is written into the audit trail before it
/// happens, and taking a job off the schedule is refused, because the schedule is code.
/// </summary>
public static class JobEngineTrail
{
    // The page asks for its figures every few seconds, by the same method as an action.
    private const string Figures = "/stats";
    private const string TakeOffSchedule = "/recurring/remove";
    private const string Jobs = "jobs[]";
    private const int MostNamed = 20;

    /// <summary>Stands behind the authorisation: who is not let in leaves no line.</summary>
    public static void UseJobEngineTrail(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method)
            || !context.Request.Path.StartsWithSegments(JobsSetup.EnginePath, StringComparison.OrdinalIgnoreCase, out var action)
            || NameOf(action).Equals(Figures, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        // What is forged is refused behind, and is no act of the operator.
        if (await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            if (NameOf(action).Equals(TakeOffSchedule, StringComparison.OrdinalIgnoreCase))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            var jobs = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))[Jobs] : [];
            await context.RequestServices.GetRequiredService<AuditTrail>().RecordAsync(
                context.User.FindFirstValue(ClaimTypes.NameIdentifier)!, AuditAction.JobRun, details: new Dictionary<string, string>
                {
                    ["engine"] = NameOf(action),
                    ["jobs"] = string.Join(' ', jobs.Take(MostNamed)),
                });
        }

        await next(context);
    });

    // The engine overlooks slashes at the end.
    private static string NameOf(PathString action) => (action.Value ?? "").TrimEnd('/');
}
