using System.Globalization;
using System.Net.Mime;
using System.Security.Claims;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Web.Account.Operators;

namespace ConsentRegistry.Web.Endpoints;

/// <summary>Hands out a file that proves what a person said; always to be saved, never shown, because anything may be in it.</summary>
public static class EvidenceDownload
{
    private const string Pattern = "/people/{person:guid}/evidence/{sequence:long}";

    public static string PathOf(Guid person, long sequence) => $"/people/{person}/evidence/{sequence}";

    public static void MapPeople(this IEndpointRouteBuilder app) =>
        app.MapGet(Pattern, HandOutAsync).RequireAuthorization(Policies.EditPeople);

    private static async Task<IResult> HandOutAsync(
        Guid person, long sequence, PeopleQueries people, AuditTrail audit, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await people.EvidenceAsync(person, sequence, cancellation) is not { } file)
        {
            return Results.NotFound();
        }

        await audit.RecordAsync(
            context.User.FindFirstValue(ClaimTypes.NameIdentifier)!, AuditAction.PersonViewed, person,
            new Dictionary<string, string> { ["evidence"] = sequence.ToString(CultureInfo.InvariantCulture) });
        return Results.File(file.Content, MediaTypeNames.Application.Octet, file.Name);
    }
}
