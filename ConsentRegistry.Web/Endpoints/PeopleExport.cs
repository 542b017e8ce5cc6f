using System.Globalization;
using System.Security.Claims;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.List.Bulk;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Endpoints;

/// <summary>The list of people as a file, or those of them who are ticked. A post, so that what was typed stands in no address and no log of addresses.</summary>
internal static class PeopleExport
{
    public const string Path = "/people/export.csv";

    /// <summary>The field of the ids of those who are ticked, parted by spaces; without it all who match are meant.</summary>
    public const string Only = "only";

    /// <summary>The field of the ids of those who match and are not ticked; it is there, if only empty, where all are ticked by one press.</summary>
    public const string Except = "except";

    private const int RecordedAtOnce = 500;

    public static void MapPeopleExport(this IEndpointRouteBuilder app) => app.MapPost(Path, HandOutAsync).RequireAuthorization(Policies.EditPeople);

    private static async Task<IResult> HandOutAsync(
        HttpContext context, IAntiforgery antiforgery, ExportPeople export, PeopleQueries people, AuditTrail audit, IStringLocalizer<TermTexts> terms,
        IStringLocalizer<PeopleTexts> words, TimeProvider time, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(cancellation);
        var filter = Read(form);
        var only = Ids(form[Only]);
        IReadOnlyList<Guid> ids = only.Count > 0 ? only : [.. (await people.EverybodyAsync(filter, cancellation)).Except(Ids(form[Except]))];
        await RecordAsync(audit, context.User.FindFirstValue(ClaimTypes.NameIdentifier)!, ids, ticked: only.Count > 0 || form.ContainsKey(Except), byText: !string.IsNullOrWhiteSpace(filter.Text));
        var technical = context.Request.Query["names"] == "technical";
        var format = new ExportFormat(CultureInfo.CurrentUICulture, technical ? ExportNames.Technical : ExportNames.Display);
        var names = technical ? ExportWords.Technical : new ExportWords(
            terms.Name, bar => terms.NameOfBar(bar.Type, new BarScope(bar.Topic, bar.Channel)), words["Badge.Restricted"], words["Badge.InDoubt"]);
        return Results.Stream(
            to => export.ExecuteAsync(ids, to, format, names, cancellation), "text/csv; charset=utf-8",
            words["People.FileName", BrusselsTime.DayOf(time.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
    }

    /// <summary>How many left, and of those who were ticked each by itself, up to as many as can be ticked for an act (docs/decisions/0011): above that the number says it.</summary>
    private static async Task RecordAsync(AuditTrail audit, string by, IReadOnlyList<Guid> people, bool ticked, bool byText)
    {
        await audit.RecordAsync(by, AuditAction.PeopleExported, details: new Dictionary<string, string>
        {
            ["people"] = people.Count.ToString(CultureInfo.InvariantCulture),
            ["byText"] = byText ? "yes" : "no",
        });
        if (!ticked || people.Count > BulkRun.MostAtOnce)
        {
            return;
        }

        // They share a few commits, and none of the file has left before the last.
        foreach (var part in people.Chunk(RecordedAtOnce))
        {
            await Task.WhenAll(part.Select(person => audit.RecordAsync(by, AuditAction.PeopleExported, person)));
        }
    }

    private static List<Guid> Ids(string? field) =>
        [.. (field ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Guid.TryParse(word, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];

    private static PeopleFilter Read(IFormCollection form) => new()
    {
        Text = form["text"],
        Relationship = Enum.TryParse<Relationship>(form["relationship"], out var relationship) && Enum.IsDefined(relationship) ? relationship : null,
        Language = form["language"] is [{ Length: > 0 } language] ? language : null,
        Untold = form["untold"] == "true",
        UntoldSince = DateOnly.TryParseExact(form["untoldSince"], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since) ? since : null,
        Order = Enum.TryParse<PeopleOrder>(form["order"], out var order) && Enum.IsDefined(order) ? order : PeopleOrder.Name,
        Descending = form["descending"] == "true",
    };
}
