using System.Security.Claims;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.ListChecks;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Endpoints;

/// <summary>Hands out the two files of a checked list, to whoever had it checked and to nobody else.</summary>
internal static class CheckedFiles
{
    public static string PathOf(Guid list, CheckedPart part) => $"/check/{list}/{WordOf(part)}.csv";

    public static void MapCheckedLists(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/check/{id:guid}").RequireAuthorization(Policies.Campaigns);
        files.MapGet($"/{WordOf(CheckedPart.Allowed)}.csv", (Guid id, HttpContext context) => HandOutAsync(id, CheckedPart.Allowed, context));
        files.MapGet($"/{WordOf(CheckedPart.Blocked)}.csv", (Guid id, HttpContext context) => HandOutAsync(id, CheckedPart.Blocked, context));
    }

    private static async Task<IResult> HandOutAsync(Guid id, CheckedPart part, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var by = context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var texts = context.RequestServices.GetRequiredService<IStringLocalizer<ListCheckTexts>>();
        if (context.RequestServices.GetRequiredService<CheckedLists>().Open(id, part, by) is not { } file)
        {
            return Results.Text(texts["File.Gone"], contentType: "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        }

        // Before anything is waited for: the answer may go meanwhile, and a file that was only checked for bars is never called allowed.
        var name = part == CheckedPart.Blocked ? "File.Blocked" : file.List.Result is { IsAboutMessage: true } ? "File.Allowed" : "File.NotSuppressed";
        await context.RequestServices.GetRequiredService<AuditTrail>().RecordAsync(
            by, AuditAction.CheckedListExported, id, new Dictionary<string, string> { ["file"] = WordOf(part) });

        // No encoding is named: the rows are those of the list, whatever it was written in.
        return Results.Stream(file.Content, "text/csv", $"{texts[name]}.csv");
    }

    /// <summary>In the address and in the audit trail; the file itself is called what its reader calls it.</summary>
    private static string WordOf(CheckedPart part) => part == CheckedPart.Allowed ? "allowed" : "blocked";
}
