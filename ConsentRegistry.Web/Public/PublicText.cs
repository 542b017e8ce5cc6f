using System.Globalization;
using ConsentRegistry.Core.Mail;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Public;

/// <summary>One sentence of <see cref="PublicTexts"/> as the answer to a program; it takes the organisation's name and the privacy officer's address.</summary>
internal sealed class PublicText(CultureInfo language, int status, string key) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        CultureInfo.CurrentUICulture = language;
        var organisation = httpContext.RequestServices.GetRequiredService<OrganisationOptions>();
        var sentence = httpContext.RequestServices.GetRequiredService<IStringLocalizer<PublicTexts>>()[key, organisation.Name, organisation.DpoEmail];
        return Results.Text(sentence + "\n", "text/plain; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
    }
}
