using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConsentRegistry.Web.Public;

/// <summary>A page of the public side as an answer: static, in one language.</summary>
internal sealed class PublicPage<TPage>(CultureInfo language, int status, Dictionary<string, object?> parameters) : IResult
    where TPage : IComponent
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        // Here and not where the request was handled: what an awaited method sets does not reach its caller.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status }.ExecuteAsync(httpContext);
    }
}
