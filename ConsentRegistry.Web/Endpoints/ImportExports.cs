using System.Globalization;
using System.Security.Claims;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Imports;
using ConsentRegistry.Web.Localisation;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Endpoints;

/// <summary>Hands out the report of an import, row by row; it holds no value of any row.</summary>
internal static class ImportExports
{
    public static void MapImportExports(this IEndpointRouteBuilder app) =>
        app.MapGet("/imports/{id:guid}/report.csv", ReportAsync).RequireAuthorization(Policies.Import);

    private static async Task<IResult> ReportAsync(
        Guid id, HttpContext context, ImportQueries queries, ImportReport report, AuditTrail audit, IStringLocalizer<RefusalTexts> words, IStringLocalizer<ImportTexts> texts,
        CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await queries.FindAsync(id, cancellation) is not { } run)
        {
            return Results.NotFound();
        }

        if (run.State is not (ImportState.Closed or ImportState.Undone))
        {
            return Results.Text(words[nameof(Refusal.ImportNotClosed)], contentType: "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);
        }

        await audit.RecordAsync(context.User.FindFirstValue(ClaimTypes.NameIdentifier)!, AuditAction.ImportReportExported, id);
        var names = context.Request.Query["names"] == "technical" ? ExportNames.Technical : ExportNames.Display;
        return Results.Stream(
            to => report.WriteAsync(id, to, new ExportFormat(CultureInfo.CurrentUICulture, names), texts.Sentence, cancellation), "text/csv; charset=utf-8",
            texts["Report.FileName", BrusselsTime.DayOf(run.StartedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
    }
}
