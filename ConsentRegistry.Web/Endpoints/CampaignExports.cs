using System.Globalization;
using System.Security.Claims;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Endpoints;

/// <summary>
/// The files of a campaign: the report, and the list to call or to write to, which is decided anew each time. Exports hold readable
/// addresses (DESIGN 4, "Accounts").
/// </summary>
internal static partial class CampaignExports
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapCampaignExports(this IEndpointRouteBuilder app)
    {
        var exports = app.MapGroup("/campaigns/{id:guid}").RequireAuthorization(Policies.Campaigns);
        exports.MapGet("/report.csv", ReportAsync);
        exports.MapPost("/list.csv", ListAsync);
    }

    private static async Task<IResult> ReportAsync(
        Guid id, HttpContext context, CampaignQueries queries, ExportCampaignList export, AuditTrail audit, IStringLocalizer<RefusalTexts> words,
        IStringLocalizer<CampaignTexts> texts, CancellationToken cancellation)
    {
        if (await queries.FindAsync(id, cancellation) is not { Campaign: var campaign })
        {
            return Results.NotFound();
        }

        if (!campaign.HasReport)
        {
            return Refused(words, Refusal.CampaignNotReady);
        }

        // What the page shows: with its facets, if it has any.
        var state = Enum.TryParse<DeliveryState>(context.Request.Query["state"], out var named) && Enum.IsDefined(named) ? named : (DeliveryState?)null;
        var reason = DeliveriesTable.ReasonOf(context.Request.Query["code"]);
        await RecordAsync(audit, context.User, id, state is null && reason is null ? "report" : "report-part");
        var format = FormatOf(context.Request);
        return Results.Stream(to => export.ReportAsync(id, to, format, readable: true, state, reason, cancellation), Csv, NameOf(campaign, format, texts["File.Report"], "report"));
    }

    // A post, because who is barred by now is marked as blocked for good: no link or picture of another site may do that.
    private static async Task<IResult> ListAsync(
        Guid id, HttpContext context, IAntiforgery antiforgery, CampaignQueries queries, ExportCampaignList export, AuditTrail audit,
        IStringLocalizer<RefusalTexts> words, IStringLocalizer<CampaignTexts> texts, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        if (await queries.FindAsync(id, cancellation) is not { Campaign: var campaign })
        {
            return Results.NotFound();
        }

        // Held back until it is whole: a list that breaks off would look like a short one.
        using var list = new MemoryStream();
        var format = FormatOf(context.Request);
        var outcome = await export.ListAsync(id, list, format, cancellation);
        if (!outcome.IsDone)
        {
            return Refused(words, outcome.Refusal.Value);
        }

        await RecordAsync(audit, context.User, id, "list");
        return Results.File(list.ToArray(), Csv, NameOf(campaign, format, texts[$"File.List.{campaign.Channel}"], "list"));
    }

    /// <summary>In the operator's language; stable column names with <c>?names=technical</c> (INTERFACES 4).</summary>
    private static ExportFormat FormatOf(HttpRequest request) => new(
        CultureInfo.CurrentUICulture, request.Query["names"] == "technical" ? ExportNames.Technical : ExportNames.Display);

    /// <summary>What its reader calls it; for programs a name that says which campaign and what.</summary>
    private static string NameOf(Campaign campaign, ExportFormat format, string what, string word) => format.Names == ExportNames.Technical
        ? $"campaign-{campaign.Id:N}-{word}.csv"
        : $"{what} {NoFileName().Replace(campaign.Name, "-").Trim()}.csv";

    [GeneratedRegex(@"[\p{C}<>:""/\\|?*]+")]
    private static partial Regex NoFileName();

    private static IResult Refused(IStringLocalizer<RefusalTexts> words, Refusal refusal) =>
        Results.Text(words[refusal.ToString()], contentType: "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);

    private static Task RecordAsync(AuditTrail audit, ClaimsPrincipal user, Guid id, string file) => audit.RecordAsync(
        user.FindFirstValue(ClaimTypes.NameIdentifier)!, AuditAction.CampaignExported, id, new Dictionary<string, string> { ["file"] = file });
}
