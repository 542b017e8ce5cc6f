using System.Globalization;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Web.Account;

namespace ConsentRegistry.Web.Components.Campaigns;

/// <summary>
/// The files of a campaign: the report, and the list to call or to write to, which is decided anew each time. Exports hold readable
/// addresses (DESIGN 4, "Accounts").
/// </summary>
internal static class CampaignExports
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapCampaignExports(this IEndpointRouteBuilder app)
    {
        var exports = app.MapGroup("/campaigns/{id:guid}").RequireAuthorization(Policies.Campaigns);
        exports.MapGet("/report.csv", ReportAsync);
        exports.MapGet("/list.csv", ListAsync);
    }

    private static async Task<IResult> ReportAsync(Guid id, CampaignQueries queries, ExportCampaignList export, CancellationToken cancellation)
    {
        if (await queries.ProgressAsync(id, cancellation) is null)
        {
            return Results.NotFound();
        }

        var culture = CultureInfo.CurrentUICulture;
        return Results.Stream(to => export.ReportAsync(id, to, culture, readable: true, cancellation), Csv, $"campaign-{id:N}-report.csv");
    }

    private static async Task<IResult> ListAsync(Guid id, ExportCampaignList export, CancellationToken cancellation)
    {
        // Held back until it is whole: a list that breaks off would look like a short one.
        using var list = new MemoryStream();
        var outcome = await export.ListAsync(id, list, CultureInfo.CurrentUICulture, cancellation);
        return outcome.IsDone ? Results.File(list.ToArray(), Csv, $"campaign-{id:N}-list.csv") : Results.NotFound();
    }
}
